"""Answers the operations of a heap program, one line of JSON each.

Everything of this module, the program's code included, is made and frozen before the program's namespace is: what the
collector lists, counts and follows afterwards is the program's alone. While an operation is answered, nothing that the
collector tracks outlives the expression that made it, so that no loop here has an iterator.
"""
import builtins
import collections
import functools
import gc
import sys
import types
import weakref

# By id: the label that an operation gave an object, the type it had then, and whether the collector knew it. Ints and strs only.
labels = {}
type_names = {}
were_tracked = {}
# The JSON of what happened during the operation under way: one str.
events = [""]
# By generation: the statistics that were told last.
told = {}
namespace = None


# What the program's own code calls.


def ev(kind, what):
    # Seen by programs: a property of a method of this function has its docstring.
    """called from __del__ / callbacks. x: an id (int) or a text"""
    if type(what) is int:
        what = labels.get(what, "?")
    events[0] += ("," if events[0] else "") + "[" + quoted(kind) + "," + quoted(what) + "]"


def has_plain_reference(target):
    """Whether there is a weak reference without a callback, which the next one would be as well."""
    for reference in weakref.getweakrefs(target):
        if type(reference) is weakref.ref and reference.__callback__ is None:
            return True
    return False


def on_collection(phase, info):
    detail = str(info["generation"])
    if phase == "stop":
        detail += ":" + str(info["collected"]) + ":" + str(info["uncollectable"])
    ev("gc-" + phase, detail)


def on_unraisable(report):
    ev("unraisable", type(report.exc_value).__name__)


class Capture:
    """What `sys.stdout` is while source of the program runs."""

    def __init__(self):
        self.text = ""

    def write(self, text):
        self.text += text

    def flush(self):
        pass


capture = Capture()
answers = sys.stdout


# Objects as text.


def quoted(text):
    """A JSON string in ASCII."""
    if text.isascii() and text.isprintable() and '"' not in text and "\\" not in text:
        return '"' + text + '"'
    result = '"'
    index = 0
    while index < len(text):
        code = ord(text[index])
        index += 1
        if code in short_escapes:
            result += short_escapes[code]
        elif 32 <= code < 127:
            result += chr(code)
        elif code < 0x10000:
            result += "\\u" + format(code, "04x")
        else:
            code -= 0x10000
            result += "\\u" + format(0xD800 + (code >> 10), "04x") + "\\u" + format(0xDC00 + (code & 0x3FF), "04x")
    return result + '"'


short_escapes = {34: '\\"', 92: "\\\\", 10: "\\n", 13: "\\r", 9: "\\t", 8: "\\b", 12: "\\f"}


def give_label(thing, label):
    key = id(thing)
    labels[key] = label
    type_names[key] = type(thing).__name__
    were_tracked[key] = gc.is_tracked(thing)
    return quoted("@" + label)


def label_of(thing):
    key = id(thing)
    if key in labels and type_names[key] == type(thing).__name__:
        return labels[key]
    return None


def forget_dead():
    """Drops the labels of tracked objects that are gone: another one at the same address is not taken for them."""
    listed = gc.get_objects()
    living = set()
    index = len(listed)
    while index:
        index -= 1
        living.add(id(listed[index]))
    listed = None
    gone = [key for key in labels if were_tracked[key] and key not in living]
    while gone:
        key = gone.pop()
        del labels[key], type_names[key], were_tracked[key]


def shown(thing, depth=0):
    """An object as JSON: an atom as itself, what has a label by it, everything else by its structure or its type."""
    kind = type(thing)
    if thing is None:
        return "null"
    if kind is bool:
        return "true" if thing else "false"
    if kind is int:
        return str(thing)
    if kind is str:
        return quoted(thing)
    if kind is float or kind is bytes:
        return quoted(repr(thing))
    if thing is namespace:
        return '"<globals>"'
    if kind is dict:
        return shown_dict(thing, depth)
    if kind is tuple:
        return '"<tuple>"' if depth > 1 else '{"tuple":' + shown_all(thing, depth + 1) + "}"
    label = label_of(thing)
    if label is not None:
        return quoted("@" + label)
    if isinstance(thing, type):
        return quoted("<type " + thing.__name__ + ">")
    if kind in named_kinds:
        return quoted("<" + named_kinds[kind] + " " + thing.__name__ + ">")
    if kind is types.CodeType:
        return quoted("<code " + thing.co_name + ">")
    return quoted("<" + kind.__name__ + ">")


named_kinds = {types.ModuleType: "module", types.FunctionType: "function", types.BuiltinFunctionType: "builtin"}


def shown_dict(thing, depth):
    if depth:
        return '"<dict>"'
    if thing and has_addresses_only(thing):
        return '"<subclasses dict>"'
    if "__name__" in thing and "__doc__" in thing and "__spec__" in thing:
        return '"<module dict>"'
    if "__module__" in thing and "__doc__" in thing:
        return '"<class dict>"'
    result = ""
    for key in thing:
        result += ("," if result else "") + "[" + shown(key, 1) + "," + shown(thing[key], 1) + "]"
    return '{"dict":[' + result + "]}"


def has_addresses_only(thing):
    for key in thing:
        if type(key) is not int or key < 1 << 32:
            return False
    return True


def shown_all(things, depth=0):
    result = ""
    index = 0
    while index < len(things):
        result += ("," if index else "") + shown(things[index], depth)
        index += 1
    return "[" + result + "]"


# The answers. After the code of an operation was executed, or its expression evaluated, one of these is called with the
# operation's number, or with the expression's value, and with what else the operation says. None of them runs code of the
# program in a frame of its own: what the program keeps of its frames leads to `answer`, then to `perform`. They return JSON, or
# numbers whose `str` it is: `answer` runs often enough for its calls of `str` to be specialised, and to take no tuple from the heap
# between an operation and what is seen of it.


def nothing(number, extra):
    return "null"


def show(value, extra):
    return shown(value)


def label(number, extra):
    name, value = extra
    return give_label(eval(value, namespace), name + "#%d" % number)


def label_reference(number, extra):
    name, value, _ = extra
    reference = eval(value, namespace)
    if not shares_reference[0]:
        give_label(reference, name + "#%d" % number)
    return shown(reference)


def show_keys(keys, extra):
    result = ""
    for key in keys:
        result += ("," if result else "") + shown(key)
    return "[" + result + "]"


def show_references(references, extra):
    return '{"count":%d,"refs":' % eval(extra, namespace) + shown_all(references) + "}"


def show_referents(target, extra):
    if isinstance(target, (set, frozenset)):
        return "[" + ",".join(sorted(shown(thing) for thing in gc.get_referents(target))) + "]"
    return shown_all(gc.get_referents(target))


def show_referrers(target, extra):
    return shown_all(gc.get_referrers(target))


def show_generation(target, extra):
    generation = 0
    while generation < 3:
        listed = gc.get_objects(generation)
        index = len(listed)
        while index:
            index -= 1
            if listed[index] is target:
                return generation
        listed = None
        generation += 1
    return "null"


def show_objects(number, extra):
    result = ""
    generation = 0
    while generation < 3:
        result += ("," if generation else "") + shown_all(gc.get_objects(generation))
        generation += 1
    return "[" + result + "]"


def count_objects(number, extra):
    listed = gc.get_objects()
    count = index = 0
    while index < len(listed):
        # Labels of dicts and tuples may be of others that were there before.
        if type(listed[index]) is not dict and type(listed[index]) is not tuple:
            count += label_of(listed[index]) is not None
        index += 1
    return count


def show_names(number, extra):
    result = ""
    for name in namespace:
        if name[:2] != "__":
            result += (" " if result else "") + name
    return quoted(result)


def collect(number, extra):
    return gc.collect(extra)


def show_counts(number, extra):
    counts = gc.get_count()
    return '{"c1":%d,"c2":%d,"c0_raw":%d}' % (counts[1], counts[2], counts[0])


def show_thresholds(number, extra):
    return list(gc.get_threshold())


def set_thresholds(number, extra):
    gc.set_threshold(*extra)
    return "null"


def freeze(number, extra):
    gc.freeze()
    return "null"


def unfreeze(number, extra):
    raise RuntimeError("unfreeze would thaw the runner: not supported")


def set_debug(number, extra):
    gc.set_debug(extra)
    return gc.get_debug()


def show_garbage(number, extra):
    return shown_all(gc.garbage)


def clear_garbage(number, extra):
    gc.garbage.clear()
    return "null"


def show_statistics(number, extra):
    """What the collector did since this was asked last; uncollectable objects are told in all."""
    now = gc.get_stats()
    result = ""
    index = 0
    while index < 3:
        row = now[index]
        runs, objects = row["collections"] - told[index], row["collected"] - told[index + 3]
        result += ("," if index else "") + "[%d,%d,%d]" % (runs, objects, row["uncollectable"])
        told[index], told[index + 3] = row["collections"], row["collected"]
        index += 1
    return "[" + result + "]"


def set_callbacks(number, extra):
    if extra:
        gc.callbacks.append(on_collection)
    else:
        gc.callbacks.remove(on_collection)
    return "null"


def show_burst(number, extra):
    """How often the collector ran while many objects were made; then they are dropped."""
    gc.disable()
    before, now = before_burst[0], gc.get_stats()
    counts = gc.get_count()
    result = '{"collections":[%d,%d,%d],"c1":%d,"c2":%d}' % (
        now[0]["collections"] - before[0]["collections"],
        now[1]["collections"] - before[1]["collections"],
        now[2]["collections"] - before[2]["collections"],
        counts[1],
        counts[2],
    )
    before = before_burst[0] = now = counts = None
    exec(extra, namespace)
    return result


def show_printed(number, extra):
    sys.stdout = answers
    return quoted(capture.text)


# What is done before the code of an operation is executed, by the function that answers.


def begin_reference(extra):
    _, value, asks = extra
    shares_reference[0] = asks is not None and eval(asks, namespace)


def begin_burst(extra):
    gc.collect()
    # It is there while the collector counts, as the objects are that a program has already.
    before_burst[0] = gc.get_stats()
    gc.enable()


def begin_printing(extra):
    capture.text = ""
    sys.stdout = capture


beginnings = {label_reference: begin_reference, show_burst: begin_burst, show_printed: begin_printing}
# Whether a weak reference that is asked for is there already; what the collector had done before a burst.
shares_reference = [False]
before_burst = [None]


def answer(number, operation, method, beginning, code, expression, extra):
    """Performs one operation and prints its line: the result or the exception, and the events in their order."""
    events[0] = ""
    failure = None
    result = "null"
    try:
        if beginning is not None:
            beginning(extra)
        if code is not None:
            exec(code, namespace)
        result = method(number if expression is None else eval(expression, namespace), extra)
        if type(result) is not str:
            result = str(result)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        failure = type(error).__name__
        if not isinstance(error, (KeyError, IndexError)):
            failure += ": " + str(error)
    if beginning is not None:
        gc.disable()
        sys.stdout = answers
    forget_dead()
    line = '{"i":' + str(number) + ',"op":' + quoted(operation)
    line += ',"r":' + result if failure is None else ',"err":' + quoted(failure)
    answers.write(line + (',"ev":[' + events[0] + "]" if events[0] else "") + "}\n")
    answers.flush()


# The whole program.


def install():
    """Puts what the program's code calls where it finds it without a name of its own: among the builtins."""
    builtins._ev = ev
    builtins._hasref = has_plain_reference
    builtins._ref = weakref.ref
    builtins._proxy = weakref.proxy
    builtins._finalize = weakref.finalize
    builtins._getweakrefs = weakref.getweakrefs
    builtins._gwc = weakref.getweakrefcount
    builtins._WVD = weakref.WeakValueDictionary
    builtins._WKD = weakref.WeakKeyDictionary
    builtins._WSet = weakref.WeakSet
    builtins._R = sys.getrefcount
    builtins._S = sys.getsizeof
    builtins._T = gc.is_tracked
    builtins._F = gc.is_finalized
    builtins._gc_collect = gc.collect
    builtins._Cell = types.CellType
    builtins._Method = types.MethodType
    builtins._Module = types.ModuleType
    builtins._NS = types.SimpleNamespace
    builtins._deque = collections.deque
    builtins._ODict = collections.OrderedDict
    builtins._partial = functools.partial
    sys.unraisablehook = on_unraisable


def warm_up():
    """Lets the library make now what it makes when it is first used."""

    class Thing:
        def __del__(self):
            raise ValueError("x")

    thing = Thing()
    weakref.finalize(thing, id, 1).atexit = False
    values, keys, members = weakref.WeakValueDictionary(), weakref.WeakKeyDictionary(), weakref.WeakSet([thing])
    values["a"] = keys[thing] = thing
    sorted(dir(values), key=len), list(values.keys()), len(values), len(keys), len(members), values.get("a")
    gc.get_objects(0), gc.get_referrers(values), gc.get_referents(values)
    print("x", 1, sep=" ", end="", file=capture, flush=True)
    forget_dead()
    repr([0]), repr({0: 0})
    thing = values = keys = members = None
    events[0] = ""


def compiled(text, mode):
    return None if text is None else compile(text, "<op>", mode)


def perform(program):
    """Performs operations: each is its name, the name of what answers it, source, how it is compiled, and what else it says."""
    global namespace
    install()
    plan = []
    for operation, name, text, mode, extra in program:
        method = globals()[name]
        if name == "label":
            extra = (extra, compiled(extra, "eval"))
        elif name == "label_reference":
            bound, target, has_callback = extra
            asks = None if has_callback else compiled("_hasref(" + target + ")", "eval")
            extra = (bound, compiled(bound, "eval"), asks)
        elif name == "show_references":
            extra = compiled(extra, "eval")
        elif name == "show_burst":
            extra = compiled(extra, "exec")
        code = compiled(text, mode)
        statement, expression = (None, code) if mode == "eval" else (code, None)
        plan.append((operation, method, beginnings.get(method), statement, expression, extra))
    warm_up()
    gc.disable()
    gc.collect(), gc.collect(), gc.collect()
    gc.freeze()
    namespace = {"__builtins__": builtins, "__name__": "__main__"}
    index = 0
    while index < 3:
        told[index], told[index + 3] = gc.get_stats()[index]["collections"], gc.get_stats()[index]["collected"]
        index += 1
    answers.write('{"i":-1,"version":"%d.%d.%d"}\n' % (sys.version_info[0], sys.version_info[1], sys.version_info[2]))
    answers.flush()
    gc.collect()
    index = 0
    while index < len(plan):
        operation, method, beginning, code, expression, extra = plan[index]
        answer(index, operation, method, beginning, code, expression, extra)
        index += 1
