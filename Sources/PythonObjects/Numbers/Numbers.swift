import BigInt
import HeapEngine

package struct ComplexValue: BitwiseCopyable {
    package var real: Double
    package var imaginary: Double
}

extension Runtime {
    // MARK: Literals of the statement under way

    /// An int literal.
    public func constantInt(_ value: BigInt) -> ObjectID {
        if value.bitWidth <= 16, let word = Int(exactly: value), (-5...256).contains(word) {
            return makeInt(word)
        }
        return constant(.int(value)) { newInteger(value) }
    }

    /// A float literal.
    public func constantFloat(_ value: Double) -> ObjectID {
        constant(.float(value.bitPattern)) { makeFloat(value) }
    }

    /// A complex constant.
    public func constantComplex(_ real: Double, _ imaginary: Double) -> ObjectID {
        constant(.complex(real.bitPattern, imaginary.bitPattern)) { makeComplex(real, imaginary) }
    }

    // MARK: Made at run time

    /// A float made at run time.
    public func makeFloat(_ value: Double) -> ObjectID {
        allocateScalar(layouts.float, types.float, bytes: 24, payload: floats.insert(value))
    }

    /// A complex made at run time.
    public func makeComplex(_ real: Double, _ imaginary: Double) -> ObjectID {
        let payload = complexes.insert(ComplexValue(real: real, imaginary: imaginary))
        return allocate(layouts.scalar, types.complex, .complex, payload: payload)
    }

    /// `True` or `False`, borrowed.
    public func boolean(_ value: Bool) -> ObjectID { value ? trueObject : falseObject }

    // MARK: Reading

    /// The value of an int, a bool, or an instance of a subclass; nil for anything else.
    public func intValue(_ object: ObjectID) -> BigInt? {
        switch kind(of: object) {
        case .int: integer(of: object)
        case .bool: object == trueObject ? 1 : 0
        default: nil
        }
    }

    /// The value of an int or a bool that fits a word, or nil.
    package func wordValue(_ object: ObjectID) -> Int? {
        switch kind(of: object) {
        case .int: word(of: object)
        case .bool: object == trueObject ? 1 : 0
        default: nil
        }
    }

    /// The value of a float, or nil.
    public func floatValue(_ object: ObjectID) -> Double? {
        kind(of: object) == .float ? floats[heap.payload(object)] : nil
    }

    /// The value of any number, or nil.
    package func number(_ object: ObjectID) -> Number? {
        switch kind(of: object) {
        case .int, .bool: intValue(object).map(Number.int)
        case .float: .float(floats[heap.payload(object)])
        case .complex:
            .complex(complexes[heap.payload(object)].real, complexes[heap.payload(object)].imaginary)
        default: nil
        }
    }

    /// The index that an object stands for (`__index__`), or nil.
    package func index(_ object: ObjectID) -> Int? {
        switch kind(of: object) {
        case .bool: return object == trueObject ? 1 : 0
        case .int: return word(of: object) ?? (integer(of: object).signum() < 0 ? Int.min : Int.max)
        default: return nil
        }
    }

    /// Makes `None`, the booleans, the small ints and the other objects that exist once.
    func makeSingletons() {
        none = allocateStatic(layouts.scalar, types.none, .none)
        ellipsis = allocateStatic(layouts.scalar, types.ellipsis, .ellipsis)
        notImplemented = allocateStatic(layouts.scalar, types.notImplemented, .notImplemented)
        falseObject = allocateStatic(layouts.scalar, types.bool, .bool)
        trueObject = allocateStatic(layouts.scalar, types.bool, .bool)
        smallIntegers = (-5...256).map { value in
            allocateStatic(
                layouts.scalar, types.int, .int(digits: 1), payload: integerPayload(value))
        }
        makeStaticStrings()
        emptyBytes = allocateStatic(layouts.scalar, types.bytes, .bytes(0), payload: byteStrings.insert([]))
        singleBytes = (0..<256).map { byte in
            allocateStatic(
                layouts.scalar, types.bytes, .bytes(1), payload: byteStrings.insert([UInt8(byte)]))
        }
        emptyTuple = allocateStatic(layouts.tuple, types.tuple, .tuple(0))
    }
}
