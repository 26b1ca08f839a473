import PythonObjects

/// The operations of `bytes.3.13.cases`.
let bytesOperations: [String: RecordedOperation] = [
    "blower": { .bytes(BytesRules.lowercased($0[0].bytes)) },
    "bupper": { .bytes(BytesRules.uppercased($0[0].bytes)) },
    "bswapcase": { .bytes(BytesRules.swappingCase($0[0].bytes)) },
    "bcapitalize": { .bytes(BytesRules.capitalized($0[0].bytes)) },
    "btitle": { .bytes(BytesRules.titled($0[0].bytes)) },
    "bisalnum": { .bool(BytesRules.isAlphanumeric($0[0].bytes)) },
    "bisalpha": { .bool(BytesRules.isAlphabetic($0[0].bytes)) },
    "bisascii": { .bool(BytesRules.isASCII($0[0].bytes)) },
    "bisdigit": { .bool(BytesRules.isDigit($0[0].bytes)) },
    "bislower": { .bool(BytesRules.isLower($0[0].bytes)) },
    "bisspace": { .bool(BytesRules.isSpace($0[0].bytes)) },
    "bistitle": { .bool(BytesRules.isTitle($0[0].bytes)) },
    "bisupper": { .bool(BytesRules.isUpper($0[0].bytes)) },
    "bfind": { .index(BytesRules.find($0[1].bytes, in: $0[0].bytes, $0[2].int, $0[3].int)) },
    "brfind": { .index(BytesRules.rfind($0[1].bytes, in: $0[0].bytes, $0[2].int, $0[3].int)) },
    "bindex": { .index(try BytesRules.index($0[1].bytes, in: $0[0].bytes, $0[2].int, $0[3].int)) },
    "brindex": { .index(try BytesRules.rindex($0[1].bytes, in: $0[0].bytes, $0[2].int, $0[3].int)) },
    "bcount": { .int(BytesRules.count(of: $0[1].bytes, in: $0[0].bytes, $0[2].int, $0[3].int)) },
    "bstartswith": { .bool(BytesRules.starts($0[0].bytes, with: $0[1].bytes, $0[2].int, $0[3].int)) },
    "bendswith": { .bool(BytesRules.ends($0[0].bytes, with: $0[1].bytes, $0[2].int, $0[3].int)) },
    "bremoveprefix": { .bytes(BytesRules.removingPrefix($0[1].bytes, of: $0[0].bytes)) },
    "bremovesuffix": { .bytes(BytesRules.removingSuffix($0[1].bytes, of: $0[0].bytes)) },
    "breplace": {
        .bytes(try BytesRules.replacing($0[1].bytes, with: $0[2].bytes, in: $0[0].bytes, limit: $0[3].int))
    },
    "bsplit": { .pieces(try BytesRules.split($0[0].bytes, $0[1].bytes, limit: $0[2].int)) },
    "brsplit": { .pieces(try BytesRules.splitFromEnd($0[0].bytes, $0[1].bytes, limit: $0[2].int)) },
    "bwords": { .pieces(BytesRules.splitWords($0[0].bytes, limit: $0[1].int)) },
    "brwords": { .pieces(BytesRules.splitWordsFromEnd($0[0].bytes, limit: $0[1].int)) },
    "bsplitlines": { .pieces(BytesRules.splitLines($0[0].bytes, keepEnds: $0[1].bool)) },
    "bpartition": { .pieces(try BytesRules.partition($0[0].bytes, $0[1].bytes)) },
    "brpartition": { .pieces(try BytesRules.partitionFromEnd($0[0].bytes, $0[1].bytes)) },
    "bstrip": { .bytes(BytesRules.stripped($0[0].bytes)) },
    "blstrip": { .bytes(BytesRules.stripped($0[0].bytes, .left)) },
    "brstrip": { .bytes(BytesRules.stripped($0[0].bytes, .right)) },
    "bstripchars": { .bytes(BytesRules.stripped($0[0].bytes, of: $0[1].bytes)) },
    "blstripchars": { .bytes(BytesRules.stripped($0[0].bytes, .left, of: $0[1].bytes)) },
    "brstripchars": { .bytes(BytesRules.stripped($0[0].bytes, .right, of: $0[1].bytes)) },
    "bjoin": { .bytes(try BytesRules.joining($0[1].items.map(\.bytes), by: $0[0].bytes)) },
    "bljust": { .bytes(BytesRules.justifiedLeft($0[0].bytes, $0[1].int, fill: $0[2].bytes[0])) },
    "brjust": { .bytes(BytesRules.justifiedRight($0[0].bytes, $0[1].int, fill: $0[2].bytes[0])) },
    "bcenter": { .bytes(BytesRules.centered($0[0].bytes, $0[1].int, fill: $0[2].bytes[0])) },
    "bzfill": { .bytes(BytesRules.zeroFilled($0[0].bytes, $0[1].int)) },
    "bexpandtabs": { .bytes(try BytesRules.expandingTabs($0[0].bytes, $0[1].int)) },
    "brepeat": { .bytes(BytesRules.repeated($0[0].bytes, $0[1].int)) },
    "bslice": {
        .bytes(BytesRules.slice($0[0].bytes, start: $0[1].int, step: $0[2].int, count: $0[3].int))
    },
    "btranslate": {
        .bytes(
            try BytesRules.translated(
                $0[0].bytes, by: $0[1].isNone ? nil : $0[1].bytes, deleting: $0[2].bytes))
    },
    "bmaketrans": { .bytes(try BytesRules.translationTable(from: $0[0].bytes, to: $0[1].bytes)) },
    "bhex": { .str(PythonString(latin1: BytesRules.hexadecimal($0[0].bytes))) },
    "bhexsep": {
        let separator = try BytesRules.hexadecimalSeparator($0[1].str)
        return .str(
            PythonString(
                latin1: BytesRules.hexadecimal($0[0].bytes, separator: separator, group: $0[2].int)))
    },
    "bfromhex": { .bytes(try BytesRules.fromHexadecimal($0[0].str)) },
]
