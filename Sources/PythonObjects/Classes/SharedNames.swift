import HeapEngine

/// The names that a class's instances share.
extension Runtime {
    /// The shared-key place of a name, which becomes shared if it can.
    func shareKey(_ type: ObjectID, _ name: PythonString, _ key: ObjectID) -> Int? {
        let payload = heap.payload(type)
        if let known = classes[payload].sharedKeys.index(of: name) { return known }
        guard let index = classes[payload].sharedKeys.insert(name) else { return nil }
        classesChanged()
        var names = heap.slot(type, Layouts.TypeSlot.sharedNames)
        if names.isNone {
            names = heap.allocate(layouts.opaque, type: .none, bytes: 320, header: 0, slots: 0)
            _ = heap.setSlot(type, Layouts.TypeSlot.sharedNames, owned: names)
        }
        heap.append(names, owned: retained(key))
        return index
    }

    /// Makes the names in a class's namespace and in those of its bases shared keys of the class, as far as there is room.
    ///
    /// That is what updating a copy of an instance's `__dict__` with them does: the copy shares the keys (3.13, `PyDict_Copy`,
    /// `merge_class_dict`).
    package func shareNames(of type: ObjectID) {
        var classes = [type]
        while let owner = classes.popLast() {
            let dict = heap.slot(owner, Layouts.TypeSlot.dict)
            for (key, _) in dict.isNone ? [] : entries(of: dict) {
                guard let name = strValue(key), shareKey(type, name, key) != nil else { return }
            }
            classes += record(of: owner).bases.reversed()
        }
    }

    /// The str objects of a class's shared keys, borrowed.
    func sharedNames(of type: ObjectID) -> [ObjectID] {
        let names = heap.slot(type, Layouts.TypeSlot.sharedNames)
        return names.isNone ? [] : (0..<heap.slotCount(names)).map { heap.slot(names, $0) }
    }
}
