import HeapEngine

/// What runs Python code for the object model: finalizers, callbacks and special methods that are written in Python end here.
///
/// A runtime without one has no Python code to run.
package protocol Evaluating: AnyObject {
    /// `callable(*arguments)`; arguments are borrowed, the result is the caller's.
    func call(_ callable: ObjectID, _ arguments: [ObjectID]) throws -> ObjectID
    /// Whether Python code runs.
    var isRunning: Bool { get }
    /// Counts steps of comparisons and hashes that were made for a program.
    func didWork(_ steps: Int) throws
    /// Calls an object's `__del__`. What it raises is reported and goes no further.
    func finalize(_ object: ObjectID)
    /// Calls a weak reference's callback. What it raises is reported and goes no further.
    func callBack(_ reference: ObjectID, callback: ObjectID)
    /// A collection begins: calls `gc.callbacks`.
    func collectionWillStart(generation: Int)
    /// A collection under `gc.DEBUG_COLLECTABLE` found an object.
    func collectorFound(_ object: ObjectID)
    /// A collection has ended: calls `gc.callbacks`.
    func collectionDidEnd(_ report: CollectionReport)
    /// What `__repr__` of the object's class says; nil if it is the builtin one.
    func representation(of object: ObjectID) throws -> String?
    /// What `__eq__` of the objects' classes says; nil if they know only the builtin one.
    func equality(_ left: ObjectID, _ right: ObjectID) throws -> Bool?
    /// What `__hash__` of the object's class says; nil if it is the builtin one.
    func hashValue(of object: ObjectID) throws -> Int?
    /// The frames of the run under way, outermost first, with numbers of their own; none when nothing runs.
    var runningFrames: [RunningFrame] { get }
    /// What the evaluator holds outside of its frames: the exceptions being handled, and one on its way.
    var heldBesideFrames: [(edge: EdgeDescription, object: ObjectID)] { get }
    /// Whether native code waits for Python code that it called: it may hold objects that nobody can name, and a collection or a
    /// teardown may be under way.
    var isCalledByNativeCode: Bool { get }
    /// The line where the frame of a frame object stands; nil if it is none of the evaluator's.
    func line(ofFrame object: ObjectID) -> Int?
    /// The variables of a frame object's frame that are bound, in order, with what they hold, borrowed.
    func variables(ofFrame object: ObjectID) -> [(name: String, value: ObjectID)]
    /// The instruction where a suspended generator stands.
    func instruction(ofGenerator generator: ObjectID) -> Int
}

/// A frame of Python code that the evaluator runs. All objects are borrowed.
package struct RunningFrame {
    /// Its number, which no other frame of the session has.
    package var ordinal: Int
    /// `f_code.co_name`
    package var function: String
    /// `f_code.co_filename`
    package var filename: String
    /// `f_lineno`
    package var line: Int
    /// `f_code`
    package var code: ObjectID
    /// `f_globals`
    package var globals: ObjectID
    /// `f_locals`: what variables hold, also through cells; in a module or class body the names of its namespace.
    package var locals: [(name: String, value: ObjectID)]
    /// Every counted reference of the frame: variables and cells, value stack, function, code, namespace, frame object.
    package var held: [(edge: EdgeDescription, object: ObjectID)]

    package init(
        ordinal: Int, function: String, filename: String, line: Int, code: ObjectID, globals: ObjectID,
        locals: [(name: String, value: ObjectID)], held: [(edge: EdgeDescription, object: ObjectID)]
    ) {
        self.ordinal = ordinal
        self.function = function
        self.filename = filename
        self.line = line
        self.code = code
        self.globals = globals
        self.locals = locals
        self.held = held
    }
}
