import Foundation
import HeapEngine
import Testing

@testable import PythonObjects

/// What `gc.collect()` returns, against recordings of CPython 3.13.
struct CollectTests {
    static let recorded: [String: Int] = {
        let url = Bundle.module.url(forResource: "Recordings/collect.3.13", withExtension: "json")
        let data = url.flatMap { try? Data(contentsOf: $0) }
        return data.flatMap { try? JSONDecoder().decode([String: Int].self, from: $0) } ?? [:]
    }()

    @Test(arguments: CollectTests.recorded.keys.sorted())
    func collects(_ name: String) throws {
        let runtime = Runtime(collector: CollectorSettings(isEnabled: false))
        try Self.build(name, runtime)
        runtime.finishStatement()
        try runtime.heap.validate()
        #expect(try runtime.collect().collected == Self.recorded[name])
        try runtime.heap.validate()
    }

    private static func build(_ name: String, _ runtime: Runtime) throws {
        if try buildContainers(name, runtime) { return }
        if try buildClasses(name, runtime) { return }
        if try buildInstances(name, runtime) { return }
        Issue.record("nothing builds \(name)")
    }

    private static func buildContainers(_ name: String, _ runtime: Runtime) throws -> Bool {
        switch name {
        case "self list":
            let a = runtime.assign("a", owned: runtime.makeList([]))
            try runtime.append(a, a)
            try runtime.unbind("a")
        case "self dict":
            let a = runtime.assign("a", owned: try runtime.makeDict([]))
            try runtime.set(a, key: "a", a)
            try runtime.unbind("a")
        case "list tuple":
            let a = runtime.assign("a", owned: runtime.makeList([]))
            let t = runtime.assign("t", owned: runtime.makeTuple([a]))
            try runtime.append(a, t)
            try runtime.unbind("a")
            try runtime.unbind("t")
        case "exception attribute":
            let e = runtime.assign("e", owned: try runtime.makeException(type: "Exception", arguments: []))
            try runtime.setAttribute(e, "x", e)
            try runtime.unbind("e")
        case "module":
            let m = runtime.assign("m", owned: runtime.makeModuleObject(name: "m"))
            try runtime.setAttribute(m, "m", m)
            try runtime.unbind("m")
        case "cell":
            let c = runtime.assign("c", owned: runtime.makeCell(nil))
            try runtime.setAttribute(c, "cell_contents", c)
            try runtime.unbind("c")
        case "slice":
            let a = runtime.assign("a", owned: runtime.makeList([]))
            let slice = runtime.makeSlice(runtime.none, a, runtime.none)
            try runtime.append(a, slice)
            runtime.heap.release(slice)
            try runtime.unbind("a")
        default: return false
        }
        return true
    }

    private static func buildClasses(_ name: String, _ runtime: Runtime) throws -> Bool {
        switch name {
        case "class": try runtime.define("C")
        case "class two methods": try runtime.define("C", methods: ["f", "g"])
        case "class slots": try runtime.define("C", slots: [])
        case "class and subclass":
            let c = try runtime.define("C")
            try runtime.define("D", bases: [c])
            try runtime.unbind("D")
        default: return false
        }
        try runtime.unbind("C")
        return true
    }

    private static func buildInstances(_ name: String, _ runtime: Runtime) throws -> Bool {
        let bases: [String: String] = [
            "list subclass attribute": "list", "list subclass item": "list", "dict subclass item": "dict",
            "list subclass slot": "list", "exception subclass attribute": "Exception",
        ]
        let slots: [String: [String]] = ["slots": ["a"], "list subclass slot": ["s"]]
        let base = bases[name].flatMap { runtime.builtin(named: $0) }
        let type = try runtime.define(
            "C", bases: base.map { [$0] } ?? [], slots: slots[name],
            finalizer: name == "resurrect" ? .resurrect(name: "K") : nil)
        let a = try runtime.new("a", type)
        switch name {
        case "instance", "slots", "resurrect": try runtime.setAttribute(a, "a", a)
        case "instance dict touched":
            try runtime.setAttribute(a, "a", a)
            runtime.heap.release(try runtime.getAttribute(a, "__dict__"))
        case "instance list": try runtime.set(a, "l", owned: runtime.makeList([a]))
        case "list subclass attribute", "exception subclass attribute": try runtime.setAttribute(a, "x", a)
        case "list subclass slot": try runtime.setAttribute(a, "s", a)
        case "list subclass item": try runtime.append(a, a)
        case "dict subclass item": try runtime.set(a, key: "x", a)
        case "set in cycle": try runtime.set(a, "s", owned: try runtime.makeSet([runtime.makeInt(1), a]))
        case "frozenset in cycle":
            try runtime.set(a, "s", owned: try runtime.makeFrozenSet([runtime.makeInt(1), a]))
        case "weakref callback in trash":
            try runtime.setAttribute(a, "a", a)
            let callback = runtime.makeCallback(label: "r")
            try runtime.set(a, "r", owned: try runtime.makeWeakReference(to: a, callback: callback))
            runtime.heap.release(callback)
        case "method":
            let f = runtime.assign("f", owned: try runtime.makeFunction(FunctionDefinition(name: "f")))
            try runtime.set(a, "m", owned: try runtime.makeMethod(function: f, receiver: a))
        case "wvd dropped", "wvd value in cycle":
            let d = runtime.assign("d", owned: runtime.makeWeakValueDictionary())
            if name == "wvd value in cycle" { try runtime.setAttribute(a, "a", a) }
            try runtime.setItem(d, runtime.makeInt(1), a)
            if name == "wvd dropped" {
                try runtime.unbind("d")
                return true
            }
        case "overflow": for index in 0..<31 { try runtime.setAttribute(a, "k\(index)", a) }
        default: return false
        }
        try runtime.unbind("a")
        return true
    }
}
