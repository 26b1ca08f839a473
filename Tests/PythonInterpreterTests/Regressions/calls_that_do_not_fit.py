def fit(a, /, b, *, k=0):
    return a, b, k


def only(*, k):
    return k


for arguments, named in (((), {}), ((1,), {"a": 1}), ((1, 2, 3), {}), ((1, 2, 3), {"k": 1}), ((1, 2), {"z": 1}), ((1,), {"b": 2, "k": 3})):
    for function in (fit, only):
        try:
            print(function(*arguments, **named))
        except TypeError as error:
            print(error)
try:
    fit(b=1, **{"b": 2})
except TypeError as error:
    print(error)
try:
    fit(**{1: 2})
except TypeError as error:
    print(error)
try:
    fit(*5)
except TypeError as error:
    print(error)
