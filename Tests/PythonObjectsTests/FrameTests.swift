import HeapEngine
import Testing

@testable import PythonObjects

struct FrameTests {
    @Test func localsOfACall() throws {
        let runtime = Runtime()
        let list = runtime.assign("x", owned: runtime.makeList([]))
        let outer = try runtime.pushFrame(function: "outer", locals: [("a", list)], line: 10)
        let inner = try runtime.pushFrame(
            function: "inner", locals: [("b", list), ("c", runtime.none)], line: 20)
        try runtime.heap.validate()
        #expect(runtime.frames.map(\.description) == ["f0", "f1", "f2"])
        let info = try #require(runtime.frame(inner))
        #expect(info.function == "inner" && info.line == 20 && info.back == outer)
        #expect(info.locals.map(\.name) == ["b", "c"])
        #expect(info.globals == runtime.globals)
        #expect(runtime.heap.refcount(list) == 3)
        let units = runtime.explainRefcount(list).map {
            "\($0.edge.kind.rawValue) \($0.edge.label) \($0.frame?.description ?? "")"
        }
        #expect(Set(units) == ["global x ", "local a f1", "local b f2"])
        #expect(runtime.roots(of: list).compactMap(\.frame).sorted() == [outer, inner])
        #expect(throws: PythonException.self) { try runtime.popFrame(outer) }
        let object = try runtime.frameObject(inner)
        try runtime.heap.validate(atRest: false)
        runtime.hold(owned: object)
        #expect(!runtime.heap.isTracked(object))
        try runtime.popFrame(inner)
        try runtime.heap.validate()
        #expect(runtime.heap.isTracked(object))
        #expect(
            runtime.referents(of: object).map { $0.references[0].kind } == [
                .back, .function, .code, .local, .local,
            ])
        runtime.releaseHold(object)
        try runtime.popFrame(outer)
        #expect(runtime.heap.refcount(list) == 1)
        try runtime.heap.validate()
    }

    @Test func modulesHaveSpecs() throws {
        let runtime = Runtime()
        #expect(runtime.modules().map(\.name) == ["sys", "builtins", "gc", "weakref", "__main__"])
        let main = try #require(runtime.module(named: "__main__"))
        #expect(runtime.spec(of: main) == runtime.none)
        let gc = try #require(runtime.module(named: "gc"))
        let spec = try #require(runtime.spec(of: gc))
        #expect(
            try runtime.repr(spec)
                == "ModuleSpec(name='gc', loader=\(try runtime.repr(try runtime.getAttribute(spec, "loader"))), origin='built-in')"
        )
        #expect(try runtime.repr(gc) == "<module 'gc' (built-in)>")
        let package = try runtime.makeModule(
            name: "pkg", spec: ModuleSpecDefinition(name: "pkg", searchLocations: ["/pkg"]))
        let sub = try runtime.makeModule(
            name: "pkg.sub", spec: ModuleSpecDefinition(name: "pkg.sub", origin: "orig"))
        let attributes = runtime.specAttributes(try #require(runtime.spec(of: sub)))
        #expect(attributes.first { $0.name == "parent" }?.text == "'pkg'")
        #expect(try runtime.repr(sub) == "<module 'pkg.sub' (orig)>")
        #expect(runtime.moduleAttributes(package).map(\.name).contains("sub"))
        runtime.heap.release(package)
        runtime.heap.release(sub)
        runtime.heap.release(try runtime.getAttribute(spec, "loader"))
        runtime.finishStatement()
    }
}
