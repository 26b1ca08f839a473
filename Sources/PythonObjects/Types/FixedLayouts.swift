import HeapEngine

/// The layouts of the kinds that are nothing but a few slots, visited first to last.
package struct FixedLayouts {
    /// One, two or three slots, which the collector does not clear (no `tp_clear`).
    package let one: LayoutID
    package let two: LayoutID
    package let three: LayoutID
    /// Two slots, of which the second is visited first but dropped last.
    package let swapped: LayoutID
    /// One or two slots, which the collector clears.
    package let clearedOne: LayoutID
    package let clearedTwo: LayoutID
    /// Two slots of an object that dies in the trashcan, without and with `tp_clear`.
    package let methodWrapper: LayoutID
    package let traceback: LayoutID
    /// Five slots, of which the collector clears the docstring alone.
    package let property: LayoutID
    /// Name, qualified name, frame object, function and code, then variables and the value stack, and the exception being handled.
    package let generator: LayoutID
    /// A type and items.
    package let deque: LayoutID
    /// A type and a default factory in front of a dict's entries.
    package let defaultDict: LayoutID
    package let generalDefaultDict: LayoutID
    /// A `__dict__` in front of a dict's entries.
    package let orderedDict: LayoutID
    package let generalOrderedDict: LayoutID
    /// A type, what is called, arguments, keywords and a dict.
    package let partial: LayoutID
    /// A type and the fields of an object of the evaluator's, which the collector does not clear; the type last; cleared.
    package let native: LayoutID
    package let nativeTypeLast: LayoutID
    package let clearedNative: LayoutID
    /// Exceptions with so many fields of their own in front of the dict.
    package let exceptions: [Int: LayoutID]

    package init(_ heap: Heap) {
        one = heap.register(Layout(head: 1, clearing: .nothing))
        two = heap.register(Layout(head: 2, clearing: .nothing))
        three = heap.register(Layout(head: 3, clearing: .nothing))
        clearedOne = heap.register(Layout(head: 1))
        clearedTwo = heap.register(Layout(head: 2))
        methodWrapper = heap.register(Layout(head: 2, clearing: .nothing, usesTrashcan: true))
        traceback = heap.register(Layout(head: 2, usesTrashcan: true))
        property = heap.register(Layout(head: 5, keptHead: [0, 1, 2, 4], clearing: .tail))
        generator = heap.register(
            Layout(head: 8, visibleHead: 7, clearing: .nothing, unreferencesFirst: true))
        let counts = [1, 2, 3, 4, 8]
        exceptions = Dictionary(
            uniqueKeysWithValues: counts.map { count in
                let head = count + 1 + Layouts.ExceptionSlot.count
                return (count, heap.register(Layout(head: head, usesTrashcan: true)))
            })
        deque = heap.register(
            Layout(head: 1, clearing: .tail, truncatesWhenCleared: true, usesTrashcan: true))
        func defaultDict(_ order: Layout.Order) -> LayoutID {
            heap.register(
                Layout(
                    order: order, head: 2, keptHead: [0], clearing: .tail, truncatesWhenCleared: true,
                    usesTrashcan: true))
        }
        self.defaultDict = defaultDict(.values)
        generalDefaultDict = defaultDict(.pairs)
        func orderedDict(_ order: Layout.Order) -> LayoutID {
            heap.register(
                Layout(
                    order: order, head: 1, keptHead: [], truncatesWhenCleared: true, usesTrashcan: true))
        }
        self.orderedDict = orderedDict(.listedValues)
        generalOrderedDict = orderedDict(.listedPairs)
        native = heap.register(Layout(head: 1, clearing: .nothing))
        nativeTypeLast = heap.register(Layout(order: .headLast, head: 1, keptHead: [0], clearing: .tail))
        clearedNative = heap.register(Layout(head: 1, keptHead: [0], clearing: .tail))
        partial = heap.register(Layout(head: 5, keptHead: [0], clearing: .tail))
        swapped = heap.register(Layout(order: .pairs, clearing: .nothing))
    }
}
