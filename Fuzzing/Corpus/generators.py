def count(limit):
    n = 0
    while n < limit:
        received = yield n
        if received is not None:
            n = received
        else:
            n += 1
    return "done"


print(list(count(4)), sum(count(5)), [x * 2 for x in count(3)])
g = count(10)
print(next(g), next(g), g.send(7), next(g))
try:
    while True:
        next(g)
except StopIteration as stop:
    print("stopped with", stop.value)
print(next(g, "exhausted"))


def delegate():
    result = yield from count(2)
    print("got", result)
    yield from [10, 20]
    return "end"


print(list(delegate()))


def guarded():
    try:
        yield 1
        yield 2
    except ValueError as error:
        print("inside", error)
        yield "recovered"
    finally:
        print("closing")


g = guarded()
print(next(g))
print(g.throw(ValueError("thrown")))
g.close()
g = guarded()
next(g)
g.close()
try:
    next(g)
except StopIteration:
    print("closed")

squares = (n * n for n in range(5))
print(next(squares), list(squares), list(squares))
print(sum(n for n in range(10) if n % 2), any(n > 3 for n in range(5)), sorted(-n for n in [3, 1, 2]))


def bad():
    yield 1
    raise StopIteration


try:
    list(bad())
except RuntimeError as error:
    print(error, repr(error.__cause__))


class Countdown:
    def __init__(self, start):
        self.start = start

    def __iter__(self):
        n = self.start
        while n:
            yield n
            n -= 1


print(list(Countdown(3)), [a + b for a, b in zip(Countdown(3), "xyz" and [1, 2, 3])])
print(list(enumerate("ab", 1)), list(map(lambda a, b: a + b, [1, 2], [3, 4])), list(filter(None, [0, 1, "", "x"])))
print(list(reversed([1, 2, 3])), list(zip([1, 2, 3], "ab")), dict(zip("ab", [1, 2])), list(map(str, range(3))))


class Pair:
    def __init__(self, items):
        self.items = items

    def __getitem__(self, index):
        return self.items[index]


print(list(Pair([5, 6])), 6 in Pair([5, 6]))


class Upto:
    def __init__(self, n):
        self.i, self.n = 0, n

    def __iter__(self):
        return self

    def __next__(self):
        if self.i == self.n:
            raise StopIteration
        self.i += 1
        return self.i


print(list(Upto(3)), max(Upto(4)), *Upto(2))
first, second = Upto(2)
print(first, second)
iterator = iter([1, 2])
print(next(iterator), next(iterator), next(iterator, None))


def twice(function):
    def wrapper(*args):
        return function(*args) + function(*args)

    return wrapper


@twice
def shout(word):
    return word + "!"


print(shout("hey"))


class Temperature:
    def __init__(self, celsius):
        self._celsius = celsius

    @property
    def fahrenheit(self):
        return self._celsius * 9 / 5 + 32

    @fahrenheit.setter
    def fahrenheit(self, value):
        self._celsius = (value - 32) * 5 / 9

    @classmethod
    def boiling(cls):
        return cls(100)

    @staticmethod
    def unit():
        return "C"


t = Temperature.boiling()
print(t.fahrenheit, t.unit(), Temperature.unit())
t.fahrenheit = 32
print(t._celsius)
try:
    del t.fahrenheit
except AttributeError as error:
    print(error)


class Parent:
    def __init__(self, name):
        self.name = name

    def describe(self):
        return "parent " + self.name


class Child(Parent):
    def __init__(self, name):
        super().__init__(name + "!")

    def describe(self):
        return "child of " + super().describe()


print(Child("kid").describe())


class Typed:
    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner):
        return instance.__dict__.get(self.name, "unset") if instance else self.name

    def __set__(self, instance, value):
        instance.__dict__[self.name] = value * 2


class Holder:
    field = Typed()


holder = Holder()
print(holder.field, Holder.field)
holder.field = 21
print(holder.field, holder.__dict__)
