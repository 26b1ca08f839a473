import PythonObjects

/// The operations of `codecs.3.13.cases`.
let codecOperations: [String: RecordedOperation] = [
    "encode": { arguments in
        try raising {
            .bytes(
                try arguments[0].str.encoded(
                    Codec(named: arguments[1].str), errors: CodecErrors(named: arguments[2].str)))
        }
    },
    "decode": { arguments in
        try raising {
            // Nothing has to be decoded, so no name is looked up.
            if arguments[0].bytes.isEmpty { return .text("") }
            return .str(
                try PythonString(
                    decoding: arguments[0].bytes, Codec(named: arguments[1].str),
                    errors: CodecErrors(named: arguments[2].str)))
        }
    },
]

private func raising(_ body: () throws -> RecordedValue) throws -> RecordedValue {
    do { return try body() } catch let fault as CodecFault { throw fault.exception }
}
