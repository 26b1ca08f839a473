/// A number in its field: sign, prefix, digits in groups, what follows them, and the fill.
///
/// CPython 3.13, `calc_number_widths` and `fill_number`.
struct NumberField {
    var isNegative: Bool
    /// `0x` and its like.
    var prefix: [UInt8] = []
    /// The digits before the point.
    var digits: [UInt8]
    /// The point and all behind it, or `inf`.
    var rest: [UInt8] = []
    /// How many digits are a group; 0 if there are none.
    var groupSize = 0

    /// Splits a number's text into its digits and the rest.
    init(text: [UInt8], grouping: UInt8?) {
        isNegative = text.first == 0x2D
        let bare = isNegative ? text.dropFirst() : text[...]
        digits = Array(bare.prefix { (0x30...0x39).contains($0) })
        rest = Array(bare.dropFirst(digits.count))
        groupSize = grouping == nil ? 0 : 3
    }

    init(isNegative: Bool, prefix: [UInt8], digits: [UInt8], groupSize: Int) {
        self.isNegative = isNegative
        self.prefix = prefix
        self.digits = digits
        self.groupSize = groupSize
    }

    /// The text without any fill.
    func bare(_ specification: FormatSpecification) -> [UInt8] {
        sign(specification) + prefix + grouped(specification, least: 0) + rest
    }

    /// The text in its field.
    /// - Complexity: O(*n*) in the result.
    func laidOut(_ specification: FormatSpecification) -> PythonString {
        let front = sign(specification) + prefix
        let width = specification.width ?? 0
        let alignment = specification.alignment ?? .right
        let least =
            specification.fill == 0x30 && alignment == .afterSign ? width - front.count - rest.count : 0
        let body = grouped(specification, least: least) + rest
        let room = max(0, width - front.count - body.count)
        if alignment == .afterSign {
            // The fill may be any character; it goes between sign and digits.
            return PythonString(latin1: front)
                + PythonString(latin1: body).padded(left: room, right: 0, fill: specification.fill)
        }
        return PythonString(latin1: front + body).padded(in: room, alignment, fill: specification.fill)
    }

    private func sign(_ specification: FormatSpecification) -> [UInt8] {
        if isNegative { return [0x2D] }
        return switch specification.sign {
        case .plus: [0x2B]
        case .space: [0x20]
        default: []
        }
    }

    /// The digits in groups, with zeros before them up to a least width; a separator never comes first.
    private func grouped(_ specification: FormatSpecification, least: Int) -> [UInt8] {
        // `inf` has no digits to group.
        if digits.isEmpty { return [] }
        guard let separator = specification.grouping, groupSize > 0 else {
            return [UInt8](repeating: 0x30, count: max(0, least - digits.count)) + digits
        }
        var reversed: [UInt8] = []
        var least = least
        var left = digits.count
        while true {
            let size = min(groupSize, max(left, least, 1))
            for _ in 0..<size {
                reversed.append(left > 0 ? digits[left - 1] : 0x30)
                left -= 1
            }
            left = max(0, left)
            least -= size
            if left == 0, least <= 0 { break }
            least -= 1
            reversed.append(separator)
        }
        return reversed.reversed()
    }
}

extension PythonString {
    /// The string with so much fill around it.
    func padded(in room: Int, _ alignment: FormatSpecification.Alignment, fill: UInt32) -> PythonString {
        let left =
            switch alignment {
            case .left: 0
            case .right, .afterSign: room
            case .center: room / 2
            }
        return padded(left: left, right: room - left, fill: fill)
    }
}
