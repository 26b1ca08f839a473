# A pipeline of generators.


def numbers(count):
    for i in range(count):
        yield i


def squares(source):
    for value in source:
        yield value * value


def odd(source):
    for value in source:
        if value % 2:
            yield value


print(sum(x - 1 for x in odd(squares(numbers(300000)))))
