import PythonObjects

/// The operations of `strings.3.13.cases`.
let stringOperations: [String: RecordedOperation] = [
    "lower": { .str($0[0].str.lowercased) },
    "upper": { .str($0[0].str.uppercased) },
    "casefold": { .str($0[0].str.casefolded) },
    "swapcase": { .str($0[0].str.swappingCase) },
    "capitalize": { .str($0[0].str.capitalized) },
    "title": { .str($0[0].str.titled) },
    "isalnum": { .bool($0[0].str.isAlphanumeric) },
    "isalpha": { .bool($0[0].str.isAlphabetic) },
    "isascii": { .bool($0[0].str.isASCII) },
    "isdecimal": { .bool($0[0].str.isDecimal) },
    "isdigit": { .bool($0[0].str.isDigit) },
    "isidentifier": { .bool($0[0].str.isIdentifier) },
    "islower": { .bool($0[0].str.isLower) },
    "isnumeric": { .bool($0[0].str.isNumeric) },
    "isprintable": { .bool($0[0].str.isPrintable) },
    "isspace": { .bool($0[0].str.isSpace) },
    "istitle": { .bool($0[0].str.isTitle) },
    "isupper": { .bool($0[0].str.isUpper) },
    "ascii": { .text($0[0].str.asciiRepr) },
    "find": { .index($0[0].str.find($0[1].str, $0[2].int, $0[3].int)) },
    "rfind": { .index($0[0].str.rfind($0[1].str, $0[2].int, $0[3].int)) },
    "index": { .index(try $0[0].str.index($0[1].str, $0[2].int, $0[3].int)) },
    "rindex": { .index(try $0[0].str.rindex($0[1].str, $0[2].int, $0[3].int)) },
    "count": { .int($0[0].str.count(of: $0[1].str, $0[2].int, $0[3].int)) },
    "startswith": { .bool($0[0].str.startsWith($0[1].str, $0[2].int, $0[3].int)) },
    "endswith": { .bool($0[0].str.endsWith($0[1].str, $0[2].int, $0[3].int)) },
    "contains": { .bool($0[0].str.contains($0[1].str)) },
    "less": { .bool($0[0].str < $0[1].str) },
    "equal": { .bool($0[0].str == $0[1].str) },
    "add": { .str($0[0].str + $0[1].str) },
    "removeprefix": { .str($0[0].str.removingPrefix($0[1].str)) },
    "removesuffix": { .str($0[0].str.removingSuffix($0[1].str)) },
    "replace": { .str(try $0[0].str.replacing($0[1].str, with: $0[2].str, limit: $0[3].int)) },
    "split": { .strs(try $0[0].str.split($0[1].str, limit: $0[2].int)) },
    "rsplit": { .strs(try $0[0].str.splitFromEnd($0[1].str, limit: $0[2].int)) },
    "words": { .strs($0[0].str.splitWords(limit: $0[1].int)) },
    "rwords": { .strs($0[0].str.splitWordsFromEnd(limit: $0[1].int)) },
    "splitlines": { .strs($0[0].str.splitLines(keepEnds: $0[1].bool)) },
    "partition": { .strs(try $0[0].str.partition($0[1].str)) },
    "rpartition": { .strs(try $0[0].str.partitionFromEnd($0[1].str)) },
    "strip": { .str($0[0].str.stripped()) },
    "lstrip": { .str($0[0].str.stripped(.left)) },
    "rstrip": { .str($0[0].str.stripped(.right)) },
    "stripchars": { .str($0[0].str.stripped(of: $0[1].str)) },
    "lstripchars": { .str($0[0].str.stripped(.left, of: $0[1].str)) },
    "rstripchars": { .str($0[0].str.stripped(.right, of: $0[1].str)) },
    "join": { .str(try $0[0].str.joining($0[1].items.map(\.str))) },
    "ljust": { .str($0[0].str.justifiedLeft($0[1].int, fill: $0[2].str[0])) },
    "rjust": { .str($0[0].str.justifiedRight($0[1].int, fill: $0[2].str[0])) },
    "center": { .str($0[0].str.centered($0[1].int, fill: $0[2].str[0])) },
    "zfill": { .str($0[0].str.zeroFilled($0[1].int)) },
    "expandtabs": { .str(try $0[0].str.expandingTabs($0[1].int)) },
    "repeat": { .str($0[0].str.repeated($0[1].int)) },
    "slice": { arguments in
        .str(
            arguments[0].str.slice(
                start: arguments[1].int, step: arguments[2].int, count: arguments[3].int))
    },
    "translate": { arguments in
        let entries = try PythonString.translationTable(
            from: arguments[1].str, to: arguments[2].str, deleting: arguments[3].str)
        var table: [UInt32: UInt32?] = [:]
        for (key, value) in entries { table.updateValue(value, forKey: key) }
        let wide = arguments[4].items.map(\.str)
        return .str(
            arguments[0].str.translated { point in
                if let index = wide.indices.first(where: { $0 % 2 == 0 && wide[$0][0] == point }) {
                    return .replaced(wide[index + 1])
                }
                guard let entry = table[point] else { return .unchanged }
                return entry.map { .replaced(PythonString(codePoints: [$0])) } ?? .deleted
            })
    },
]
