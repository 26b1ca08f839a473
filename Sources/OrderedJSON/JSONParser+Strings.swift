extension JSONParser {
    /// Parses a string from behind its opening quote to behind its closing one.
    mutating func parseString() throws(Stop) -> String {
        let start = index
        try skipPlain()
        if byte(at: index) == UInt8(ascii: "\"") {
            index += 1
            return string(start..<index - 1)
        }
        return try parseEscapedString(from: start)
    }

    /// Goes on, from the first backslash, with a string that has escapes.
    private mutating func parseEscapedString(from start: Int) throws(Stop) -> String {
        var buffer: [UInt8] = []
        var runStart = start
        while true {
            append(runStart..<index, to: &buffer)
            if byte(at: index) == UInt8(ascii: "\"") {
                index += 1
                return String(decoding: buffer, as: UTF8.self)
            }
            try parseEscape(into: &buffer)
            runStart = index
            try skipPlain()
        }
    }

    /// Moves to the next quote or backslash, checking what is passed.
    @inline(__always)
    private mutating func skipPlain() throws(Stop) {
        while true {
            while let word = word(at: index) {
                let special = Self.specialBytes(of: word)
                if special == 0 {
                    index += 8
                    continue
                }
                index += special.trailingZeroBitCount >> 3
                break
            }
            switch byte(at: index) {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): return
            case let byte where byte < 0x20:
                throw index < count
                    ? fail(.controlCharacter(byte), at: index) : fail(.unexpectedEnd, at: count)
            case let byte where byte >= 0x80: try skipMultibyteScalar(byte)
            default: index += 1
            }
        }
    }

    /// A word whose lowest set bit lies in the first byte of `word` that is a quote, a backslash, a control
    /// character or not ASCII; 0 when there is none. (Bytes above that one may be flagged wrongly: the borrow of a
    /// subtraction runs upwards.)
    @inline(__always)
    static func specialBytes(of word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quotes = word ^ (ones &* 0x22)
        let backslashes = word ^ (ones &* 0x5C)
        let found =
            (word &- ones &* 0x20) & ~word | (quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes
            | word
        return found & (ones &* 0x80)
    }

    /// Moves over one scalar of two to four bytes, by the table of well-formed sequences (Unicode 15, table 3-7).
    private mutating func skipMultibyteScalar(_ lead: UInt8) throws(Stop) {
        var second: ClosedRange<UInt8> = 0x80...0xBF
        let length: Int
        switch lead {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: throw fail(.invalidUTF8, at: index)
        }
        var allowed = second
        for offset in 1..<length {
            if index + offset >= count { throw fail(.unexpectedEnd, at: count) }
            if !allowed.contains(byte(at: index + offset)) { throw fail(.invalidUTF8, at: index) }
            allowed = 0x80...0xBF
        }
        index += length
    }

    /// Parses the escape whose backslash is at the current place.
    private mutating func parseEscape(into buffer: inout [UInt8]) throws(Stop) {
        let start = index
        if index + 1 >= count { throw fail(.unexpectedEnd, at: count) }
        index += 2
        switch byte(at: start + 1) {
        case UInt8(ascii: "\""): buffer.append(0x22)
        case UInt8(ascii: "\\"): buffer.append(0x5C)
        case UInt8(ascii: "/"): buffer.append(0x2F)
        case UInt8(ascii: "b"): buffer.append(0x08)
        case UInt8(ascii: "f"): buffer.append(0x0C)
        case UInt8(ascii: "n"): buffer.append(0x0A)
        case UInt8(ascii: "r"): buffer.append(0x0D)
        case UInt8(ascii: "t"): buffer.append(0x09)
        case UInt8(ascii: "u"):
            buffer.append(contentsOf: UTF8.encode(try parseScalar(from: start)).unsafelyUnwrapped)
        default: throw fail(.invalidEscape, at: start)
        }
    }

    /// The scalar of the `\u` escape, or of the pair of them, that starts at `start`; the place is behind the `u`.
    private mutating func parseScalar(from start: Int) throws(Stop) -> Unicode.Scalar {
        let unit = try parseHexadecimal(from: start)
        if let scalar = Unicode.Scalar(unit) { return scalar }
        guard UTF16.isLeadSurrogate(unit) else { throw fail(.loneSurrogate(unit), at: start) }
        // Where the text ends inside what could have become the pair, the end is the error.
        if index >= count { throw fail(.unexpectedEnd, at: count) }
        guard byte(at: index) == UInt8(ascii: "\\") else { throw fail(.loneSurrogate(unit), at: start) }
        if index + 1 >= count { throw fail(.unexpectedEnd, at: count) }
        guard byte(at: index + 1) == UInt8(ascii: "u") else { throw fail(.loneSurrogate(unit), at: start) }
        let secondStart = index
        index += 2
        let low = try parseHexadecimal(from: secondStart)
        guard UTF16.isTrailSurrogate(low) else { throw fail(.loneSurrogate(unit), at: start) }
        return UTF16.decode(UTF16.EncodedScalar([unit, low]))
    }

    private mutating func parseHexadecimal(from start: Int) throws(Stop) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            if index >= count { throw fail(.unexpectedEnd, at: count) }
            let digit: UInt8
            switch byte(at: index) {
            case let byte where (0x30...0x39).contains(byte): digit = byte - 0x30
            case let byte where (0x61...0x66).contains(byte): digit = byte - 0x61 + 10
            case let byte where (0x41...0x46).contains(byte): digit = byte - 0x41 + 10
            default: throw fail(.invalidEscape, at: start)
            }
            unit = unit << 4 | UInt16(digit)
            index += 1
        }
        return unit
    }
}
