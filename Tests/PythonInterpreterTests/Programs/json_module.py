import json
import re


class Other:
    pass


def t(f):
    try:
        print(ascii(f()))
    except Exception as e:
        print(type(e).__name__, ascii(str(e)))


for o in [
    {"a": [1, 2.5, None, True, {"b": "\u00e9\n\"\\\U0001f600\x7f"}], 2: 3, None: 1, 1.5: 2, True: 0}, (), [[[]], {"x": {}}],
    10**20, float("inf"), "", Other(), [{"k": {1, 2}}], {(1,): 2},
]:
    t(lambda: json.dumps(o))
    t(lambda: json.dumps(o, indent=2))
t(lambda: json.dumps({"b": 1, "a": 2}, sort_keys=True, separators=(",", ":")))
t(lambda: json.dumps("é", ensure_ascii=False))
t(lambda: json.dumps({(1,): 2, "a": 1}, skipkeys=True))
t(lambda: json.dumps([float("nan")], allow_nan=False))
t(lambda: json.dumps(Other(), default=lambda o: {"other": 1}))
t(lambda: list(json.JSONEncoder().iterencode([1, {"a": 2}])))
for text in [
    '{"a": [1, 2.5e3, -0, "x\\u00e9\\ud83d\\ude00", null, true, false, NaN, -Infinity]}', "", "[1,]", '{"a" 1}', '{"a":1,}',
    "{a:1}", "[1 2]", "[1", "{", '"abc', '"a\\q"', '"a\\u12"', '"a\n"', "1 2", "tru", "01", "-", "  3  ", " [ ] ", " { } ",
    '[{}, {"k" : [] }]', '"\\ud83d"', "1e5", "1E+2", "1.", '{"a":', "[", "[,", b"[1]", 1, "\ufeff1",
]:
    t(lambda: json.loads(text))
t(lambda: json.loads("[1.0, 2]", parse_float=str, parse_int=lambda s: s + "!"))
t(lambda: json.loads('{"a":1,"a":2}', object_pairs_hook=lambda p: p))
t(lambda: json.loads('{"a":{}}', object_hook=lambda d: ("o", d)))
t(lambda: json.JSONDecoder().raw_decode("[1] x"))
loop = []
loop.append(loop)
t(lambda: json.dumps(loop))
print(json.__name__, json.decoder.__name__, json.__spec__.parent, json.__spec__.submodule_search_locations is json.__path__)
print(re.sub("^.*/lib", "lib", json.__file__), re.sub("^.*/lib", "lib", json.decoder.__cached__))
