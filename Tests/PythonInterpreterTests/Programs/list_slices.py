import sys


def attempt(function):
    try:
        print(repr(function()))
    except Exception as error:
        print(type(error).__name__, error)


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


bounds = [None, 0, 1, -1, 3, -3, 100, -100, 2**63, -(10**30), Index(2), "a"]
for low in bounds:
    for high in bounds:
        attempt(lambda: ([0, 1, 2, 3, 4][low:high], (1, 2, 3)[low:high], range(10)[low:high]))
    for step in (1, -1, 2, -2, 100, -(10**30), 0, None):
        items = [0, 1, 2, 3, 4]

        def assign():
            items[low::step] = "ab"
            return items, sys.getsizeof(items)

        def delete():
            del items[low::step]
            return items, sys.getsizeof(items)

        def itself():
            items[:low] = items
            return items, sys.getsizeof(items)

        attempt(assign)
        attempt(delete)
        attempt(itself)
        attempt(lambda: slice(low, None, step).indices(5))
