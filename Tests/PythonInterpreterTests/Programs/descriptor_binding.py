# What descriptors say when they are bound by hand, to what they are made for and to what they are not.
class A:
    __slots__ = ("slot",)

    @property
    def both(self):
        return 1

    @classmethod
    def of_class(cls):
        return cls

    @staticmethod
    def of_none():
        return "static"


def function(x):
    return x


a = A()
descriptors = {
    "empty property": property(), "property": A.__dict__["both"], "classmethod": A.__dict__["of_class"],
    "staticmethod": A.__dict__["of_none"], "function": function, "method": list.append, "wrapper": list.__len__,
    "class method": dict.__dict__["fromkeys"], "computed": int.__dict__["real"], "slot": A.__dict__["slot"],
    "super": super(A), "bound": a.of_class,
}
values = {"None": None, "5": 5, "int": int, "a": a, "A": A, "[]": []}
for name, descriptor in descriptors.items():
    for first in values:
        for second in (None, *values):
            arguments = [values[first]] + ([] if second is None else [values[second]])
            try:
                result = descriptor.__get__(*arguments)
            except Exception as error:
                print(name, first, second, type(error).__name__, error)
            else:
                print(name, first, second, type(result).__name__)


class Setting:
    def __set__(self, instance, value):
        print("set", value)


class Deleting:
    def __delete__(self, instance):
        print("deleted")


class B:
    setting, deleting = Setting(), Deleting()

    def __delitem__(self, key):
        print("deleted", key)


b = B()
b.setting = 1
del b.deleting, b[0]
for statement in ("del b.setting", "b.deleting = 1", "b[0] = 1", "b[10 ** 20] = 1", "'a'[10 ** 20] = 1", "del (1,)[10 ** 20]",
                  "del 'a'[0]", "del 'a'['x']", "del 5[0]" if False else "del (5)[0]", "del int[0]", "{1}[0] = 1",
                  "object()[0] = 1", "range(3)[0] = 1"):
    try:
        exec(statement)
    except Exception as error:
        print(statement, "|", type(error).__name__, error)
