import BigInt
import PythonObjects

/// The operations of `numbers.3.13.cases`.
let numberOperations: [String: RecordedOperation] = [
    "int": { .int(try IntegerRules.parse($0[0].str, base: $0[1].int)) },
    "float": { .float(try FloatRules.parse($0[0].str)) },
    "intbytes": { .int(try IntegerRules.parse(bytes: $0[0].bytes, base: $0[1].int)) },
    "floatbytes": { .float(try FloatRules.parse(bytes: $0[0].bytes)) },
    "complex": {
        let value = try ComplexRules.parse($0[0].str)
        return .complex(value.real, value.imaginary)
    },
    "idivmod": {
        let (quotient, remainder) = try IntegerRules.floorDivided($0[0].bigInt, by: $0[1].bigInt)
        return .list([.int(quotient), .int(remainder)])
    },
    "ifloordiv": { .int(try IntegerRules.floorQuotient($0[0].bigInt, $0[1].bigInt)) },
    "imod": { .int(try IntegerRules.remainder($0[0].bigInt, $0[1].bigInt)) },
    "itruediv": { .float(try IntegerRules.trueQuotient($0[0].bigInt, $0[1].bigInt)) },
    "ipow": { .number(try IntegerRules.power($0[0].bigInt, $0[1].bigInt)) },
    "ipowmod": { .int(try IntegerRules.power($0[0].bigInt, $0[1].bigInt, modulo: $0[2].bigInt)) },
    "ilshift": { .int(try IntegerRules.shiftedLeft($0[0].bigInt, by: $0[1].bigInt)) },
    "irshift": { .int(try IntegerRules.shiftedRight($0[0].bigInt, by: $0[1].bigInt)) },
    "iand": { .int(IntegerRules.and($0[0].bigInt, $0[1].bigInt)) },
    "ior": { .int(IntegerRules.or($0[0].bigInt, $0[1].bigInt)) },
    "ixor": { .int(IntegerRules.xor($0[0].bigInt, $0[1].bigInt)) },
    "imul": { .int($0[0].bigInt * $0[1].bigInt) },
    "isub": { .int($0[0].bigInt - $0[1].bigInt) },
    "bitlength": { .int(IntegerRules.bitLength($0[0].bigInt)) },
    "bitcount": { .int(IntegerRules.bitCount($0[0].bigInt)) },
    "iround": { .int(IntegerRules.round($0[0].bigInt, places: $0[1].bigInt)) },
    "tobytes": {
        .bytes(
            try IntegerRules.bytes(
                $0[0].bigInt, length: $0[1].int, order: ByteOrder($0[2].str), isSigned: $0[3].bool))
    },
    "frombytes": {
        .int(IntegerRules.fromBytes($0[0].bytes, order: try ByteOrder($0[1].str), isSigned: $0[2].bool))
    },
    "itofloat": { .float(try FloatRules.float($0[0].bigInt)) },
    "fdiv": { .float(try FloatRules.quotient($0[0].float, $0[1].float)) },
    "ffloordiv": { .float(try FloatRules.floorQuotient($0[0].float, $0[1].float)) },
    "fmod": { .float(try FloatRules.remainder($0[0].float, $0[1].float)) },
    "fdivmod": {
        let (quotient, remainder) = try FloatRules.divmod($0[0].float, $0[1].float)
        return .list([.float(quotient), .float(remainder)])
    },
    "fpow": { .number(try FloatRules.power($0[0].float, $0[1].float)) },
    "isinteger": { .bool(FloatRules.isInteger($0[0].float)) },
    "ratio": {
        let (numerator, denominator) = try FloatRules.integerRatio($0[0].float)
        return .list([.int(numerator), .int(denominator)])
    },
    "fhex": { .text(FloatRules.hexadecimal($0[0].float)) },
    "ffromhex": { .float(try FloatRules.fromHexadecimal($0[0].str)) },
    "cmul": {
        let value = ComplexRules.product($0[0].complex, $0[1].complex)
        return .complex(value.real, value.imaginary)
    },
    "cdiv": {
        let value = try ComplexRules.quotient($0[0].complex, $0[1].complex)
        return .complex(value.real, value.imaginary)
    },
    "cpow": { .number(try ComplexRules.power($0[0].complex, $0[1].complex)) },
    "cabs": { .float(try ComplexRules.magnitude($0[0].complex)) },
]

extension RecordedValue {
    fileprivate static func number(_ number: Number) -> RecordedValue {
        switch number {
        case .int(let value): .int(value)
        case .float(let value): .float(value)
        case .complex(let real, let imaginary): .complex(real, imaginary)
        }
    }
}
