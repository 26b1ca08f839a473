import HeapEngine
import PythonObjects

extension Builtins {
    /// The functions of `weakref`.
    static let weakref: [Builtin] = [
        .function("getweakrefcount", 1...1) {
            $0.runtime.makeInt($0.runtime.weakReferences(to: $1[0]).count)
        },
        .function("getweakrefs", 1...1) { $0.runtime.makeList($0.runtime.weakReferences(to: $1[0])) },
    ]
}
