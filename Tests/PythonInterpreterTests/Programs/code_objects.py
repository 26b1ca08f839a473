"""Code objects: what they tell of a function."""


def function(positional, /, plain, default=1, *rest, keyword, **others):
    """A docstring."""
    local = positional + plain

    def inner(parameter):
        return parameter + local

    for index in range(3):
        if index == default:
            break
    return inner, [index for index in rest], "constant", 1.5, (1, 2)


def generator():
    received = yield
    try:
        yield received
    finally:
        print("done")


async def coroutine():
    return 1


class Class:
    def method(self):
        return self.attribute.other, __class__


def wide(argument):
    value = argument.first.second.third(
        argument, [
            item for item in argument
        ],
    )

    return (value,                                                                                                              argument), value


def show(code):
    print(code.co_name, code.co_qualname, code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount)
    print(code.co_nlocals, code.co_varnames, code.co_cellvars, code.co_freevars, code.co_names)
    print(code.co_flags, code.co_stacksize, code.co_firstlineno, code.co_filename)
    print([constant for constant in code.co_consts if not hasattr(constant, "co_name")])
    print(list(code.co_code))
    print(list(code.co_exceptiontable))
    print(list(code.co_linetable))
    print(list(code.co_lines()))
    print(list(code.co_positions())[:12])


for code in (
    function.__code__, generator.__code__, coroutine.__code__, Class.method.__code__, wide.__code__,
    compile("a = b\nif a:\n    c(a)\n", "text", "exec"), compile("x + 1", "text", "eval"), (lambda q: q).__code__,
):
    show(code)

code = function.__code__
renamed = code.replace(co_name="renamed", co_firstlineno=100)
print(renamed.co_name, renamed.co_firstlineno, renamed.co_qualname, code.co_name, renamed == code, renamed.co_code == code.co_code)
print(code == code.replace(), hash(code) == hash(code.replace()), code is code.replace())
first, second = (lambda: 1).__code__, (lambda: 1).__code__
print(first == second, first == first.replace(co_name="other"))
changed = compile("x = 1", "text", "exec").replace(co_consts=(2, None))
namespace = {}
exec(changed, namespace)
print(namespace["x"])
try:
    code.replace(unknown=1)
except TypeError as error:
    print(type(error).__name__)
try:
    code.replace(co_name=1)
except TypeError as error:
    print(error)
try:
    code.co_name = "x"
except AttributeError as error:
    print(type(error).__name__)

# What is equal in one compilation is one object: constants, names, and where things stand.
one, other = compile("def a(x): return x.y + 1\n\n\ndef b(x): return x.y + 1", "text", "exec").co_consts[:2]
print(one.co_consts is other.co_consts, one.co_names is other.co_names, one.co_linetable is other.co_linetable)
print(one.co_linetable is one.co_linetable, one.co_exceptiontable is other.co_exceptiontable)
