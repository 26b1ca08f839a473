import HeapEngine

/// The layouts of the built-in kinds, and those of classes derived from them.
package struct Layouts {
    package let opaque: LayoutID
    package let scalar: LayoutID
    package let float: LayoutID
    package let list: LayoutID
    package let tuple: LayoutID
    package let unicodeDict: LayoutID
    package let generalDict: LayoutID
    /// A dict that shows an instance's inline values. The collector cannot tell by its slots what they are.
    package let viewDict: LayoutID
    /// A dict that holds values by a class's shared keys, in their order.
    package let splitDict: LayoutID
    package let set: LayoutID
    package let slice: LayoutID
    package let type: LayoutID
    package let staticType: LayoutID
    package let function: LayoutID
    package let builtinFunction: LayoutID
    package let method: LayoutID
    package let cell: LayoutID
    package let module: LayoutID
    package let exception: LayoutID
    package let weakReference: LayoutID
    package let keyedReference: LayoutID
    package let descriptor: LayoutID
    package let runningFrame: LayoutID
    package let finishedFrame: LayoutID
    package let instance: LayoutID

    private struct Key: Hashable {
        var order: Layout.Order
        var head: Int
        var typeSlot: Int
        var clearing: Layout.Clearing
        var truncates: Bool
    }
    private var derived: [Key: LayoutID] = [:]

    /// Fixed slots of a class object: the first five are visited. `metaclass` is filled if that is no static type.
    package enum TypeSlot {
        package static let metaclass = 0, dict = 1, mro = 2, bases = 3, base = 4, name = 5, qualifiedName = 6,
            slots = 7, subclasses = 8
        package static let sharedNames = 9, count = 10
    }

    /// Fixed slots of a function, in the order of `func_traverse`.
    package enum FunctionSlot {
        package static let code = 0, globals = 1, builtins = 2, module = 3, defaults = 4, keywordDefaults = 5,
            doc = 6
        package static let name = 7, dict = 8, closure = 9, annotations = 10, typeParameters = 11,
            qualifiedName = 12, count = 13
    }

    /// Slots of an exception, counted from the class's head; the dict is in front of them.
    package enum ExceptionSlot {
        package static let arguments = 0, notes = 1, traceback = 2, cause = 3, context = 4, count = 5
    }

    /// Slots of a code object, in the order in which it lets go of them.
    package enum CodeSlot {
        package static let constants = 0, names = 1, localNames = 2, localKinds = 3, filename = 4, name = 5,
            qualifiedName = 6, locations = 7, exceptionTable = 8, count = 9
    }

    init(_ heap: Heap, _ freeLists: FreeLists) {
        func register(_ layout: Layout) -> LayoutID { heap.register(layout) }
        opaque = register(Layout(order: .none, isCollectable: false))
        scalar = register(Layout(order: .none, isCollectable: false))
        float = register(
            Layout(order: .none, isCollectable: false, freeList: freeLists.float))
        list = register(
            Layout(
                order: .backward, truncatesWhenCleared: true, freeList: freeLists.list,
                usesTrashcan: true))
        tuple = register(
            Layout(
                order: .backward, clearing: .nothing, untracking: .tuple,
                freeList: freeLists.tuple, usesTrashcan: true))
        unicodeDict = register(
            Layout(
                order: .values, truncatesWhenCleared: true, untracking: .dict, freeList: freeLists.dict,
                usesTrashcan: true))
        generalDict = register(
            Layout(
                order: .pairs, truncatesWhenCleared: true, untracking: .dict, freeList: freeLists.dict,
                usesTrashcan: true))
        viewDict = register(
            Layout(order: .values, truncatesWhenCleared: true, freeList: freeLists.dict, usesTrashcan: true))
        splitDict = register(
            Layout(
                truncatesWhenCleared: true, untracking: .dict, freeList: freeLists.dict, usesTrashcan: true))
        set = register(Layout(truncatesWhenCleared: true, usesTrashcan: true))
        // Its step dies first.
        slice = register(
            Layout(order: .tailDroppedFirst, head: 2, clearing: .nothing, freeList: freeLists.slice))
        type = register(
            Layout(
                head: TypeSlot.count, visibleHead: 5, keptHead: [0, 3, 4, 5, 6, 7, 8, 9],
                clearing: .tail))
        staticType = register(
            Layout(head: TypeSlot.count, visibleHead: 5, isCollectable: false, clearing: .nothing))
        function = register(
            Layout(
                head: FunctionSlot.count,
                keptHead: [FunctionSlot.code, FunctionSlot.name, FunctionSlot.qualifiedName],
                clearing: .tail))
        builtinFunction = register(Layout(head: 2))
        method = register(Layout(head: 2, clearing: .nothing))
        cell = register(Layout(head: 1))
        module = register(Layout(head: 1))
        exception = register(Layout(head: 1 + ExceptionSlot.count, usesTrashcan: true))
        weakReference = register(Layout(head: 1))
        keyedReference = register(Layout(order: .headLast, head: 1))
        descriptor = register(Layout(head: 2, visibleHead: 1, clearing: .nothing))
        typealias Frame = FrameObjectSlot
        runningFrame = register(
            Layout(
                order: .tailDroppedFirst, head: Frame.locals, visibleHead: Frame.namespace,
                clearing: .nothing, usesTrashcan: true))
        finishedFrame = register(
            Layout(
                order: .tailDroppedFirst, head: Frame.locals,
                keptHead: [Frame.back, Frame.function, Frame.code], clearing: .tail, usesTrashcan: true))
        instance = register(
            Layout(
                order: .headLast, head: 2, visibleHead: 1, keptHead: [0], clearing: .tail,
                usesTrashcan: true))
    }

    /// The layout of a class derived from a built-in one, whose instances hold slots…, dict, type and then what the base holds: the order
    /// in which `subtype_traverse` visits them. (The dict of an exception is the base's and comes behind the type.)
    ///
    /// Returns nil if a head is too long, or if there are too many layouts.
    package mutating func derived(
        from kind: Kind, head: Int, typeSlot: Int, isGeneralDict: Bool = false, isOrdered: Bool = false,
        heap: Heap
    ) -> LayoutID? {
        let order: Layout.Order =
            switch kind {
            case .list, .tuple: .backward
            case .dict where isOrdered: isGeneralDict ? .listedPairs : .listedValues
            case .dict: isGeneralDict ? .pairs : .values
            default: .forward
            }
        let truncates = kind == .list || kind == .dict || kind == .set || kind == .frozenSet || kind == .deque
        let key = Key(
            order: order, head: head, typeSlot: typeSlot, clearing: kind == .tuple ? .head : .tail,
            truncates: truncates)
        if let known = derived[key] { return known }
        guard head <= Layout.maximumHead, heap.freeLayouts > 0 else { return nil }
        let id = heap.register(
            Layout(
                order: order, head: head, keptHead: [typeSlot], clearing: key.clearing,
                truncatesWhenCleared: truncates, usesTrashcan: true))
        derived[key] = id
        return id
    }
}
