"""What the collector visits of instances of derived classes, in order:  python3.13 -I record_referents.py > referents.3.13.json

`referents` is what gc.get_referents gives. `survivors` is the order in which what only the instance holds comes to the older
generation, when a collection meets all of that before the instance: the collector's own order."""
import builtins, gc, json

gc.disable()


class P:
    pass


def record(base, *classes, general=False):
    gc.collect()
    gc.freeze()
    cls = getattr(builtins, base)
    for index, slots in enumerate(classes):
        cls = type(f"C{index}", (cls,), {} if slots is None else {"__slots__": tuple(slots)})
    attributes = [a for slots in classes for a in slots or () if not a.startswith("__")]
    if base == "Exception" or any(slots is None or "__dict__" in slots for slots in classes):
        attributes.append("x")
    attributes.reverse()
    contents = {"list": ["item 0", "item 1"], "tuple": ["item 0", "item 1"], "set": ["item 0"], "frozenset": ["item 0"],
                "dict": ["key 0", "value 0", "value 1"] if general else ["value 0", "value 1"]}.get(base, [])
    parts = {name: P() for name in contents + attributes}
    if base == "dict":
        instance = cls()
        instance[parts.get("key 0", "key 0")] = parts["value 0"]
        instance["key 1"] = parts["value 1"]
    elif contents:
        instance = cls([parts[name] for name in contents])
    elif base == "Exception":
        instance = cls(1)
    else:
        instance = cls()
    for name in attributes:
        setattr(instance, name, parts[name])
    names = {id(part): name for name, part in parts.items()}
    names[id(cls)] = "class"
    if base == "Exception":
        names[id(instance.args)] = "args"
    if "x" in attributes:
        names[id(instance.__dict__)] = "dict"
    if base == "dict":
        names.update({id(key): f"key {index}" for index, key in enumerate(instance)})
    referents = [names[id(referent)] for referent in gc.get_referents(instance)]
    # Now nothing but the instance holds the parts and the class, and they come before it in the youngest generation.
    names = {id(part): name for name, part in parts.items()} | {id(cls): "class"}
    parts.clear()
    del cls
    gc.collect(0)
    survivors = [names[id(part)] for part in gc.get_objects(generation=1) if id(part) in names]
    gc.unfreeze()
    return {"base": base, "classes": classes, "general": general, "attributes": attributes, "contents": contents,
            "referents": referents, "survivors": survivors}


def main():
    cases = []
    for base in "list", "dict", "set", "frozenset", "Exception", "str":
        for general in (False, True) if base == "dict" else (False,):
            for classes in ([None], [["b", "a"]], [["b", "a", "__dict__"]], [["b", "a"], ["c"]], [["b", "a"], None], [None, ["c"]]):
                if base == "Exception" and "__dict__" in (classes[0] or ()):
                    continue
                cases.append(record(base, *classes, general=general))
    cases.append(record("tuple", None))
    cases.append(record("int", None))
    print("[" + ",\n ".join(json.dumps(case) for case in cases) + "]")


main()
