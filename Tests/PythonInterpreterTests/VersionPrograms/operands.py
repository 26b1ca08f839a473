"""In which order instructions let go of what they work on, whether they succeed or not."""
import collections


class Operand:
    """Says when it dies; its finalizer uses the stack."""

    def __init__(self, name):
        self.name = name

    def __del__(self):
        others = [self.name, self.name]
        first, second = others, list(others)
        died.append(max(first[0], second[-1]))

    def __add__(self, other):
        return 1

    def __iadd__(self, other):
        return 1

    def __lt__(self, other):
        return True

    def __eq__(self, other):
        return False

    def __hash__(self):
        return 1

    def __getitem__(self, key):
        return 1

    def __setitem__(self, key, value):
        pass

    def __delitem__(self, key):
        pass

    def __contains__(self, item):
        return True

    def __call__(self, *arguments):
        return 1

    def method(self, *arguments, **keywords):
        return 1


class Plain:
    """Has no operators: all fail."""

    def __init__(self, name):
        self.name = name

    def __del__(self):
        died.append(self.name)


class Taking:
    def __init__(self, first, second, third):
        pass


class Failing:
    def __init__(self, first, second, third):
        raise ValueError


def failing(*arguments, **keywords):
    raise ValueError


def two(first, second):
    return 1


died = []
Scenes = dict


def store(of):
    of(1)[of(2)] = of(3)


def store_slice(of):
    of(1)[of(2):of(3)] = of(4)


def store_attribute(of):
    of(1).attribute = of(2)


def delete(of):
    del of(1)[of(2)]


def in_place(of):
    name = of(1)
    name += of(2)


def augmented_slice(of):
    of(1)[of(2):of(3)] += 1


scenes = Scenes(
    add=lambda of: of(1) + of(2),
    less=lambda of: of(1) < of(2),
    equal=lambda of: of(1) == of(2),
    same=lambda of: of(1) is of(2),
    among=lambda of: of(1) in of(2),
    item=lambda of: of(1)[of(2)],
    slice=lambda of: of(1)[of(2):of(3)],
    steps=lambda of: of(1)[of(2):of(3):of(4)],
    call=lambda of: of(1)(of(2), of(3)),
    method=lambda of: of(1).method(of(2), of(3)),
    keywords=lambda of: of(1).method(of(2), key=of(3)),
    star=lambda of: of(1).method(*[of(2), of(3)], key=of(4)),
    function=lambda of: two(of(1), of(2)),
    too_many=lambda of: two(of(1), of(2), of(3)),
    unknown=lambda of: two(of(1), third=of(2)),
    raises=lambda of: failing(of(1), of(2), key=of(3)),
    instance=lambda of: Taking(of(1), of(2), of(3)),
    no_instance=lambda of: Failing(of(1), of(2), of(3)),
    builtin=lambda of: divmod(of(1), of(2)),
    builtin_method=lambda of: [of(1)].index(of(2)),
    missing=lambda of: getattr(of(1), "missing", of(2)) and 0,
    setting=lambda of: setattr(of(1), "attribute", of(2)),
    length=lambda of: len(of(1), of(2)),
    default=lambda of: collections.defaultdict(of(1), of(2)) and 0,
    joined=lambda of: [of(1)] + [of(2)] and 0,
    compared=lambda of: (of(1),) < (of(2),),
    displayed=lambda of: [of(1), {of(2): of(3)}, failing(of(4))],
    sliced=lambda of: slice(of(1), of(2), of(3)) and 0,
    text=lambda of: f"{of(1)}{failing(of(2))}",
    store=store, store_slice=store_slice, store_attribute=store_attribute, delete=delete, in_place=in_place,
    augmented_slice=augmented_slice,
)

for kind in (Operand, Plain):
    for name, scene in scenes.items():
        for _ in range(3):
            try:
                scene(kind)
            except Exception as exception:
                died.append(type(exception).__name__)
        print(kind.__name__, name, *died)
        died.clear()
