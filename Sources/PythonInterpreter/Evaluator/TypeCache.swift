import HeapEngine
import PythonObjects

/// What `_PyType_Lookup` found lately: attributes of classes by class and interned name.
///
/// Entries are good for one version, which every change of any class ends.
struct TypeCache {
    private struct Entry {
        var type = ObjectID.none
        var name = ObjectID.none
        var version: UInt32 = 0
        var value = ObjectID.none
    }

    private var entries = [Entry](repeating: Entry(), count: 4096)

    private static func place(_ type: ObjectID, _ name: ObjectID) -> Int {
        Int((type.rawValue &* 31 &+ name.rawValue) & 4095)
    }

    /// What is known; nil if nothing is, `.none` if there is no such attribute.
    func value(_ type: ObjectID, _ name: ObjectID, version: UInt32) -> ObjectID? {
        let entry = entries[Self.place(type, name)]
        guard entry.type == type, entry.name == name, entry.version == version else { return nil }
        return entry.value
    }

    /// Remembers what a class's attribute is, or that there is none.
    mutating func remember(_ type: ObjectID, _ name: ObjectID, version: UInt32, _ value: ObjectID) {
        entries[Self.place(type, name)] = Entry(type: type, name: name, version: version, value: value)
    }
}
