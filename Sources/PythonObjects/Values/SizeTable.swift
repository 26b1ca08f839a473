/// How large every object is in one CPython version, on a 64-bit machine with pymalloc.
///
/// All constants that differ between versions stand in the rows of this file; each was measured.
public struct SizeTable: Sendable {
    /// Bytes of a str's struct: ASCII, and any other kind.
    let asciiHeader: Int, wideHeader: Int
    /// Whether a `__weakref__` slot lies in front of the object, as its dict does, or behind its fields.
    let hasManagedWeakReferences: Bool
    /// Whether the attribute values of a plain instance lie in its own block.
    let hasInlineValues: Bool
    let latin1Singleton: Int
    let code: Int, frame: Int, generator: Int, coroutine: Int
    let function: Int, rangeIterator: Int, weakMethod: Int
    let staticType: Int, heapType: Int
    let importException: Int
    /// Whether `del l[i]` leaves a list's room as it is.
    let keepsRoomOnItemDeletion: Bool
    /// Bytes of the shared keys that belong to a class without `__slots__`.
    public let sharedKeys = 768

    /// CPython 3.11.
    public static let python311 = SizeTable(
        asciiHeader: 48, wideHeader: 72, hasManagedWeakReferences: false, hasInlineValues: false,
        latin1Singleton: 74, code: 184, frame: 136, generator: 168, coroutine: 168,
        function: 152, rangeIterator: 48, weakMethod: 112, staticType: 424, heapType: 920,
        importException: 112,
        keepsRoomOnItemDeletion: false)

    /// CPython 3.12.
    public static let python312 = SizeTable(
        asciiHeader: 40, wideHeader: 56, hasManagedWeakReferences: true, hasInlineValues: false,
        latin1Singleton: 61, code: 192, frame: 136, generator: 160, coroutine: 160,
        function: 160, rangeIterator: 40, weakMethod: 120, staticType: 432, heapType: 936,
        importException: 120,
        keepsRoomOnItemDeletion: false)

    /// CPython 3.13.
    public static let python313 = SizeTable(
        asciiHeader: 40, wideHeader: 56, hasManagedWeakReferences: true, hasInlineValues: true,
        latin1Singleton: 61, code: 200, frame: 152, generator: 160, coroutine: 160,
        function: 160, rangeIterator: 40, weakMethod: 120, staticType: 416, heapType: 944,
        importException: 120,
        keepsRoomOnItemDeletion: true)

    /// `sys.getsizeof` of an object.
    public func sizeOf(_ form: Form) -> Int {
        measure(form).size
    }

    /// The block that the object itself takes from the allocator, and how many of its bytes lie in front of the
    /// address that `id()` gives: the collector's head of 16 and, in front of it, 16 more for a managed `__dict__` or
    /// weak reference list. Buffers that the object owns beside its block are not counted.
    public func block(_ form: Form) -> (bytes: Int, header: Int) {
        let measured = measure(form)
        return (measured.block, measured.header)
    }

    /// Bytes of what the object owns beside its block, as far as its form tells.
    public func ownedBytes(_ form: Form) -> Int {
        switch form {
        case .list(let room): 8 * room
        case .byteArray(let allocated): allocated
        case .deque(let blocks): 528 * blocks
        case .dict(let bytes), .set(let bytes), .frozenSet(let bytes): bytes
        case .heapType(let hasSlots, _): hasSlots ? 0 : sharedKeys
        case .subclass(.str(let kind, let count), _, _, _): kind.width * (count + 1)
        case .subclass(let base, _, _, _): ownedBytes(base)
        default: 0
        }
    }

    struct Measure {
        var size: Int
        var block: Int
        var header: Int

        /// An object whose block is just what `sys.getsizeof` says.
        static func plain(_ size: Int, header: Int) -> Measure {
            Measure(size: size, block: size, header: header)
        }
    }

    func measure(_ form: Form) -> Measure {
        if let size = valueSize(form) { return .plain(size, header: 0) }
        if let size = fixedSize(form) { return .plain(size, header: 16) }
        return containerMeasure(form)
    }

    /// Objects that the collector does not know.
    private func valueSize(_ form: Form) -> Int? {
        switch form {
        case .int(let digits): 24 + 4 * max(1, digits)
        case .bool: 28
        case .float: 24
        case .complex: 32
        case .none, .ellipsis, .notImplemented, .object: 16
        case .str(.ascii, let count): asciiHeader + count + 1
        case .str(let kind, let count): wideHeader + kind.width * (count + 1)
        case .latin1Singleton: latin1Singleton
        case .bytes(let count): 33 + count
        case .range: 48
        case .rangeIterator: rangeIterator
        case .staticType: staticType
        case .code(let instructions): (code + 2 * instructions + 7) & ~7
        default: nil
        }
    }

    /// Objects of one size that the collector knows.
    private func fixedSize(_ form: Form) -> Int? {
        switch form {
        case .native(let bytes): bytes
        case .cell, .mappingProxy, .dictView, .simpleNamespace: 40
        case .staticMethod, .classMethod, .methodWrapper, .union: 48
        case .listIterator, .tupleIterator, .strIterator, .bytesIterator, .map, .filter, .reversed,
            .sequenceIterator, .callableIterator:
            48
        case .slice, .superObject, .traceback: 56
        case .method, .getSetDescriptor, .memberDescriptor, .setIterator, .zip: 64
        case .builtinFunction, .methodDescriptor, .wrapperDescriptor, .module, .dictIterator, .enumerate,
            .dequeIterator:
            72
        case .property, .weakReference, .weakProxy, .genericAlias, .partial: 80
        case .keyedReference: 88
        case .memoryView: 184
        case .function: function
        case .frame(let places): frame + 8 * places
        case .generator(let places): generator + 8 * places
        case .coroutine(let places): coroutine + 8 * places
        case .exception: 88
        case .nameException, .stopException: 96
        case .attributeException, .groupException: 104
        case .importException: importException
        case .systemException, .unicodeException: 128
        case .syntaxException: 152
        default: nil
        }
    }

    private func containerMeasure(_ form: Form) -> Measure {
        switch form {
        case .byteArray(let allocated): Measure(size: 56 + allocated, block: 56, header: 0)
        case .list(let room): Measure(size: 56 + 8 * room, block: 56, header: 16)
        case .tuple(let count): .plain(40 + 8 * count, header: 16)
        case .dict(let bytes): Measure(size: 64 + bytes, block: 64, header: 16)
        case .set(let bytes), .frozenSet(let bytes): Measure(size: 216 + bytes, block: 216, header: 16)
        case .deque(let blocks): Measure(size: 232 + 528 * blocks, block: 232, header: 16)
        case .weakMethod: .plain(weakMethod, header: hasManagedWeakReferences ? 32 : 16)
        case .heapType(let hasSlots, let members):
            Measure(
                size: heapType + (hasSlots ? 0 : sharedKeys), block: heapType + 40 * (members + 1), header: 16
            )
        case .instance(let inlineValues):
            instance(.slots(0, hasDict: true, hasWeakReferences: true), inlineValues: inlineValues)
        case .slots: instance(form, inlineValues: 0)
        case .subclass(let base, let hasDict, let hasWeakReferences, let slots):
            derived(base, hasDict: hasDict, hasWeakReferences: hasWeakReferences, slots: slots)
        default: preconditionFailure("no size for \(form)")
        }
    }
}
