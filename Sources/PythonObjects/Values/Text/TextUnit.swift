/// One unit of what is stored: a byte, or a code point of a str in one of its widths.
protocol TextUnit: FixedWidthInteger, UnsignedInteger, Sendable {}

extension UInt8: TextUnit {}
extension UInt16: TextUnit {}
extension UInt32: TextUnit {}

extension PythonString {
    /// A string of these code points, stored in the narrowest width that holds them.
    ///
    /// Requires: every code point is below 0x110000.
    /// - Complexity: O(*n*) in code points.
    init<Units: Collection>(units: Units) where Units.Element: TextUnit {
        let highest = UInt32(truncatingIfNeeded: units.reduce(0, |))
        if highest < 0x100 {
            let kind: Kind = highest < 0x80 ? .ascii : .latin1
            if let bytes = units as? [UInt8] {
                self.init(kind: kind, storage: .one(bytes))
            } else {
                self.init(kind: kind, storage: .one(units.map(UInt8.init(truncatingIfNeeded:))))
            }
        } else if highest < 0x10000 {
            self.init(kind: .ucs2, storage: .two(units.map(UInt16.init(truncatingIfNeeded:))))
        } else {
            self.init(kind: .ucs4, storage: .four(units.map(UInt32.init(truncatingIfNeeded:))))
        }
    }

    /// The code points in a width that holds them all.
    func units<Unit: TextUnit>(as unit: Unit.Type) -> [Unit] {
        switch storage {
        case .one(let units): units as? [Unit] ?? units.map(Unit.init(truncatingIfNeeded:))
        case .two(let units): units as? [Unit] ?? units.map(Unit.init(truncatingIfNeeded:))
        case .four(let units): units as? [Unit] ?? units.map(Unit.init(truncatingIfNeeded:))
        }
    }

    /// The code points, one in each element.
    var points: [UInt32] { units(as: UInt32.self) }

    /// A string of bytes that are code points below U+0100.
    package init(latin1 bytes: some Collection<UInt8>) { self.init(units: bytes) }

    /// A part of the string.
    /// - Complexity: O(*n*) in the part.
    package func part(_ range: Range<Int>) -> PythonString {
        if range == 0..<count { return self }
        return switch storage {
        case .one(let units) where kind == .ascii:
            PythonString(kind: .ascii, storage: .one(Array(units[range])))
        case .one(let units): PythonString(units: Array(units[range]))
        case .two(let units): PythonString(units: units[range])
        case .four(let units): PythonString(units: units[range])
        }
    }
}
