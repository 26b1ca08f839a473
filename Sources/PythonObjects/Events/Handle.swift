import HeapEngine

/// What clients call an object: unique in its session, never reused.
public struct Handle: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The creation number.
    public var serial: Serial

    /// The handle of a creation number.
    public init(_ serial: Serial) { self.serial = serial }

    /// Reads `o17`, or `b3` for what the interpreter made at start.
    public init?(_ text: String) {
        guard let first = text.utf8.first, text.utf8.count <= 19 else { return nil }
        let digits = text.utf8.dropFirst()
        guard let lead = digits.first, lead != UInt8(ascii: "0"),
            digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let number = UInt64(text.dropFirst())
        else { return nil }
        switch first {
        case UInt8(ascii: "o"): serial = Serial(number: number)
        case UInt8(ascii: "b"): serial = Serial(builtin: number)
        default: return nil
        }
    }

    /// `o17` or `b3`.
    public var description: String { (serial.isBuiltin ? "b" : "o") + String(serial.number) }

    /// Orders by creation; the interpreter's own objects come last.
    public static func < (left: Handle, right: Handle) -> Bool { left.serial < right.serial }
}

/// What is known of a handle.
public enum HandleState: Sendable {
    /// The object is alive.
    case live(ObjectID)
    /// The object died.
    case freed(Death)
    /// The object died so long ago that its death is no longer on record.
    case forgotten
    /// No object ever had this handle.
    case unknown
}

extension Runtime {
    /// The handle of a live object.
    public func handle(of object: ObjectID) -> Handle { Handle(heap.serial(of: object)) }

    /// What became of the object with a handle.
    public func lookUp(handle: Handle) -> HandleState {
        if let object = heap.object(with: handle.serial) {
            return heap.type(of: object).isNone ? .unknown : .live(object)
        }
        if let death = events.death(of: handle.serial) { return .freed(death) }
        return heap.wasAllocated(handle.serial) ? .forgotten : .unknown
    }
}
