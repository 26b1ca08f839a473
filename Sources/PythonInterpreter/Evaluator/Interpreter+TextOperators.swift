import BigInt
import HeapEngine
import PythonObjects

/// What operators do with str, bytes and bytearray.
extension Interpreter {
    /// An operator of str, bytes or bytearray; nil if there is none of these or they do not know it.
    func textResult(_ operation: BinaryOperation, _ left: ObjectID, _ right: ObjectID) throws -> ObjectID? {
        let (leftKind, rightKind) = (runtime.kind(of: left), runtime.kind(of: right))
        switch operation {
        case .remainder where leftKind.isText: return try percent(left, right)
        case .add where leftKind.isText: return try concatenated(left, right, leftKind)
        case .multiply where leftKind.isText: return try repeated(left, by: right)
        case .multiply where rightKind.isText: return try repeated(right, by: left)
        default: return nil
        }
    }

    private func concatenated(_ left: ObjectID, _ right: ObjectID, _ kind: Kind) throws -> ObjectID {
        guard kind == .str else { return try concatenatedBytes(left, right, kind) }
        guard let a = runtime.strValue(left), let b = runtime.strValue(right) else {
            throw typeError("can only concatenate str (not \"\(runtime.typeName(right))\") to str")
        }
        if a.isEmpty, runtime.isExactly(right, runtime.types.str) { return runtime.retained(right) }
        if b.isEmpty, runtime.isExactly(left, runtime.types.str) { return runtime.retained(left) }
        let count = a.count + b.count
        if count > 1024 { try admitWork(on: count, width: max(a.kind.width, b.kind.width)) }
        return runtime.makeStr(a + b)
    }

    private func concatenatedBytes(_ left: ObjectID, _ right: ObjectID, _ kind: Kind) throws -> ObjectID {
        guard let a = runtime.bytesValue(left), let b = runtime.bytesValue(right) else {
            throw typeError(
                "can't concat \(runtime.typeName(right)) to \(runtime.typeName(left))")
        }
        if kind == .bytes {
            if a.isEmpty, runtime.isExactly(right, runtime.types.bytes) { return runtime.retained(right) }
            if b.isEmpty, runtime.isExactly(left, runtime.types.bytes) { return runtime.retained(left) }
        }
        try admitWork(on: a.count + b.count)
        return bytes(a + b, like: left)
    }

    private func repeated(_ object: ObjectID, by factor: ObjectID) throws -> ObjectID? {
        let times = try max(0, self.factor(factor))
        if let text = runtime.strValue(object) {
            if times == 1, runtime.isExactly(object, runtime.types.str) { return runtime.retained(object) }
            guard let size = ResultSize.repeated(text.count, times) else {
                throw PythonException("OverflowError", "repeated string is too long")
            }
            try admit(characters: size)
            if size > 1024 { try admitWork(on: size, width: text.kind.width) }
            return runtime.makeStr(text.repeated(times))
        }
        let bytes = try bytesLike(object)
        if times == 1, runtime.isExactly(object, runtime.types.bytes) { return runtime.retained(object) }
        guard let size = ResultSize.repeated(bytes.count, times) else {
            throw runtime.kind(of: object) == .bytes
                ? PythonException("OverflowError", "repeated bytes are too long")
                : PythonException("MemoryError", "")
        }
        try admit(characters: size)
        try admitWork(on: size)
        return self.bytes(BytesRules.repeated(bytes, times), like: object)
    }

    /// How often a sequence is to be repeated.
    func factor(_ object: ObjectID) throws -> Int {
        guard let value = try indexIfAny(object) else {
            throw typeError("can't multiply sequence by non-int of type '\(runtime.typeName(object))'")
        }
        guard let times = Int(exactly: value) else {
            throw PythonException(
                "OverflowError", "cannot fit '\(runtime.typeName(object))' into an index-sized integer")
        }
        return times
    }

    /// `left operator= right` of a bytearray, which changes; nil for others.
    func inPlaceBytes(_ operation: BinaryOperation, _ left: ObjectID, _ right: ObjectID) throws -> ObjectID? {
        guard runtime.kind(of: left) == .byteArray else { return nil }
        switch operation {
        case .add:
            guard let bytes = runtime.bytesValue(right) else {
                throw typeError("can't concat \(runtime.typeName(right)) to \(runtime.typeName(left))")
            }
            try admitWork(on: try bytesLike(left).count + bytes.count)
            try runtime.changeByteArray(left) { $0 += bytes }
        case .multiply:
            guard let value = try indexIfAny(right) else {
                throw typeError("can't multiply sequence by non-int of type '\(runtime.typeName(right))'")
            }
            guard let times = Int(exactly: value) else {
                throw PythonException(
                    "OverflowError", "cannot fit '\(runtime.typeName(right))' into an index-sized integer")
            }
            let bytes = try bytesLike(left)
            guard let size = ResultSize.repeated(bytes.count, times) else {
                throw PythonException("MemoryError", "")
            }
            try admit(characters: size)
            try admitWork(on: size)
            try runtime.changeByteArray(left) { $0 = BytesRules.repeated(bytes, max(0, times)) }
        default: return nil
        }
        return runtime.retained(left)
    }

    /// `item in container` of a str, bytes or bytearray.
    func textContains(_ container: ObjectID, _ item: ObjectID) throws -> Bool {
        if let whole = runtime.strValue(container) {
            guard let part = runtime.strValue(item) else {
                throw typeError(
                    "'in <string>' requires string as left operand, not \(runtime.typeName(item))")
            }
            if whole.count > 1024 { try charge(whole.count >> 5) }
            return whole.contains(part)
        }
        if runtime.bytesValue(item) == nil, let number = indexForgivingly(item) {
            let byte = try byte(number)
            return try bytesReceiver(container).contains(byte)
        }
        let part = try bytesLike(item)
        return BytesRules.find(part, in: try bytesReceiver(container)) != nil
    }

    /// `operator.index(object)`; nil if there is none, whatever it raises.
    private func indexForgivingly(_ object: ObjectID) -> BigInt? {
        do {
            return try indexIfAny(object)
        } catch {
            heap.release(exception(of: error))
            return nil
        }
    }

    /// Whether one str, bytes or bytearray comes before another; nil for others.
    func textOrder(_ left: ObjectID, _ right: ObjectID, _ comparison: Comparison) -> Bool? {
        if let a = runtime.strValue(left), let b = runtime.strValue(right) {
            return Self.order(comparison, a < b) { b < a }
        }
        // A memoryview is equal to others or not, and has no order.
        if runtime.kind(of: left) != .native, runtime.kind(of: right) != .native,
            let a = runtime.bytesValue(left), let b = runtime.bytesValue(right)
        {
            return Self.order(comparison, a.lexicographicallyPrecedes(b)) { b.lexicographicallyPrecedes(a) }
        }
        return nil
    }

    private static func order(
        _ comparison: Comparison, _ isLess: @autoclosure () -> Bool, _ isGreater: () -> Bool
    ) -> Bool {
        switch comparison {
        case .less: isLess()
        case .greater: isGreater()
        case .lessOrEqual: !isGreater()
        default: !isLess()
        }
    }
}

extension Kind {
    /// Whether it is a str, bytes or bytearray.
    var isText: Bool { self == .str || self == .bytes || self == .byteArray }
}
