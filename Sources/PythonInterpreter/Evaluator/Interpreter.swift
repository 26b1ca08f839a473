import HeapEngine
import PythonObjects
import PythonSyntax

/// Runs Python code on a runtime's objects.
///
/// Frames lie in memory of the interpreter's own, so that Python code that calls Python code takes no native stack. What native code
/// calls back (`__repr__` from `repr`, a sort's key) runs in a nested loop; both count against one recursion limit.
///
/// Confined to the runtime's queue.
package final class Interpreter {
    /// The objects.
    package let runtime: Runtime
    let heap: Heap

    /// Locals and value stacks, frame by frame.
    let values: UnsafeMutablePointer<ObjectID>
    /// The frames that run, outermost first.
    let frames: UnsafeMutablePointer<Frame>
    var frameCount = 0
    /// `sys.getrecursionlimit()`
    var recursionLimit = 1000

    /// The exception on its way to a handler, owned; `.none` at other times.
    var raised = ObjectID.none
    /// The exception on its way that has not been made yet; then `raised` is `.none`.
    var late: LateException?
    /// The exceptions being handled, owned, innermost last: one for each generator that runs, and one for the rest.
    var handled: [ObjectID] = [.none]
    /// The instruction that raised an exception again, whose traceback stays as it is; -1 for one that is raised the first time.
    var reraisedAt = -1

    /// Whether functions are traced or profiled, and by what.
    var isTracing = false
    var tracer = Tracer()
    /// Whether the inner loop has to look at its frame again after a builtin's call: its instructions have changed.
    var mustReload = false

    /// The lines that tracebacks show.
    var sources = SourceTexts()

    /// What `print` wrote.
    package internal(set) var output = "" {
        didSet { noteOutput(.output, &output) }
    }
    /// How many bytes of it `sys.stdout` has not passed on yet.
    var pendingBytes = 0
    /// What went to `sys.stderr`.
    package internal(set) var errorOutput = "" {
        didSet { noteOutput(.error, &errorOutput) }
    }
    /// Takes the output piece by piece, if somebody wants it before the run ends.
    package var outputSink: ((OutputStream, String) -> Void)?

    /// Where runs pause.
    var debugger = Debugger()
    /// Called on the run's thread where it pauses; returns when it may go on.
    package var onPause: ((RunPause) -> RunCommand)?

    /// Whether the run is paused in a call of `breakpoint()`.
    var isInBreakpoint = false
    /// The iterator over the compiled units of the run under way, owned; `.none` without one.
    var statements = ObjectID.none
    /// Whether `print` was called in this session.
    var hasPrinted = false
    /// Whether an inspector asks, for whom no Python code may run.
    var isAsked = false

    /// How many instructions ran.
    package internal(set) var executed = 0
    /// After how many of them the limits are looked at again.
    var checkpoint = Int.max
    /// When the run was stopped.
    var interruptedAt = 0
    var meter = RunMeter()

    /// Modules that can be imported from source, beside those of the library.
    var registeredModules: [String: ModuleSource] = [:]

    /// `__new__` and `__init__`, borrowed.
    let newName: ObjectID, initName: ObjectID
    /// What is called without a look at whether a collection is due, borrowed.
    lazy var uncheckedCalls: (append: ObjectID, len: ObjectID, isInstance: ObjectID) = (
        runtime.lookUp(heap.slot(runtime.types.list, Layouts.TypeSlot.dict), name: "append") ?? .none,
        runtime.lookUp(runtime.roots.builtins, name: "len") ?? .none,
        runtime.lookUp(runtime.roots.builtins, name: "isinstance") ?? .none
    )
    /// The special method of an object that a builtin operation passes over, once.
    var passedOver: (object: ObjectID, name: String)?
    /// Two objects that are compared as builtin types compare them.
    var comparedAsBuiltins: (ObjectID, ObjectID)?

    /// Whether `sys.last_exc` holds the exception that ended a run; a process that ends lets go of it first of all.
    package var keepsLastException = false
    /// Whether what the compiler and the interpreter warn of is left out.
    package var ignoresWarnings = false
    /// Whether the interpreter ends: nobody hears of collections any more.
    var isEnding = false
    /// Types of tuples whose items have names, by name.
    var structSequences: [String: ObjectID] = [:]

    /// Attributes of classes by class and name, as long as no class changes.
    var typeCache = TypeCache()

    /// Instructions of earlier runs, and nanoseconds slept: the session's clock.
    var executedBefore = 0
    var slept = 0

    /// Whether `weakref` has its Python part.
    var isWeakrefComplete = false

    /// The types of `NativeType.all` that were made, by number.
    var nativeTypes: [Int: ObjectID] = [:]

    /// How many objects of CPython's own are frozen from the start, until a program thaws all.
    lazy var frozenFromStart = language.frozenAtStart

    /// By number: how what is written in Swift takes its arguments.
    let argumentPassing: PassingTable
    /// How often a code has to be entered before its instructions are made for what they meet; 0: each when it is executed again.
    let entriesToSpecialize: UInt32
    /// Whether a specialised `str(x)` takes no tuple, and the specialised call of a class none either.
    let specializesStr: Bool, specializesInitializers: Bool

    /// How deep native iterators and calls are nested in each other.
    var nativeNesting = 0
    static let nativeNestingLimit = 5000
    /// How many calls of Python code by native code are under way, and how many the native stack holds.
    var nesting = 0
    static let nestingLimit = 6000

    // Sizes of memory that is only reserved: the system gives what is touched.
    static let valueCapacity = 4_000_000
    static let frameCapacity = 60_000

    /// An interpreter with a runtime of its own.
    package init(profile: Profile = .standard, collector: CollectorSettings = .init()) {
        runtime = Runtime(profile: profile, collector: collector, installBuiltins: Builtins.install)
        heap = runtime.heap
        (newName, initName) = (runtime.staticName("__new__"), runtime.staticName("__init__"))
        let conventions = runtime.profile.conventions
        argumentPassing = .of(runtime)
        if case .entries(let count) = conventions.warmUp {
            entriesToSpecialize = count
        } else {
            entriesToSpecialize = 0
        }
        specializesStr = conventions.specializesStr
        specializesInitializers = conventions.specializesInitializers
        values = .allocate(capacity: Self.valueCapacity)
        frames = .allocate(capacity: Self.frameCapacity)
        runtime.evaluator = self
        installSystem()
        heap.asInterpreter { runtime.addBuiltin("memoryview", nativeType("builtins.memoryview")) }
    }

    deinit {
        runtime.evaluator = nil
        values.deallocate()
        frames.deallocate()
    }

    /// What programs see of the language.
    var language: Language { runtime.profile.language }
    /// What of the grammar there is.
    var features: SyntaxFeatures { language.syntax }

    /// Whether the source that is run next is what the process was started for: `python file.py`.
    var isScript = false

    /// The frame that runs.
    var frame: UnsafeMutablePointer<Frame> { frames + (frameCount - 1) }

    /// The end of the data stack in use, as the running frame last said.
    var stackTop: UnsafeMutablePointer<ObjectID> { frameCount == 0 ? values : frame.pointee.top }
}
