import BigInt
import HeapEngine

@testable import PythonObjects

/// Objects as the recordings name them.
extension OracleProgram {
    func encode(_ object: ObjectID, depth: Int = 0) -> Any {
        let heap = runtime.heap
        let kind = runtime.kind(of: object)
        let isExact = !runtime.record(of: heap.type(of: object)).isHeap
        if object == runtime.none { return Null() }
        if kind == .bool { return object == runtime.boolean(true) }
        if isExact {
            switch kind {
            case .int: return Numeral(value: runtime.intValue(object) ?? 0)
            case .float, .bytes: return (try? runtime.repr(object)) ?? ""
            case .str: return runtime.strValue(object)?.text ?? ""
            default: break
            }
        }
        if object == runtime.globals { return "<globals>" }
        if let label = labels[heap.serial(of: object)], !(isExact && (kind == .dict || kind == .tuple)) {
            return "@\(label)"
        }
        if isExact, kind == .dict { return encodeDict(object, depth: depth) }
        if isExact, kind == .tuple {
            if depth > 1 { return "<tuple>" }
            return ["tuple": runtime.items(of: object).map { encode($0, depth: depth + 1) }]
        }
        switch kind {
        case .type: return "<type \(runtime.name(of: object) ?? "?")>"
        case .module: return "<module \(runtime.name(of: object) ?? "?")>"
        case .function: return "<function \(runtime.name(of: object) ?? "?")>"
        case .code: return "<code \(runtime.codes[heap.payload(object)].name)>"
        case .builtinFunction: return "<builtin \(runtime.name(of: object) ?? "?")>"
        default: return "<\(runtime.shortTypeName(object))>"
        }
    }

    private func encodeDict(_ dict: ObjectID, depth: Int) -> Any {
        if depth > 0 { return "<dict>" }
        let entries = runtime.entries(of: dict)
        let keys = Set(entries.compactMap { runtime.strValue($0.key)?.text })
        if !entries.isEmpty, entries.allSatisfy({ (runtime.intValue($0.key) ?? 0) >= BigInt(1) << 32 }) {
            return "<subclasses dict>"
        }
        if keys.isSuperset(of: ["__name__", "__doc__", "__spec__"]) { return "<module dict>" }
        if keys.isSuperset(of: ["__module__", "__doc__"]) { return "<class dict>" }
        return ["dict": entries.map { [encode($0.key, depth: 1), encode($0.value, depth: 1)] }]
    }
}
