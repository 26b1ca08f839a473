"""Writes the docstrings of the builtin types, as CPython has them, into Swift.

    docstrings.py CPYTHON_NEWEST CPYTHON_OLDER ... > Sources/PythonObjects/Profiles/TypeDocs+Texts.swift

The texts of the newest version stand whole, of each older one those that differ from the version behind it. They are CPython's, under the PSF License.
"""

import json
import subprocess
import sys

# Prints, as JSON: the version; each type's text; those whose objects have docs of their own; those with the text itself in their dict.
ASKED = r"""
import collections, functools, itertools, io, json, operator, random, sys, types, weakref
seen, todo = set(), [object]
while todo:
    cls = todo.pop()
    if cls not in seen:
        seen.add(cls)
        todo += type.__subclasses__(cls)
texts, described, shared = {}, [], []
modules = {"builtins", "collections", "functools", "itertools", "operator", "types", "weakref", "_random"}
native = {"_random", "itertools", "operator"}
written = {"collections.deque", "collections.defaultdict", "functools.partial", "functools._lru_cache_wrapper"}
own = type.__dict__["__doc__"]
for cls in seen:
    name = cls.__module__ + "." + cls.__qualname__
    python = cls.__flags__ & 512 and cls.__module__ not in native and name not in written
    if cls.__module__ not in modules or python:
        continue
    inside, text = cls.__dict__.get("__doc__"), own.__get__(cls)
    if inside is not None and type(inside) is not str:
        described.append(name)
    if type(text) is not str:
        continue
    if text is inside:
        shared.append(name)
    texts[name] = text
print(json.dumps([sys.version_info[:2], texts, sorted(described), sorted(shared)]))
"""


SKIPPED = {
    "InstructionSequence", "InterpreterID", "NoDefaultType", "PyCapsule", "UnraisableHookArgs", "asyncgen_hooks",
    "coroutine_wrapper", "instancemethod", "_IncompleteInputError", "_tuplegetter",
}


def known(names):
    return sorted(name for name in names if name.rsplit(".", 1)[1] not in SKIPPED)


def table(name, summary, texts):
    print(f"\n    /// {summary}\n    static let {name}: [String: String] = [")
    for key in known(texts):
        print(f'        "{key}": {json.dumps(texts[key], ensure_ascii=True)},')
    print("    ]")


def names(name, summary, found):
    print(f"\n    /// {summary}\n    static let {name}: Set<String> = [")
    print("        " + ", ".join(f'"{key}"' for key in known(found)) + ",\n    ]")


asked = [json.loads(subprocess.run([python, "-I", "-c", ASKED], capture_output=True, text=True, check=True).stdout)
         for python in sys.argv[1:]]
print("""// swift-format-ignore-file
// Written by Scripts/docstrings.py; not to be edited.
//
// The texts are CPython's: Copyright (c) 2001 Python Software Foundation; All Rights Reserved. They stand here under the
// PSF License Version 2, https://docs.python.org/3/license.html.

extension TypeDocs {""", end="")
(newest, whole, described, _), *older = asked
names("described", "The types whose objects have docstrings of their own.", set(described).union(*[a[2] for a in older]))
for version, _, _, shared in asked:
    names("shared3%d" % version[1], "The types that CPython 3.%d makes at run time: they answer the very text in their dict." % version[1], shared)
table("python3%d" % newest[1], "The docstrings of CPython 3.%d." % newest[1], whole)
for (later, known_texts, _, _), (version, texts, _, _) in zip(asked, older):
    differing = {key: text for key, text in texts.items() if known_texts.get(key) != text}
    differing |= {key: "" for key in known_texts if key not in texts}
    table("differing3%d" % version[1],
          "Those of CPython 3.%d that differ from 3.%d's; empty where there is none." % (version[1], later[1]), differing)
print("}")
