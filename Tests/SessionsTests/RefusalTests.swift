import Testing

@testable import Sessions

/// Requests that fail, each with its error, none with a trace in the heap.
struct RefusalTests {
    /// What is there: `l` a list (o1), `d` a dict, `C` a class, `t` a tuple; o-handles of a released list.
    private func bench() throws -> (bench: Workbench, dead: Handle) {
        let bench = try Workbench()
        try bench.make(#"{"type":"list","items":[1],"name":"l"}"#)
        try bench.make(#"{"type":"dict","entries":{"a":1},"name":"d"}"#)
        try bench.make(#"{"type":"class","name":"C"}"#)
        try bench.make(#"{"type":"tuple","items":[{"name":"l"}],"name":"t"}"#)
        let dead = try bench.make(#"{"type":"list"}"#).id
        try bench.run(.release(dead))
        return (bench, dead)
    }

    @Test(arguments: [
        #"{"type":"set","items":[[]]}"#, #"{"type":"set","items":[{"name":"l"}]}"#,
        #"{"type":"set","items":[{"type":"tuple","items":[{"name":"l"}]}]}"#,
        #"{"type":"frozenset","items":[{"name":"d"}]}"#, #"{"type":"dict","entries":[[{"name":"l"},1]]}"#,
        #"{"type":"dict","entries":[[{"type":"set"},1]]}"#, #"{"type":"list","items":[{"name":"nobody"}]}"#,
        #"{"type":"list","items":[[[{"ref":"o999"}]]]}"#, #"{"type":"range","stop":1,"step":0}"#,
        #"{"type":"instance","class":{"name":"l"}}"#, #"{"type":"instance","class":{"name":"nobody"}}"#,
        #"{"type":"class","className":"D","bases":[{"name":"l"}]}"#,
        #"{"type":"class","className":"D","bases":[{"name":"C"},{"name":"C"}]}"#,
        #"{"type":"method","function":{"name":"l"},"self":{"name":"l"}}"#,
        #"{"type":"ref","target":{"name":"l"}}"#, #"{"type":"exception","exceptionType":"Nothing"}"#,
        #"{"type":"class","className":"D","bases":[{"name":"bool"}]}"#,
    ])
    func aCreationThatFailsLeavesNoTrace(_ json: String) throws {
        let (bench, _) = try bench()
        let before = try bench.session.dump()
        #expect(throws: SessionError.self) { try bench.make(json) }
        #expect(difference(before, try bench.session.dump()) == nil)
    }

    @Test func aDanglingHandleIsPointedAt() throws {
        let (bench, dead) = try bench()
        #expect(throws: SessionError.unknownObject("o999", field: "/items/1/ref")) {
            try bench.make(#"{"type":"list","items":[1,{"ref":"o999"}]}"#)
        }
        do {
            try bench.make(#"{"type":"list","items":[1,{"ref":"\#(dead)"}]}"#)
            Issue.record("a dead object was used")
        } catch SessionError.gone(let gone, field: "/items/1/ref") {
            #expect(gone.handle == dead && gone.entry == 6)
        }
        // A handle of another session is a handle that this one never gave.
        let other = try bench.scratch.session()
        #expect(throws: SessionError.unknownObject("o1", field: nil)) {
            try other.performSynchronously(.release(Handle(number: 1)))
        }
    }

    @Test func statementsThatCannotWorkLeaveNoTrace() throws {
        let (bench, dead) = try bench()
        let list = try bench.named("l").id
        let dict = try bench.named("d").id
        let tuple = try bench.named("t").id
        let operations: [Sessions.Operation] = [
            .link(tuple, .init(.index(0), target: .none)), .link(list, .init(.index(7), target: .none)),
            .link(list, .init(.attribute("x"), target: .none)), .link(dict, .init(.element, target: .none)),
            .link(dict, .init(.key(.name("l")), target: .none)),
            .link(dict, .init(.key(.list([])), target: .none)),
            .link(tuple, .init(.element, target: .none)), .link(dead, .init(.element, target: .none)),
            .link(list, .init(.cell, target: .none)), .unlink(list, label: ".x"),
            .unlink(tuple, label: "[0]"),
            .unlink(dict, label: "['b']"), .release(list), .release(dead), .unbind(name: "nobody"),
            .unbind(name: "int"), .bind(name: "x", .name("nobody")), .popFrame("f1"), .popFrame("f0"),
            .setLocal(frame: "f7", name: "x", .none), .deleteLocal(frame: "f7", name: "x"),
            .createWeakReference(.init(target: .name("l")), name: nil), .intern(.name("l"), name: nil),
            .collect(generation: 3), .collect(generation: -1),
            .pushFrame(.init(.function(.name("l"), arguments: []))),
            .pushFrame(.init(.made(name: "f", locals: [NamedValue(name: "x", value: .name("nobody"))]))),
        ]
        for operation in operations {
            let before = try bench.session.dump()
            #expect(throws: SessionError.self, "\(operation)") { try bench.run(operation) }
            #expect(difference(before, try bench.session.dump()) == nil, "\(operation)")
        }
    }

    /// A queue's thread has little stack: tuples nest on it as deep as they like, and sets in sets end in an exception.
    @Test func whatNestsTooDeepIsAnException() throws {
        let bench = try Workbench()
        for name in ["a", "b"] {
            try bench.make(#"{"type":"tuple","items":[{"type":"object"}],"name":"\#(name)"}"#)
            for _ in 0..<1500 {
                try bench.make(#"{"type":"tuple","items":[{"name":"\#(name)"}],"name":"\#(name)"}"#)
            }
        }
        #expect(try bench.compare(.name("a"), .name("b")).equals == false)
        try bench.make(#"{"type":"set","items":[{"name":"a"}]}"#)
        #expect(try bench.named("a").repr.hasPrefix("((((("))
        _ = try bench.run(.unbind(name: "a"))

        for name in ["c", "d"] {
            try bench.make(#"{"type":"frozenset","items":[1],"name":"\#(name)"}"#)
            for _ in 0..<100 {
                try bench.make(#"{"type":"frozenset","items":[{"name":"\#(name)"}],"name":"\#(name)"}"#)
            }
        }
        do {
            _ = try bench.compare(.name("c"), .name("d"))
            Issue.record("nothing was raised")
        } catch SessionError.python(let exception) {
            #expect(exception.type == "RecursionError")
        }
    }

    /// Structures that double at each level, and modules that come back to themselves, are answered in bounded time.
    @Test func whatDoublesOrComesBackIsAnswered() throws {
        let bench = try Workbench()
        for name in ["a", "b"] {
            try bench.make(#"{"type":"list","name":"\#(name)"}"#)
            for _ in 0..<16 {
                try bench.make(
                    #"{"type":"list","items":[{"name":"\#(name)"},{"name":"\#(name)"}],"name":"\#(name)"}"#)
            }
        }
        #expect(try bench.compare(.name("a"), .name("b")).equals == true)
        #expect(try bench.named("a").repr.utf8.count < 2100)
        let list = try bench.make(#"{"type":"list"}"#).id
        try bench.run(.link(list, .init(.element, target: .reference(list))))
        try bench.run(.bind(name: "l", .reference(list)))
        #expect(try bench.named("l").repr == "[[...]]")
    }

    /// What fails only while it runs has changed the heap already: it is journaled, and replayed.
    @Test func aStatementThatFailsHalfwayIsAnEntry() throws {
        let (bench, _) = try bench()
        let revision = bench.session.description.revision
        var entry: UInt64?
        do {
            // The list is made before the attribute is refused.
            _ = try bench.run(
                .link(try bench.named("l").id, .init(.attribute("x"), target: .list([.integer(1)]))))
        } catch SessionError.python(let exception) {
            #expect(exception.type == "AttributeError")
            entry = exception.entry
        }
        #expect(entry == revision + 1)
        #expect(bench.session.description.revision == revision + 1)
        let page = try waiting { bench.session.history(after: revision, completion: $0) }
        #expect(page.items.first?.exception?.hasPrefix("AttributeError") == true)
        let revived = try bench.scratch.restarted().registry.session(bench.session.id)
        #expect(difference(try bench.session.dump(), try revived.dump()) == nil)
    }
}
