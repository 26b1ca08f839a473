"""Writes Sources/PythonObjects/Values/UnicodeRanges.swift: what this CPython says of every code point.

    python3.13 record_unicode.py > ../../../Sources/PythonObjects/Values/UnicodeRanges.swift
"""
import sys
import unicodedata


def boundaries(test):
    found, inside = [], False
    for point in range(sys.maxunicode + 1):
        if test(chr(point)) != inside:
            found.append(point)
            inside = not inside
    return found


def declare(name, comment, test):
    print(f"\n    /// {comment}")
    print(f"    static let {name}: [UInt32] = [")
    line = "       "
    for point in boundaries(test):
        item = f" {point:#x},".replace("0x", "0x").upper().replace("0X", "0x")
        if len(line) + len(item) > 108:
            print(line)
            line = "       "
        line += item
    print(line)
    print("    ]")


version = ".".join(unicodedata.unidata_version.split(".")[:2])
print(f"""/// Sets of code points by Unicode {version}, each as the boundaries at which membership changes.
///
/// Made by `Tests/PythonObjectsTests/Recordings/record_unicode.py`, which asks CPython.
enum UnicodeRanges {{""", end="")
declare("printable", "`str.isprintable`.", str.isprintable)
declare("identifierStart", "What an identifier may begin with.", str.isidentifier)
declare("identifierContinuation", "What an identifier may go on with.", lambda c: ("a" + c).isidentifier())
print("}")
