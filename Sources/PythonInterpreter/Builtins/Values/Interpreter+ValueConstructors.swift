import BigInt
import HeapEngine
import PythonObjects

extension Interpreter {
    private static let strSignature: Signature = "str(object=, encoding=, errors=)"
    private static let intSignature: Signature = "int(x=, /, base=)"
    private static let complexSignature: Signature = "complex(real=, imag=)"
    private static let bytesSignature: Signature = "bytes(source=, encoding=, errors=)"
    private static let byteArraySignature: Signature = "bytearray(source=, encoding=, errors=)"

    /// A call of str, bytes, bytearray, int, float, complex or bool; nil for another kind of class. The caller owns the result.
    func constructValue(_ kind: Kind, _ arguments: CallArguments) throws -> ObjectID? {
        switch kind {
        case .str:
            try checkCount(arguments, "str", 3)
            return try makeText(ArgumentReader(Self.strSignature, arguments, self))
        case .int:
            try checkCount(arguments, "int", 2)
            return try makeInteger(ArgumentReader(Self.intSignature, arguments, self))
        case .float:
            try arguments.require(0...1, of: "float", self)
            return try arguments.count == 0 ? runtime.makeFloat(0) : makeReal(arguments[0])
        case .bool:
            try arguments.require(0...1, of: "bool", self)
            return runtime.boolean(try arguments.count > 0 && isTrue(arguments[0]))
        case .complex:
            return try makeComplex(ArgumentReader(Self.complexSignature, arguments, self))
        case .bytes:
            return try makeBytes(kind, ArgumentReader(Self.bytesSignature, arguments, self))
        case .byteArray:
            return try makeBytes(kind, ArgumentReader(Self.byteArraySignature, arguments, self))
        default: return nil
        }
    }

    /// Without keywords, too many arguments are counted in other words.
    private func checkCount(_ arguments: CallArguments, _ name: String, _ most: Int) throws {
        if arguments.names.isEmpty, arguments.count > most {
            throw typeError("\(name) expected at most \(most) arguments, got \(arguments.count)")
        }
    }

    private func makeText(_ given: ArgumentReader) throws -> ObjectID {
        guard let object = given[0] else { return runtime.emptyString }
        if given[1] == nil, given[2] == nil { return try str(object) }
        let isEmpty = runtime.bytesValue(object)?.isEmpty ?? false
        let errors = try given.codecErrors(2, behind: 1)
        if runtime.kind(of: object) == .str { throw typeError("decoding str is not supported") }
        guard runtime.bytesValue(object) != nil else {
            throw typeError("decoding to str: need a bytes-like object, \(runtime.typeName(object)) found")
        }
        return try decoded(object, try given.codec(1, isLazy: isEmpty), errors)
    }

    private func makeInteger(_ given: ArgumentReader) throws -> ObjectID {
        guard let object = given[0] else {
            if given[1] != nil { throw typeError("int() missing string argument") }
            return runtime.makeInt(0)
        }
        if let base = given[1] {
            let base = Int(exactly: try integerIndex(base)) ?? -1
            if let text = runtime.strValue(object) {
                try admitWork(on: text.count)
                return runtime.makeInt(
                    try IntegerRules.parse(text, base: base, limit: runtime.longestNumeral))
            }
            if let bytes = runtime.bytesValue(object) {
                return runtime.makeInt(
                    try IntegerRules.parse(bytes: bytes, base: base, limit: runtime.longestNumeral))
            }
            throw typeError("int() can't convert non-string with explicit base")
        }
        if runtime.isExactly(object, runtime.types.int) { return runtime.retained(object) }
        if let value = try wholeNumber(object, asksInts: true) { return runtime.makeInt(value) }
        if let text = runtime.strValue(object) {
            if text.count > 1024 { try admitWork(on: text.count) }
            return runtime.makeInt(try IntegerRules.parse(text, limit: runtime.longestNumeral))
        }
        if let bytes = runtime.bytesValue(object) {
            return runtime.makeInt(try IntegerRules.parse(bytes: bytes, limit: runtime.longestNumeral))
        }
        throw typeError(
            "int() argument must be a string, a bytes-like object or a real number, not '\(runtime.typeName(object))'"
        )
    }

    private func makeReal(_ object: ObjectID) throws -> ObjectID {
        if runtime.isExactly(object, runtime.types.float) { return runtime.retained(object) }
        if let text = runtime.strValue(object) {
            if text.count > 1024 { try admitWork(on: text.count) }
            return runtime.makeFloat(try FloatRules.parse(text))
        }
        if let value = try realNumber(object, asksFloats: true) { return runtime.makeFloat(value) }
        if let bytes = runtime.bytesValue(object) {
            do {
                return runtime.makeFloat(try FloatRules.parse(bytes: bytes))
            } catch let failure as PythonException where runtime.kind(of: object) == .byteArray {
                guard failure.type == "ValueError" else { throw failure }
                throw PythonException(
                    "ValueError", "could not convert string to float: \(try reprText(object))")
            }
        }
        throw typeError(
            "float() argument must be a string or a real number, not '\(runtime.typeName(object))'")
    }

    // MARK: complex

    private func makeComplex(_ given: ArgumentReader) throws -> ObjectID {
        let (first, second) = (given[0], given[1])
        if let first, second == nil, runtime.isExactly(first, runtime.types.complex) {
            return runtime.retained(first)
        }
        if let first, let text = runtime.strValue(first) {
            if second != nil { throw typeError("complex() can't take second arg if first is a string") }
            let value = try ComplexRules.parse(text)
            return runtime.makeComplex(value.real, value.imaginary)
        }
        if let second, runtime.kind(of: second) == .str {
            throw typeError("complex() second arg can't be a string")
        }
        let real = try first.map { first in
            guard let value = try complexNumber(first, asksMethod: true) else {
                throw typeError(
                    "complex() first argument must be a string or a number, not '\(runtime.typeName(first))'")
            }
            return value
        }
        let imaginary = try second.map { second in
            guard let value = try complexNumber(second, asksMethod: false) else {
                throw typeError(
                    "complex() second argument must be a number, not '\(runtime.typeName(second))'")
            }
            return value
        }
        var result: ComplexRules.Parts = real?.value ?? (0, 0)
        if let imaginary {
            // What is real stays as it is, so that zeros keep their signs.
            if imaginary.isComplex { result.real -= imaginary.value.imaginary }
            result.imaginary =
                real?.isComplex ?? false
                ? result.imaginary + imaginary.value.real : imaginary.value.real
        }
        return runtime.makeComplex(result.real, result.imaginary)
    }

    private func complexNumber(
        _ object: ObjectID, asksMethod: Bool
    ) throws -> (value: ComplexRules.Parts, isComplex: Bool)? {
        if asksMethod, let result = try callSpecial(object, "__complex__", []) {
            defer { heap.release(result) }
            guard case .complex(let real, let imaginary)? = runtime.number(result) else {
                throw typeError("__complex__ returned non-complex (type \(runtime.typeName(result)))")
            }
            return ((real, imaginary), true)
        }
        if case .complex(let real, let imaginary)? = runtime.number(object) {
            return ((real, imaginary), true)
        }
        return try realNumber(object, asksFloats: true).map { (($0, 0), false) }
    }

    // MARK: bytes and bytearray

    private func makeBytes(_ kind: Kind, _ given: ArgumentReader) throws -> ObjectID {
        func object(_ bytes: [UInt8]) -> ObjectID {
            kind == .bytes ? runtime.makeBytes(bytes) : runtime.makeByteArray(bytes)
        }
        let source = given[0]
        let text = source.flatMap { runtime.strValue($0) }
        if given[1] != nil {
            let errors = try given.codecErrors(2, behind: 1)
            guard let source, text != nil else { throw typeError("encoding without a string argument") }
            return object(try encoded(source, try given.codec(1), errors))
        }
        if given[2] != nil {
            _ = try given.text(2)
            throw typeError(
                text != nil ? "string argument without an encoding" : "errors without a string argument")
        }
        guard let source else { return object([]) }
        return try constructBytes(kind, from: source)
    }

    /// `bytes(source)` or `bytearray(source)`; the caller owns it.
    func constructBytes(_ kind: Kind, from source: ObjectID) throws -> ObjectID {
        if kind == .bytes {
            if runtime.isExactly(source, runtime.types.bytes) { return runtime.retained(source) }
            if let result = try bytesMethodResult(source) { return result }
        }
        if runtime.kind(of: source) == .str { throw typeError("string argument without an encoding") }
        if let value = try indexOrNil(source) {
            guard let count = Int(exactly: value) else {
                throw PythonException(
                    "OverflowError",
                    "cannot fit '\(runtime.typeName(source))' into an index-sized integer")
            }
            guard count >= 0 else { throw PythonException("ValueError", "negative count") }
            try admit(characters: count)
            try admitWork(on: count)
            let bytes = [UInt8](repeating: 0, count: count)
            return kind == .bytes ? runtime.makeBytes(bytes) : runtime.makeByteArray(bytes)
        }
        let bytes = try iteratedBytes(kind, source)
        return kind == .bytes ? runtime.makeBytes(bytes) : runtime.makeByteArray(bytes)
    }

    /// `operator.index(object)`; nil also if it raises a TypeError.
    private func indexOrNil(_ object: ObjectID) throws -> BigInt? {
        do {
            return try indexIfAny(object)
        } catch {
            let failure = exception(of: error)
            guard runtime.isInstance(failure, of: exceptionType("TypeError")) else { throw raise(failure) }
            heap.release(failure)
            return nil
        }
    }

    private func iteratedBytes(_ kind: Kind, _ source: ObjectID) throws -> [UInt8] {
        let name = kind == .bytes ? "bytes" : "bytearray"
        if let bytes = try shownBytes(source) {
            try admitWork(on: bytes.count)
            return bytes
        }
        let iterator: ObjectID
        do {
            iterator = try self.iterator(of: source)
        } catch let failure as PythonException where failure.type == "TypeError" {
            throw typeError("cannot convert '\(runtime.typeName(source))' object to \(name)")
        }
        defer { heap.release(iterator) }
        return try bytes(from: iterator) { interpreter, value in
            guard let byte = UInt8(exactly: value) else {
                throw PythonException(
                    "ValueError", "\(kind == .bytes ? "bytes" : "byte") must be in range(0, 256)")
            }
            return byte
        }
    }

    /// The bytes of an object of `int.from_bytes`: as of `bytes(object)`, but no number is a count.
    func bytesOfObject(_ object: ObjectID) throws -> [UInt8] {
        if let bytes = try shownBytes(object) { return bytes }
        if let result = try bytesMethodResult(object) {
            defer { heap.release(result) }
            return try bytesLike(result)
        }
        if runtime.kind(of: object) == .str {
            throw typeError("cannot convert '\(runtime.typeName(object))' object to bytes")
        }
        return try iteratedBytes(.bytes, object)
    }
}
