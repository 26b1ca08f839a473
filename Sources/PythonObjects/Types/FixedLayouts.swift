import HeapEngine

/// The layouts of the kinds that are nothing but a few slots, visited first to last.
package struct FixedLayouts {
    /// One, two or three slots, which the collector does not clear (no `tp_clear`).
    package let one: LayoutID
    package let two: LayoutID
    package let three: LayoutID
    /// Two slots, of which the second is visited first but dropped last.
    package let swapped: LayoutID

    package init(_ heap: Heap) {
        one = heap.register(Layout(head: 1, clearing: .nothing))
        two = heap.register(Layout(head: 2, clearing: .nothing))
        three = heap.register(Layout(head: 3, clearing: .nothing))
        swapped = heap.register(Layout(order: .pairs, clearing: .nothing))
    }
}
