import HeapEngine
import PythonObjects

extension Builtins {
    /// Fills the dicts of builtin types with what stands in the table. All of it is static and takes no memory of the session's.
    ///
    /// - Parameter first: the number of the first slot operation among all builtins.
    static func installSlots(in runtime: Runtime, first: Int) {
        let types = runtime.types.all.reduce(into: [String: ObjectID]()) { known, type in
            known[runtime.record(of: type).name] = type
        }
        let slots = Builtins.slotNumbers
        for row in SlotRow.all {
            guard let type = types[row.type] else { continue }
            func number(_ name: String) -> Int? {
                (slots["\(row.type).\(name)"] ?? slots[name]).map { first + $0 }
            }
            if row.hasNew {
                runtime.define(
                    "__new__", of: type,
                    runtime.makeStaticBuiltin(
                        "__new__", number: first + Builtins.slots.count, receiver: type, module: .none))
            }
            let sorts: [(list: String, sort: ObjectID, replaces: Bool)] = [
                (row.wrappers, runtime.types.wrapperDescriptor, true),
                (row.methods, runtime.types.methodDescriptor, false),
                (row.classMethods, runtime.types.classMethodDescriptor, false),
            ]
            for (list, sort, replaces) in sorts {
                for name in SlotRow.names(list) {
                    guard let number = number(name), replaces || !runtime.defines(name, type) else {
                        continue
                    }
                    runtime.defineDescriptor(sort, name, of: type, number: number)
                }
            }
            for name in SlotRow.names(row.computed) where !runtime.defines(name, type) {
                runtime.defineDescriptor(runtime.types.getSetDescriptor, name, of: type, number: nil)
            }
            for name in SlotRow.names(row.members) where !runtime.defines(name, type) {
                runtime.defineDescriptor(runtime.types.memberDescriptor, name, of: type, number: nil)
            }
            if row.isUnhashable { runtime.define("__hash__", of: type, runtime.none) }
        }
        for type in runtime.types.all { runtime.defineDoc(of: type) }
    }

    /// The place of a slot operation in the table, by its key.
    private static let slotNumbers = Dictionary(
        uniqueKeysWithValues: slots.enumerated().map { ($0.element.key, $0.offset) })

    /// The number of a slot operation among all builtins.
    static func number(ofSlot name: String) -> Int? {
        slotNumbers[name].map { numberOfNew - slots.count + $0 }
    }
}
