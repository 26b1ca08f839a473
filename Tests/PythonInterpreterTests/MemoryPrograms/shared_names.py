"""What `dir` does to the names that a class's instances share."""
import gc
import sys

gc.disable()


class Node:
    pass


def describe(label, node):
    print(label, sys.getsizeof(node), sys.getsizeof(node.__dict__), list(node.__dict__))


first = Node()
first.a = []
describe("one attribute", first)
empty = Node()
dir(empty)
describe("dir of an instance without attributes", Node())
dir(first)
later = Node()
later.a = []
describe("after dir of one with an attribute", later)
later.b = later
describe("a new name", later)
another = Node()
another.b = another
another.a = 1
describe("another instance", another)
del another
print(gc.collect())


class Child(Node):
    def method(self):
        return self.value


child = Child()
child.value = 1
before = sys.getsizeof(child)
dir(child)
print(sys.getsizeof(child) == before, sys.getsizeof(Child()))
child.more = child
del child
print(gc.collect())
