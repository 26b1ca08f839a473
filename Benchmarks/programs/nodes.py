# A linked list of a million nodes, built and walked.


class Node:
    def __init__(self, value, next):
        self.value = value
        self.next = next


def build(count):
    head = None
    for i in range(count):
        head = Node(i, head)
    return head


def length(node):
    count = 0
    while node is not None:
        count += 1
        node = node.next
    return count


print(length(build(1000000)))
