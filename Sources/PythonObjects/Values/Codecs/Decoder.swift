extension PythonString {
    /// `b.decode(encoding, errors)`.
    ///
    /// - Throws: `CodecFault`, or a `PythonException` if there is no such error handler, or it is of no use here.
    /// - Complexity: O(*n*) in bytes.
    package init(decoding bytes: [UInt8], _ codec: Codec = .utf8, errors: CodecErrors = .strict) throws {
        switch codec {
        case .latin1: self.init(latin1: bytes)
        case .utf8, .ascii:
            if bytes.allSatisfy({ $0 < 0x80 }) {
                self.init(kind: .ascii, storage: .one(bytes))
            } else {
                var decoder = ByteDecoder(bytes: bytes, errors: errors, encoding: codec.name)
                try codec == .ascii ? decoder.decodeASCII() : decoder.decodeUTF8()
                self.init(units: decoder.points)
            }
        case .utf16(let order):
            var decoder = ByteDecoder(bytes: bytes, errors: errors, encoding: codec.name)
            try decoder.decodeUTF16(order)
            self.init(units: decoder.points)
        case .utf32(let order):
            var decoder = ByteDecoder(bytes: bytes, errors: errors, encoding: codec.name)
            try decoder.decodeUTF32(order)
            self.init(units: decoder.points)
        }
    }
}

/// Decodes one sequence of bytes.
private struct ByteDecoder {
    let bytes: [UInt8]
    let errors: CodecErrors
    var encoding: String
    private(set) var points: [UInt32] = []
    private var position = 0

    init(bytes: [UInt8], errors: CodecErrors, encoding: String) {
        self.bytes = bytes
        self.errors = errors
        self.encoding = encoding
    }

    mutating func decodeASCII() throws {
        while position < bytes.count {
            if bytes[position] < 0x80 {
                points.append(UInt32(bytes[position]))
                position += 1
            } else {
                try handle(to: position + 1, "ordinal not in range(128)")
            }
        }
    }

    mutating func decodeUTF8() throws {
        while position < bytes.count {
            let lead = bytes[position]
            if lead < 0x80 {
                points.append(UInt32(lead))
                position += 1
                continue
            }
            let length: Int
            // What the second byte may be: no longer form than needed, no surrogate, nothing beyond the last plane.
            var second: ClosedRange<UInt8> = 0x80...0xBF
            switch lead {
            case 0xC2...0xDF: length = 2
            case 0xE0...0xEF:
                length = 3
                if lead == 0xE0 { second = 0xA0...0xBF } else if lead == 0xED { second = 0x80...0x9F }
            case 0xF0...0xF4:
                length = 4
                if lead == 0xF0 { second = 0x90...0xBF } else if lead == 0xF4 { second = 0x80...0x8F }
            default:
                try handle(to: position + 1, "invalid start byte")
                continue
            }
            var point = UInt32(lead) & (0xFF >> UInt32(length + 1))
            var taken = 1
            while taken < length, position + taken < bytes.count,
                (taken == 1 ? second : 0x80...0xBF).contains(bytes[position + taken])
            {
                point = point << 6 | UInt32(bytes[position + taken] & 0x3F)
                taken += 1
            }
            if taken == length {
                points.append(point)
                position += length
            } else {
                let isCut = position + taken == bytes.count
                try handle(
                    to: position + taken, isCut ? "unexpected end of data" : "invalid continuation byte")
            }
        }
    }

    private func unit(_ index: Int, width: Int, _ order: ByteOrder) -> UInt32 {
        (0..<width).reduce(0) { value, place in
            value << 8 | UInt32(bytes[index + (order == .big ? place : width - 1 - place)])
        }
    }

    /// The order that the mark tells, which is skipped; else the machine's.
    private mutating func readOrder(width: Int, _ order: ByteOrder?, _ name: String) -> ByteOrder {
        if let order { return order }
        var found = ByteOrder.little
        if bytes.count >= width {
            if unit(0, width: width, .little) == 0xFEFF {
                position = width
            } else if unit(0, width: width, .big) == 0xFEFF {
                position = width
                found = .big
            }
        }
        encoding = name + (found == .little ? "-le" : "-be")
        return found
    }

    mutating func decodeUTF16(_ order: ByteOrder?) throws {
        let order = readOrder(width: 2, order, "utf-16")
        while position < bytes.count {
            guard position + 1 < bytes.count else {
                try handle(to: bytes.count, "truncated data")
                continue
            }
            let high = unit(position, width: 2, order)
            switch high {
            case 0xD800..<0xDC00:
                guard position + 3 < bytes.count else {
                    try handle(to: bytes.count, "unexpected end of data")
                    continue
                }
                let low = unit(position + 2, width: 2, order)
                guard (0xDC00..<0xE000).contains(low) else {
                    try handle(to: position + 2, "illegal UTF-16 surrogate")
                    continue
                }
                points.append(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
                position += 4
            case 0xDC00..<0xE000: try handle(to: position + 2, "illegal encoding")
            default:
                points.append(high)
                position += 2
            }
        }
    }

    mutating func decodeUTF32(_ order: ByteOrder?) throws {
        let order = readOrder(width: 4, order, "utf-32")
        while position < bytes.count {
            guard position + 3 < bytes.count else {
                try handle(to: bytes.count, "truncated data")
                continue
            }
            let point = unit(position, width: 4, order)
            if (0xD800..<0xE000).contains(point) {
                try handle(to: position + 4, "code point in surrogate code point range(0xd800, 0xe000)")
            } else if point >= 0x110000 {
                try handle(to: position + 4, "code point not in range(0x110000)")
            } else {
                points.append(point)
                position += 4
            }
        }
    }

    /// Deals with the bytes from here to an end, and goes on behind what was dealt with.
    private mutating func handle(to end: Int, _ reason: String) throws {
        let fault = CodecFault(
            encoding: encoding, start: position, end: end, reason: reason,
            unit: end - position == 1 ? UInt32(bytes[position]) : nil, isEncoding: false)
        switch errors {
        case .strict: throw fault
        case .ignore: position = end
        case .replace:
            points.append(0xFFFD)
            position = end
        case .backslashReplace:
            for byte in bytes[position..<end] {
                points += Escape.unicode(UInt32(byte)).unicodeScalars.map(\.value)
            }
            position = end
        case .xmlCharRefReplace:
            throw PythonException(
                "TypeError", "don't know how to handle UnicodeDecodeError in error callback")
        case .surrogateEscape:
            let escaped = bytes[position..<end].prefix(4).prefix { $0 >= 0x80 }
            if escaped.isEmpty { throw fault }
            points += escaped.map { 0xDC00 + UInt32($0) }
            position += escaped.count
        case .surrogatePass:
            guard let (point, width) = surrogate() else { throw fault }
            points.append(point)
            position += width
        case .unknown(let name):
            throw PythonException("LookupError", "unknown error handler name '\(name.text)'")
        }
    }

    /// The encoded surrogate here, and how many bytes it has.
    private func surrogate() -> (point: UInt32, width: Int)? {
        let left = bytes.count - position
        let (point, width): (UInt32, Int)
        switch encoding {
        case "utf-8" where left >= 3:
            let (lead, second, third) = (bytes[position], bytes[position + 1], bytes[position + 2])
            guard lead & 0xF0 == 0xE0, second & 0xC0 == 0x80, third & 0xC0 == 0x80 else { return nil }
            point = UInt32(lead & 0xF) << 12 | UInt32(second & 0x3F) << 6 | UInt32(third & 0x3F)
            width = 3
        case "utf-16-le" where left >= 2: (point, width) = (unit(position, width: 2, .little), 2)
        case "utf-16-be" where left >= 2: (point, width) = (unit(position, width: 2, .big), 2)
        case "utf-32-le" where left >= 4: (point, width) = (unit(position, width: 4, .little), 4)
        case "utf-32-be" where left >= 4: (point, width) = (unit(position, width: 4, .big), 4)
        default: return nil
        }
        return (0xD800..<0xE000).contains(point) ? (point, width) : nil
    }
}
