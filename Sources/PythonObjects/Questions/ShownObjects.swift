import HeapEngine

/// The list of the containers whose repr is under way: CPython keeps it in the thread's dict from the first one on, and it holds them.
extension Runtime {
    /// `Py_ReprEnter`, of what is not being shown yet.
    func noteShown(_ object: ObjectID) {
        guard evaluator != nil, entersRepr(object) else { return }
        if roots.shown.isNone {
            // In effect it is there from the start: an interpreter that has imported anything has shown something.
            let counts = heap.counts
            defer { heap.counts = counts }
            quietly {
                let dict = makeEmptyDict()
                roots.shown = makeEmptyList()
                storeUnchecked(dict, staticName("Py_Repr"), roots.shown)
                heap.release(roots.shown)
                keep(dict)
            }
        }
        appendItem(roots.shown, object)
    }

    /// `Py_ReprLeave`, of what was being shown.
    func noteHidden(_ object: ObjectID) {
        guard !roots.shown.isNone else { return }
        let head = head(of: roots.shown)
        var index = itemCount(roots.shown) - 1
        while index >= 0, heap.slot(roots.shown, head + index) != object { index -= 1 }
        guard index >= 0 else { return }
        for item in replaceItems(of: roots.shown, index..<index + 1, with: []) { heap.release(item) }
    }

    /// Whether CPython notes that an object is being shown: what may contain itself.
    private func entersRepr(_ object: ObjectID) -> Bool {
        switch kind(of: object) {
        case .list, .tuple: itemCount(object) > 0
        case .dict: count(ofDict: object) > 0
        case .set, .frozenSet, .deque, .dictKeys, .dictValues, .dictItems, .simpleNamespace, .partial,
            .frameLocals:
            true
        default: false
        }
    }
}
