import HeapEngine
import Testing

@testable import PythonObjects

/// Exceptions, against recordings of CPython 3.13.
struct ExceptionKindTests {
    @Test func theWholeTree() throws {
        let runtime = Runtime()
        let recorded = try #require(KindRecording.all?.exceptions)
        #expect(recorded.count > 65)
        for (name, expected) in recorded.sorted(by: { $0.key < $1.key }) {
            let type = try #require(runtime.builtin(named: name), "\(name)")
            let record = runtime.record(of: type)
            #expect(record.name == expected.name)
            #expect(record.mro.map { runtime.record(of: $0).name } == expected.order, "\(name)")
            let exception = runtime.makeException(type, owned: runtime.emptyTuple)
            #expect(runtime.sizeOf(exception) == expected.size, "\(name)")
            runtime.heap.release(exception)
            #expect(try runtime.lookUp(name) == type)
        }
        try runtime.heap.validate()
    }

    static var arguments: [String: (type: String, arguments: [Value])] {
        [
            "ValueError": ("ValueError", ["m"]), "StopIteration": ("StopIteration", [257]),
            "empty StopIteration": ("StopIteration", []), "SystemExit": ("SystemExit", [257]),
            "empty SystemExit": ("SystemExit", []), "two SystemExit": ("SystemExit", [257, 258]),
            "ImportError": ("ImportError", ["m"]), "OSError": ("OSError", [257, "s"]),
            "OSError with names": ("OSError", [257, "s", "f", .none, "g"]), "one OSError": ("OSError", [257]),
            "NameError": ("NameError", ["m"]), "AttributeError": ("AttributeError", ["m"]),
            "SyntaxError": ("SyntaxError", ["m"]),
            "SyntaxError with place": ("SyntaxError", ["m", .tuple(["f", 257, 258, "t", 259, 260])]),
            "IndentationError": ("IndentationError", ["m", .tuple(["f", 257, 258, "t"])]),
            "ExceptionGroup": ("ExceptionGroup", ["m", .list([.exception("KeyError")])]),
            "BaseExceptionGroup": ("BaseExceptionGroup", ["m", .tuple([.exception("SystemExit")])]),
            "UnicodeDecodeError": ("UnicodeDecodeError", ["ascii", .bytes("ab"), 0, 1, "r"]),
            "UnicodeTranslateError": ("UnicodeTranslateError", ["ab", 0, 1, "r"]),
            "UnboundLocalError": ("UnboundLocalError", ["m"]),
            "StopAsyncIteration": ("StopAsyncIteration", ["m"]),
        ]
    }

    @Test(arguments: arguments.keys.sorted())
    func fields(_ name: String) throws {
        let runtime = Runtime()
        let (type, values) = try #require(Self.arguments[name])
        let exception = try Value.with(values, runtime) {
            try runtime.makeException(type: type, arguments: $0)
        }
        try KindRecording.check(exception, name, in: runtime)
        runtime.heap.release(exception)
        runtime.finishStatement()
        try runtime.heap.validate()
    }

    @Test func fieldsThatKeywordsSet() throws {
        for (name, fields) in [
            ("ImportError", ["name", "path"]), ("NameError", ["name"]), ("AttributeError", ["obj", "name"]),
        ] {
            let runtime = Runtime()
            let exception = try runtime.makeException(type: name, arguments: [runtime.constantStr("m")])
            for (index, field) in fields.enumerated() {
                let number = runtime.makeInt(300 + index)
                runtime.setField(field, of: exception, number)
                #expect(runtime.field(field, of: exception) == number)
                runtime.heap.release(number)
            }
            for (part, number) in [(ExceptionPart.context, 1), (.cause, 2)] {
                let error = try runtime.makeException(
                    type: "KeyError", arguments: [runtime.makeInt(number)])
                runtime.setPart(part, of: exception, error)
                runtime.heap.release(error)
            }
            #expect(runtime.suppressesContext(exception))
            try KindRecording.check(exception, "\(name) with fields", in: runtime)
            runtime.heap.release(exception)
            runtime.finishStatement()
            try runtime.heap.validate()
        }
    }

    @Test func derivedClasses() throws {
        let runtime = Runtime()
        let stop = try runtime.define("Stop", bases: [runtime.lookUp("StopIteration")], slots: ["slot"])
        let number = runtime.makeInt(257)
        let made = try runtime.instantiate(stop, contents: .items([number]))
        try runtime.set(made, "slot", owned: runtime.makeInt(258))
        try KindRecording.check(made, "derived StopIteration", in: runtime)
        runtime.heap.release(number)
        runtime.heap.release(made)
        let group = try runtime.define("Group", bases: [runtime.lookUp("ExceptionGroup")])
        let second = try Value.with(["m", .list([.exception("KeyError")])], runtime) {
            try runtime.instantiate(group, contents: .items($0))
        }
        try KindRecording.check(second, "derived ExceptionGroup", in: runtime)
        runtime.heap.release(second)
        #expect(throws: PythonException("TypeError", "multiple bases have instance lay-out conflict")) {
            try runtime.makeClass(
                ClassDefinition(
                    name: "C", bases: [runtime.lookUp("OSError"), runtime.lookUp("SyntaxError")]))
        }
        runtime.finishStatement()
        try runtime.heap.validate()
    }

    @Test func partsDieInOrder() throws {
        try KindRecording.checkDeaths("exception") { runtime, parts in
            let exception = try runtime.makeException(type: "StopIteration", arguments: [parts[0]])
            for (part, held) in [(ExceptionPart.cause, parts[1]), (.context, parts[2])] {
                let error = try runtime.makeException(type: "KeyError", arguments: [held])
                runtime.setPart(part, of: exception, error)
                runtime.heap.release(error)
            }
            return exception
        }
        try KindRecording.checkDeaths("AttributeError") { runtime, parts in
            let exception = try runtime.makeException(type: "AttributeError", arguments: [parts[1]])
            runtime.setField("name", of: exception, parts[0])
            runtime.setField("obj", of: exception, parts[2])
            return exception
        }
    }

    /// An argument, as it is written.
    indirect enum Value: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, Sendable {
        case text(String), number(Int), none, bytes(String), exception(String)
        case list([Value]), tuple([Value])

        init(stringLiteral value: String) { self = .text(value) }
        init(integerLiteral value: Int) { self = .number(value) }

        static func with<Result>(
            _ values: [Value], _ runtime: Runtime, _ body: ([ObjectID]) throws -> Result
        ) throws -> Result {
            let objects = try values.map { try $0.make(runtime) }
            defer { for object in objects { runtime.heap.release(object) } }
            return try body(objects)
        }

        private func make(_ runtime: Runtime) throws -> ObjectID {
            switch self {
            case .text(let text): runtime.makeStr(text)
            case .number(let number): runtime.makeInt(number)
            case .none: runtime.none
            case .bytes(let text): runtime.makeBytes(Array(text.utf8))
            case .exception(let name): try runtime.makeException(type: name, arguments: [])
            case .list(let values): try Value.with(values, runtime) { runtime.makeList($0) }
            case .tuple(let values): try Value.with(values, runtime) { runtime.makeTuple($0) }
            }
        }
    }
}
