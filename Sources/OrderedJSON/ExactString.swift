/// A string compared and hashed by its bytes.
///
/// Swift's `String` compares by canonical equivalence: "é" equals "e\u{301}". For JSON and for Python these are
/// two strings, and hashing canonically equivalent names alike would let a client make them collide at will.
struct ExactString: Hashable {
    let string: String

    init(_ string: String) {
        self.string = string
    }

    @inline(__always)
    static func areEqual(_ left: String, _ right: String) -> Bool {
        left.utf8.count == right.utf8.count && left.utf8.elementsEqual(right.utf8)
    }

    static func == (left: Self, right: Self) -> Bool {
        areEqual(left.string, right.string)
    }

    func hash(into hasher: inout Hasher) {
        var copy = string
        copy.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}
