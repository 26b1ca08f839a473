import HeapEngine
import Testing

@testable import PythonObjects

/// Views, descriptors, aliases and what methods are looked up as, against recordings of CPython 3.13.
struct DescriptorKindTests {
    private func check(_ name: String, _ make: (Runtime) throws -> ObjectID) throws {
        let runtime = Runtime()
        let object = try make(runtime)
        try KindRecording.check(object, name, in: runtime)
        try runtime.heap.validate(atRest: false)
        runtime.heap.release(object)
        runtime.finishStatement()
        try runtime.heap.validate()
    }

    /// An object made of an owned one, which is released.
    private func of(
        _ runtime: Runtime, _ part: ObjectID, _ make: (ObjectID) throws -> ObjectID
    ) rethrows -> ObjectID {
        defer { runtime.heap.release(part) }
        return try make(part)
    }

    @Test func views() throws {
        let views: [(String, KeyPath<StaticTypes, ObjectID>)] = [
            ("dict_keys", \.dictKeys), ("dict_values", \.dictValues), ("dict_items", \.dictItems),
        ]
        for (name, type) in views {
            try check(name) { runtime in
                try of(runtime, IteratorKindTests.makeDict(runtime)) {
                    runtime.makeDictView(runtime.types[keyPath: type], of: $0)
                }
            }
        }
        try check("mappingproxy") { runtime in
            try of(runtime, IteratorKindTests.makeDict(runtime)) { runtime.makeMappingProxy(of: $0) }
        }
        try check("namespace") { runtime in
            let namespace = runtime.makeSimpleNamespace()
            try runtime.set(namespace, "a", owned: runtime.makeInt(257))
            try runtime.setAttribute(namespace, "b", runtime.staticName("x"))
            return namespace
        }
    }

    @Test func binders() throws {
        for name in ["classmethod", "staticmethod"] {
            try check(name) { runtime in
                try of(runtime, runtime.makeFunction(FunctionDefinition(name: "<lambda>"))) {
                    let made =
                        name == "classmethod" ? runtime.makeClassMethod($0) : runtime.makeStaticMethod($0)
                    runtime.heap.release(try runtime.getAttribute(made, "__dict__"))
                    return made
                }
            }
        }
        try check("property") { $0.makeProperty() }
        for name in ["full property", "named property"] {
            try check(name) { runtime in
                let made = runtime.makeProperty(
                    getter: runtime.types.list, setter: runtime.types.dict, deleter: runtime.types.set,
                    doc: runtime.staticName("doc"))
                if name == "named property" { runtime.setPart(.name, of: made, runtime.staticName("p")) }
                return made
            }
        }
        try check("super") { runtime in
            let node = try runtime.define("Node")
            return try of(runtime, runtime.instantiate(node)) {
                runtime.makeSuper(node, object: $0, objectType: node)
            }
        }
        try check("unbound super") { $0.makeSuper(try $0.define("Node")) }
    }

    @Test func aliases() throws {
        try check("alias") { $0.makeGenericAlias($0.types.list, arguments: $0.types.int) }
        try check("empty alias") { $0.makeGenericAlias($0.types.tuple, arguments: $0.emptyTuple) }
        try check("dotted alias") { runtime in
            of(runtime, runtime.makeTuple([runtime.types.int, runtime.ellipsis])) {
                runtime.makeGenericAlias(runtime.types.tuple, arguments: $0)
            }
        }
        try check("aliases") { runtime in
            let node = try runtime.define("Node")
            let inner = runtime.makeGenericAlias(runtime.types.list, arguments: node)
            let arguments = runtime.makeTuple([runtime.types.str, inner])
            runtime.heap.release(inner)
            return of(runtime, arguments) { runtime.makeGenericAlias(runtime.types.dict, arguments: $0) }
        }
        try check("union") { runtime in
            let node = try runtime.define("Node")
            return of(runtime, runtime.makeTuple([runtime.types.int, node, runtime.types.none])) {
                runtime.makeUnion($0)
            }
        }
    }

    @Test func methodsOfBuiltInTypes() throws {
        for (name, method) in [
            ("method_descriptor", "append"), ("wrapper_descriptor", "__len__"),
            ("classmethod_descriptor", "fromkeys"),
        ] {
            try check(name) { runtime in
                let type =
                    switch name {
                    case "method_descriptor": runtime.types.methodDescriptor
                    case "wrapper_descriptor": runtime.types.wrapperDescriptor
                    default: runtime.types.classMethodDescriptor
                    }
                return runtime.makeMethodDescriptor(
                    type, method, of: method == "fromkeys" ? runtime.types.dict : runtime.types.list)
            }
        }
        try check("method-wrapper") { runtime in
            let length = runtime.makeMethodDescriptor(
                runtime.types.wrapperDescriptor, "__len__", of: runtime.types.list)
            defer { runtime.heap.release(length) }
            return of(runtime, runtime.integers([257]) { runtime.makeList($0) }) {
                runtime.makeMethodWrapper(length, receiver: $0)
            }
        }
        try check("built-in method") { runtime in
            of(runtime, runtime.integers([257]) { runtime.makeList($0) }) {
                runtime.makeBuiltinFunction("append", receiver: $0, module: .none)
            }
        }
    }

    @Test func partsDieInOrder() throws {
        try KindRecording.checkDeaths("property") {
            $0.makeProperty(getter: $1[0], setter: $1[1], deleter: $1[2])
        }
        try KindRecording.checkDeaths("mappingproxy") { runtime, parts in
            let dict = try runtime.makeDict([(runtime.makeInt(1), parts[0])])
            return of(runtime, dict) { runtime.makeMappingProxy(of: $0) }
        }
        try KindRecording.checkDeaths("alias") { runtime, parts in
            of(runtime, runtime.makeTuple([parts[1], parts[2]])) {
                runtime.makeGenericAlias(parts[0], arguments: $0)
            }
        }
        try KindRecording.checkDeaths("union") { runtime, parts in
            let aliases = parts[..<2].map { runtime.makeGenericAlias(runtime.types.list, arguments: $0) }
            let arguments = runtime.makeTuple(aliases)
            for alias in aliases { runtime.heap.release(alias) }
            return of(runtime, arguments) { runtime.makeUnion($0) }
        }
        try KindRecording.checkDeaths("namespace") { runtime, parts in
            let namespace = runtime.makeSimpleNamespace()
            try runtime.setAttribute(namespace, "x", parts[0])
            try runtime.setAttribute(namespace, "y", parts[1])
            return namespace
        }
        try KindRecording.checkDeaths("method-wrapper") { runtime, parts in
            let method = runtime.makeMethodDescriptor(
                runtime.types.wrapperDescriptor, "__str__", of: runtime.types.object)
            return of(runtime, method) { runtime.makeMethodWrapper($0, receiver: parts[0]) }
        }
    }

    /// The collector takes a property's docstring and nothing else, as `property_clear` does; its cycle goes by way of the function.
    @Test func aPropertyInACycleIsCollected() throws {
        let runtime = Runtime()
        let cell = runtime.makeCell(nil)
        let getter = runtime.newFunction(
            FunctionDefinition(name: "get", closure: [(name: "x", cell: cell)]), qualifiedName: "get",
            behaviour: .none)
        let property = runtime.makeProperty(getter: getter)
        try runtime.setCell(cell, property)
        for object in [cell, getter, property] { runtime.heap.release(object) }
        runtime.finishStatement()
        #expect(try runtime.collect().collected == 4)
        try runtime.heap.validate()
    }
}
