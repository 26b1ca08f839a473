"""Records what becomes of the attributes of a class's instances: the order in which they are traversed and iterated,
and the size of `__dict__`, for random programs. Sizes are read at the end, because they depend on the class then.

    PYTHONHASHSEED=0 python3.13 record_instances.py > instances.3.13.jsonl

A line is one program: {"steps": [["new"], ["set", instance, name], ["delete", instance, name]],
"instances": [[is dict-backed, size of __dict__, names as iterated, names as traversed]]}.
"""
import gc
import json
import random
import sys

random.seed(1730)


def record(count, span, length):
    class Plain:
        pass

    instances, steps = [], []
    for _ in range(length):
        x = random.random()
        if not instances or x < count:
            steps.append(["new"])
            instances.append(Plain())
            continue
        number = random.randrange(len(instances))
        name = f"a{min(random.randrange(span), random.randrange(span))}"
        if x < 0.85:
            steps.append(["set", number, name])
            setattr(instances[number], name, f"value {name}")
        else:
            steps.append(["delete", number, name])
            try:
                delattr(instances[number], name)
            except AttributeError:
                pass
    states = []
    for instance in instances:
        referents = [r for r in gc.get_referents(instance) if r is not Plain]
        backed = any(type(r) is dict for r in referents)
        names = [r.split()[1] for r in referents if type(r) is str]
        states.append([int(backed), sys.getsizeof(vars(instance)), list(vars(instance)), names])
    return {"steps": steps, "instances": states}


for _ in range(60):
    program = record(random.choice((0.02, 0.1, 0.3, 0.6)), random.choice((3, 8, 20, 40)), random.choice((30, 120, 300)))
    print(json.dumps(program, separators=(",", ":")))
