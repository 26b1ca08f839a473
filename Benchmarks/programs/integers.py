# Two million rounds of integer arithmetic in nested loops.


def rounds():
    total = 0
    for i in range(2000):
        for j in range(1000):
            total = (total + i * j) % 1000003
    return total


print(rounds())
