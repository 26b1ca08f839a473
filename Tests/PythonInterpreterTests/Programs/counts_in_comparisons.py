"""How often an item is held while `__eq__` compares it, and that what it compares may go away meanwhile."""
import collections
import sys

R = sys.getrefcount


class Asking:
    def __eq__(self, other):
        found.append((R(self), R(other)))
        return False

    __hash__ = object.__hash__


def show(name, ask):
    found.clear()
    try:
        ask()
    except ValueError:
        pass
    print(name, found)


found = []
asking = Asking()
items, pair, deque = [[]], ([],), collections.deque([[]])
show("list in", lambda: asking in items)
show("list count", lambda: items.count(asking))
show("list index", lambda: items.index(asking))
show("list remove", lambda: items.remove(asking))
show("tuple in", lambda: asking in pair)
show("tuple count", lambda: pair.count(asking))
show("tuple index", lambda: pair.index(asking))
show("deque in", lambda: asking in deque)
show("deque count", lambda: deque.count(asking))
show("lists", lambda: items == [asking])
show("lists, other way", lambda: [asking] == items)
show("tuples", lambda: pair == (asking,))
show("lists in tuples", lambda: (items,) == ([asking],))
show("dicts", lambda: {1: items[0]} == {1: asking})


class Same:
    def __init__(self, name):
        self.name = name

    def __hash__(self):
        return 7

    def __eq__(self, other):
        found.append((self.name, R(self), other.name, R(other)))
        return False


kept = Same("kept")
table, group = {kept: 1}, {kept}
show("dict lookup", lambda: table.get(Same("asked")))
show("dict in", lambda: Same("asked") in table)
show("set in", lambda: Same("asked") in group)


class Clearing:
    def __eq__(self, other):
        victims.clear()
        print("other", type(other).__name__, R(other))
        return NotImplemented

    def __del__(self):
        print("gone")


victims = [Clearing(), Clearing()]
print(Clearing() in victims, victims)
victims = [Clearing()]
print(victims == [Clearing()], victims)
victims = collections.deque([Clearing()])
try:
    print(Clearing() in victims, victims)
except RuntimeError as error:
    print(error)
# Recorded on every version.
