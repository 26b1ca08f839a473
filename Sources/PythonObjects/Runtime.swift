import BigInt
import HeapEngine

/// A heap with CPython's object model on it: one session's interpreter without its evaluator.
///
/// Objects live in the engine: references are slots there. What is no reference (the text of a str, the hash table of a dict, a class's
/// shared keys) lives in the stores here, found by the object's payload. Everything that holds objects from outside the
/// heap is a slot of an untracked root object, so that at rest every refcount is the number of incoming slots.
///
/// A runtime is confined to one queue. Functions named `make…`, `constant…` and all that return objects (unless said otherwise) return a
/// new reference: the caller owns one unit. Arguments are borrowed.
public final class Runtime {
    /// The CPython version that the runtime follows.
    public let profile: Profile
    /// The objects and their references.
    public let heap: Heap

    package var layouts: Layouts
    package var types = StaticTypes()
    package let fixedLayouts: FixedLayouts

    package let strings = Store<StringRecord>()
    /// Ints that have no place in their payload; see `Runtime.integer(at:)`.
    let integers = Store<BigInt>()
    package let words = PlainStore<Int>()
    package let floats = PlainStore<Double>()
    package let complexes = PlainStore<ComplexValue>()
    package let byteStrings = Store<[UInt8]>()
    package let byteArrays = Store<ByteArrayRecord>()
    package let dictionaries = Store<DictionaryRecord>()
    package let sets = Store<SetTable>()
    /// The facts of place 0 are those of an object without a class.
    package let classes = FactStore<ClassRecord>(capacity: 256)
    package let functions = FactStore<FunctionRecord>(capacity: 1024)
    package let codes = FactStore<CodeRecord>(capacity: 256)
    package let frameRecords = Store<FrameRecord>()
    let valueOrders = Store<ValueOrder>()
    package let iterators = Store<IteratorRecord>()
    package let generators = Store<GeneratorRecord>()
    package let tracebacks = Store<TracebackRecord>()
    package let deques = Store<DequeRecord>()
    /// The numbers of `Kind.native` objects that have any.
    package let natives = Store<[Int]>()
    /// What some of them have of Swift's, by the number of their numbers.
    var nativeValues: [UInt32: any Sendable] = [:]

    /// Dicts that show instances' inline values.
    var viewDicts: Set<ObjectID> = []
    /// Dicts that hold values by the shared keys of a class, by the record of that.
    var splitDicts: [UInt32: Set<ObjectID>] = [:]
    /// Hashes of weak references, which outlive what they lead to.
    var weakHashes: [ObjectID: Int] = [:]

    /// How many digits an int may have that is converted from or to text (`sys.get_int_max_str_digits()`); 0: any number.
    package var longestNumeral = IntegerRules.maximumDigits

    /// Changes whenever an attribute of a class may have changed: what was looked up before is void then.
    package private(set) var typeVersion: UInt32 = 1

    /// Records of classes that died in the operation under way, which dying instances may still need.
    var retiredClasses: [UInt32] = []
    /// Likewise of frame objects, for the deaths of their variables.
    var retiredFrames: [UInt32] = []
    /// Likewise of deques, for the deaths of their items.
    var retiredDeques: [UInt32] = []
    /// The reports of past collections, oldest first.
    public internal(set) var collections: [CollectionReport] = []

    /// Interned strings by value. The table does not hold them.
    package var interned: [PythonString: ObjectID] = [:]
    var smallIntegers: [ObjectID] = []
    var latin1: [ObjectID] = []
    var singleBytes: [ObjectID] = []
    package var emptyString = ObjectID.none
    package var emptyBytes = ObjectID.none
    package var emptyTuple = ObjectID.none

    /// `None`, borrowed and immortal, like the other singletons.
    public internal(set) var none = ObjectID.none
    /// `Ellipsis`.
    public internal(set) var ellipsis = ObjectID.none
    /// `NotImplemented`.
    public internal(set) var notImplemented = ObjectID.none
    package var falseObject = ObjectID.none
    package var trueObject = ObjectID.none

    /// What holds objects for clients and for the interpreter.
    package var roots = Roots()
    /// What runs Python code, if anything does.
    package unowned(unsafe) var evaluator: (any Evaluating)?
    /// The globals of `__main__`, borrowed.
    public internal(set) var globals = ObjectID.none
    /// Python's library classes that weak containers need.
    package var library = Library()

    /// Constants of the statement under way.
    var constants: [Constant: ObjectID] = [:]
    /// The frames, outermost first.
    package var frameStack: [ObjectID] = []
    package var nextFrameOrdinal = 1

    package var events = EventLog()
    /// Told of every collection.
    package var onCollection: ((CollectionReport) -> Void)?
    /// The history entry under way: written down with every death.
    public var currentEntry: UInt64 = 0 {
        didSet { resetSteps() }
    }
    var depth = 0
    /// What is being shown by `repr`, across the Python code that it runs (`Py_ReprEnter`).
    var shownObjects: Set<ObjectID> = []
    /// How many steps the comparisons and hashes of one statement may take together. Histories depend on it.
    var stepLimit = 5_000_000
    /// Steps that comparisons and hashes of the statement have taken.
    var steps = 0

    /// Makes a runtime as a clean interpreter, of whose own objects the collector sees `__main__`'s globals alone.
    public convenience init(profile: Profile = .standard, collector: CollectorSettings = .init()) {
        self.init(profile: profile, collector: collector, installBuiltins: nil)
    }

    /// Makes a runtime with the builtins that an evaluator brings along.
    package init(
        profile: Profile, collector: CollectorSettings, installBuiltins: ((Runtime) -> Void)?
    ) {
        self.profile = profile
        var configuration = HeapConfiguration(
            thresholds: collector.thresholds ?? profile.thresholds, isCollectorEnabled: collector.isEnabled,
            trigger: profile.trigger, trashcan: profile.trashcan)
        configuration.freeLists = profile.freeLists.order
        configuration.bufferList = profile.freeLists.keys
        configuration.start = profile.startingMemory()
        heap = Heap(configuration: configuration)
        layouts = Layouts(heap, profile.freeLists)
        fixedLayouts = FixedLayouts(heap)
        events.isRecording = false
        // Number 0 says that an object has no numbers.
        _ = natives.insert([])
        heap.observer = self
        bootstrap(installBuiltins)
        events = EventLog()
        events.isStarted = true
    }

    /// Makes the interpreter's own objects, in a fixed order.
    private func bootstrap(_ installBuiltins: ((Runtime) -> Void)?) {
        makeStaticTypes()
        makeSingletons()
        makeSubclassTables()
        makeRoots()
        makeLibrary()
        makeModulesAtStart()
        startMain(installBuiltins)
        constants.removeAll()
    }

    // MARK: Making objects

    /// Allocates an object and notes that it was created.
    package func allocate(
        _ layout: LayoutID, _ type: ObjectID, _ form: Form, slots: Int = 0, payload: UInt32 = 0
    ) -> ObjectID {
        let block = profile.sizes.block(form)
        return begun(
            heap.allocate(layout, type: type, bytes: block.bytes, header: block.header, slots: slots), type,
            payload)
    }

    /// As `allocate`, for what a call of a type makes: never in a block that waits in a free list (`PyType_GenericAlloc`).
    func allocateAnew(_ layout: LayoutID, _ type: ObjectID, _ form: Form, payload: UInt32 = 0) -> ObjectID {
        let block = profile.sizes.block(form)
        return begun(
            heap.allocateAnew(layout, type: type, bytes: block.bytes, header: block.header, slots: 0), type,
            payload)
    }

    @inline(__always)
    private func begun(_ object: ObjectID, _ type: ObjectID, _ payload: UInt32) -> ObjectID {
        if payload != 0 { heap.setPayload(object, payload) }
        if events.notesCreations { noteCreation(of: object, type: type) }
        return object
    }

    /// Allocates an object that the collector does not know and that has no slots: an int, a float.
    @inline(__always)
    package func allocateScalar(_ layout: LayoutID, _ type: ObjectID, bytes: Int, payload: UInt32) -> ObjectID
    {
        let object = heap.allocate(layout, type: type, bytes: bytes, header: 0, slots: 0)
        heap.setPayload(object, payload)
        if events.notesCreations { noteCreation(of: object, type: type) }
        return object
    }

    /// Allocates a static object, which lives for ever.
    package func allocateStatic(
        _ layout: LayoutID, _ type: ObjectID, _ form: Form, slots: Int = 0, payload: UInt32 = 0
    )
        -> ObjectID
    {
        let block = profile.sizes.block(form)
        let object = heap.allocateImmortal(
            layout, type: type, bytes: block.bytes, slots: slots)
        if payload != 0 { heap.setPayload(object, payload) }
        return object
    }

    /// An object with one more unit, for a slot or for the caller.
    @inline(__always)
    package func retained(_ object: ObjectID) -> ObjectID {
        heap.retain(object)
        return object
    }

    /// Puts one more unit of an object into an empty slot.
    @inline(__always)
    package func fill(_ source: ObjectID, _ slot: Int, _ target: ObjectID) {
        heap.retain(target)
        _ = heap.setSlot(source, slot, owned: target)
    }

    // MARK: Kinds and classes

    /// Voids what was looked up in classes.
    package func classesChanged() { typeVersion &+= 1 }

    /// What an object is made of.
    @inline(__always)
    package func kind(of object: ObjectID) -> Kind {
        let type = heap.type(of: object)
        // SAFETY: a class's payload is a number of the store of classes, which has facts for each.
        return type.isNone ? .opaque : classes.facts[Int(heap.payload(type))].kind
    }

    /// What is asked of a class object all the time.
    @inline(__always)
    package func facts(of type: ObjectID) -> ClassFacts {
        // SAFETY: as in `kind(of:)`.
        classes.facts[Int(heap.payload(type))]
    }

    /// Whether the object's class was made by a class statement.
    @inline(__always)
    func isOfHeapClass(_ object: ObjectID) -> Bool {
        let type = heap.type(of: object)
        return !type.isNone && facts(of: type).isHeap
    }

    /// The record of a class object.
    package func record(of type: ObjectID) -> ClassRecord { classes[heap.payload(type)] }

    /// Whether the object's class is exactly this one.
    @inline(__always)
    package func isExactly(_ object: ObjectID, _ type: ObjectID) -> Bool { heap.type(of: object) == type }

    /// The `__name__` of an object's class.
    public func shortTypeName(_ object: ObjectID) -> String {
        let type = heap.type(of: object)
        return type.isNone ? "root" : classes[heap.payload(type)].name
    }

    /// The name of an object's class as CPython's messages say it.
    public func typeName(_ object: ObjectID) -> String {
        let type = heap.type(of: object)
        return type.isNone ? "root" : classes[heap.payload(type)].reportedName
    }

    /// Whether the object was made by the interpreter before the session began.
    public func isBuiltin(_ object: ObjectID) -> Bool { heap.serial(of: object).isBuiltin }

    /// `issubclass(type, other)`.
    package func isSubclass(_ type: ObjectID, of other: ObjectID) -> Bool {
        type == other || classes[heap.payload(type)].mro.contains(other)
    }

    /// `isinstance(object, type)`.
    public func isInstance(_ object: ObjectID, of type: ObjectID) -> Bool {
        let own = heap.type(of: object)
        return !own.isNone && isSubclass(own, of: type)
    }

    /// Runs `body` one level deeper; Python's RecursionError when that is too deep.
    package func nested<Result>(_ what: String = "", _ body: () throws -> Result) throws -> Result {
        depth += 1
        defer { depth -= 1 }
        if depth > 40 {
            throw PythonException("RecursionError", "maximum recursion depth exceeded" + what)
        }
        return try body()
    }
}
