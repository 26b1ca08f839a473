"""In what order nested containers die: strictly inwards, however deep, up to what the C stack bears; a long chain dies as well."""


class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        order.append(self.name)


order = []
nested = None
for number in range(120):
    nested = [D(number), nested]
del nested
print(len(order), order[:5], order[-5:], order == sorted(order), order == sorted(order, reverse=True))
order = []
nested = None
for number in range(120):
    nested = (nested, D(number))
del nested
print(len(order), order[:5], order[-5:])
order = []
nested = None
for number in range(120):
    nested = {"inner": nested, "own": D(number)}
del nested
print(len(order), order[:5], order[-5:])
order = []


class Link:
    def __init__(self, number, following):
        self.number, self.following = number, following

    def __del__(self):
        order.append(self.number)


chain = None
for number in range(300):
    chain = Link(number, chain)
del chain
print(len(order), order[:3], order[-3:])
order = []
chain = None
for number in range(50000):
    chain = [chain]
chain.append(D("outermost"))
del chain
print(order)
