extension PythonString {
    /// `s.encode(encoding, errors)`.
    ///
    /// - Throws: `CodecFault`, or a `PythonException` (LookupError) if there is no such error handler.
    /// - Complexity: O(*n*) in code points.
    package func encoded(_ codec: Codec = .utf8, errors: CodecErrors = .strict) throws -> [UInt8] {
        if case .one(let units) = storage {
            switch codec {
            case .utf8, .ascii: if kind == .ascii { return units }
            case .latin1: return units
            case .utf16, .utf32: break
            }
        }
        var encoder = TextEncoder(points: points, codec: codec, errors: errors)
        return try encoder.encode()
    }
}

/// Encodes one text.
private struct TextEncoder {
    let points: [UInt32]
    let codec: Codec
    let errors: CodecErrors
    var bytes: [UInt8] = []

    mutating func encode() throws -> [UInt8] {
        bytes.reserveCapacity(points.count)
        // A mark of the order, which is the machine's.
        if codec == .utf16(nil) || codec == .utf32(nil) { write(0xFEFF) }
        var position = 0
        while position < points.count {
            if isEncodable(points[position]) {
                write(points[position])
                position += 1
                continue
            }
            var end = position + 1
            if reportsRuns { while end < points.count, !isEncodable(points[end]) { end += 1 } }
            try handle(position, end)
            position = end
        }
        return bytes
    }

    private func isEncodable(_ point: UInt32) -> Bool {
        switch codec {
        case .ascii: point < 0x80
        case .latin1: point < 0x100
        case .utf8, .utf16, .utf32: !(0xD800..<0xE000).contains(point)
        }
    }

    /// Whether characters that follow each other are one error.
    private var reportsRuns: Bool {
        switch codec {
        case .ascii, .latin1, .utf8: true
        case .utf16, .utf32: false
        }
    }

    private var reason: String {
        switch codec {
        case .ascii: "ordinal not in range(128)"
        case .latin1: "ordinal not in range(256)"
        case .utf8, .utf16, .utf32: "surrogates not allowed"
        }
    }

    private mutating func write(_ point: UInt32) {
        switch codec {
        case .ascii, .latin1: bytes.append(UInt8(truncatingIfNeeded: point))
        case .utf8: writeUTF8(point)
        case .utf16(let order):
            if point < 0x10000 { return write(point, width: 2, order) }
            write(0xD800 + (point - 0x10000) >> 10, width: 2, order)
            write(0xDC00 + (point - 0x10000) & 0x3FF, width: 2, order)
        case .utf32(let order): write(point, width: 4, order)
        }
    }

    private mutating func write(_ unit: UInt32, width: UInt32, _ order: ByteOrder?) {
        for index in 0..<width {
            let place = order == .big ? width - 1 - index : index
            bytes.append(UInt8(truncatingIfNeeded: unit >> (8 * place)))
        }
    }

    private mutating func writeUTF8(_ point: UInt32) {
        func continuation(_ shift: UInt32) -> UInt8 {
            UInt8(truncatingIfNeeded: 0x80 | (point >> shift) & 0x3F)
        }
        switch point {
        case 0..<0x80: bytes.append(UInt8(point))
        case 0..<0x800: bytes += [UInt8(0xC0 | point >> 6), continuation(0)]
        case 0..<0x10000: bytes += [UInt8(0xE0 | point >> 12), continuation(6), continuation(0)]
        default: bytes += [UInt8(0xF0 | point >> 18), continuation(12), continuation(6), continuation(0)]
        }
    }

    private func fault(_ start: Int, _ end: Int) -> CodecFault {
        CodecFault(
            encoding: codec.name, start: start, end: end, reason: reason,
            unit: end - start == 1 ? points[start] : nil, isEncoding: true)
    }

    private mutating func handle(_ start: Int, _ end: Int) throws {
        switch errors {
        case .strict: throw fault(start, end)
        case .ignore: break
        case .replace: for _ in start..<end { write(0x3F) }
        case .backslashReplace:
            for point in points[start..<end] {
                Escape.unicode(point).unicodeScalars.forEach { write($0.value) }
            }
        case .xmlCharRefReplace:
            for point in points[start..<end] { "&#\(point);".unicodeScalars.forEach { write($0.value) } }
        case .surrogateEscape:
            for index in start..<end {
                // A byte alone is no unit of the wide encodings.
                guard (0xDC80...0xDCFF).contains(points[index]), reportsRuns else { throw fault(index, end) }
                bytes.append(UInt8(truncatingIfNeeded: points[index]))
            }
        case .surrogatePass:
            if codec == .ascii || codec == .latin1 { throw fault(start, end) }
            points[start..<end].forEach { write($0) }
        case .unknown(let name):
            throw PythonException("LookupError", "unknown error handler name '\(name.text)'")
        }
    }
}
