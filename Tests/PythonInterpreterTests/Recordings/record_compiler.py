"""Records what CPython 3.13's compiler makes of the sources beside this file, and what it refuses.

    python3.13 record_compiler.py

An instruction is a line: label, source line, name and argument. Inline caches and EXTENDED_ARG are left out and fused
instructions are taken apart, so that the listing is that of `CodeUnit.listing()`.
"""

import dis
import json
import opcode
import pathlib
import struct
import sys
import warnings

HERE = pathlib.Path(__file__).parent
FUSED = {
    "LOAD_FAST_LOAD_FAST": ("LOAD_FAST", "LOAD_FAST"),
    "STORE_FAST_LOAD_FAST": ("STORE_FAST", "LOAD_FAST"),
    "STORE_FAST_STORE_FAST": ("STORE_FAST", "STORE_FAST"),
}
JUMPS = {opcode.opname[op] for op in opcode.hasjrel}
WITHOUT_ARGUMENT = {name for name, op in opcode.opmap.items() if op not in opcode.hasarg}


def bits(value):
    return "%x" % struct.unpack(">Q", struct.pack(">d", value))


def constant(value):
    if value is None or value is True or value is False or value is Ellipsis:
        return repr(value)
    kind = type(value)
    if kind is int:
        return "int %s%x" % ("-" if value < 0 else "", abs(value))
    if kind is float:
        return "float " + bits(value)
    if kind is complex:
        return "complex %s %s" % (bits(value.real), bits(value.imag))
    if kind is str:
        return "str " + value.encode("utf-8", "surrogatepass").hex()
    if kind is bytes:
        return "bytes " + value.hex()
    if kind is tuple:
        return "tuple (%s)" % ", ".join(map(constant, value))
    if kind is frozenset:
        return "frozenset (%s)" % ", ".join(sorted(map(constant, value)))
    return "code %s line %d" % (value.co_qualname, value.co_firstlineno)


def instructions(code):
    """Name, argument (a one-tuple for the target of a jump) and line of each, and the index of each offset."""
    found, index = [], {}
    for instruction in dis.get_instructions(code):
        index[instruction.offset] = len(found)
        if instruction.opname in ("CACHE", "EXTENDED_ARG"):
            continue
        line = instruction.positions.lineno
        if instruction.opname in FUSED:
            first, second = FUSED[instruction.opname]
            found.append((first, instruction.arg >> 4, line))
            found.append((second, instruction.arg & 15, line))
        elif instruction.opname in JUMPS:
            found.append((instruction.opname, (instruction.argval,), line))
        else:
            found.append((instruction.opname, instruction.arg, line))
    index[len(code.co_code)] = len(found)
    for offset in range(len(code.co_code) - 2, -1, -2):
        index.setdefault(offset, index[offset + 2])
    return found, index


def listing(code):
    lines = [
        "code %s line %d" % (code.co_qualname, code.co_firstlineno),
        "  args %d %d %d flags %d stack %d" % (
            code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, code.co_flags, code.co_stacksize),
    ]
    for kind in ("names", "varnames", "cellvars", "freevars"):
        lines.append("  %s %s" % (kind, " ".join(getattr(code, "co_" + kind))))
    for number, value in enumerate(code.co_consts):
        lines.append("  const %d %s" % (number, constant(value)))
    found, index = instructions(code)
    table = dis._parse_exception_table(code)
    targets = {index[argument[0]] for _, argument, _ in found if isinstance(argument, tuple)}
    for entry in table:
        targets |= {index[entry.start], index[entry.end], index[entry.target]}
    labels = {target: "L%d" % (number + 1) for number, target in enumerate(sorted(targets))}
    for number, (name, argument, line) in enumerate(found):
        if isinstance(argument, tuple):
            name += " " + labels[index[argument[0]]]
        elif name not in WITHOUT_ARGUMENT and argument is not None:
            name += " %d" % argument
        label = labels[number] + ":" if number in labels else ""
        lines.append("%s\t%s\t%s" % (label, "-" if line is None else line, name))
    if len(found) in labels:
        lines.append(labels[len(found)] + ":")
    for entry in table:
        lines.append("  handler %s %s %s %d%s" % (
            labels[index[entry.start]], labels[index[entry.end]], labels[index[entry.target]], entry.depth,
            " lasti" if entry.lasti else ""))
    for value in code.co_consts:
        if hasattr(value, "co_code"):
            lines += listing(value)
    return lines


def refusal(source):
    try:
        compile(source, "<test>", "exec", dont_inherit=True)
    except SyntaxError as error:
        return {"source": source, "message": error.msg, "line": error.lineno, "column": error.offset}
    raise SystemExit("CPython compiles %r" % source)


def main():
    assert sys.version_info[:2] == (3, 13)
    warnings.simplefilter("ignore")
    for path in sorted((HERE / "sources").glob("*.py")):
        code = compile(path.read_bytes(), path.name, "exec", dont_inherit=True)
        path.with_suffix(".listing").write_text("\n".join(listing(code)) + "\n")
    sources = (HERE / "refused.txt").read_text().split("----\n")
    for count in (22, 30):
        sources.append("".join("  " * depth + "while 1:\n" for depth in range(count)) + "  " * count + "pass\n")
    recorded = [refusal(source) for source in sources]
    (HERE / "refused.json").write_text(json.dumps(recorded, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
