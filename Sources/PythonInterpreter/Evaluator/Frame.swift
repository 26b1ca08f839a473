import HeapEngine
import PythonObjects

/// A Python frame that runs or waits for one that it called. Its locals and its value stack lie in the interpreter's data stack.
///
/// Trivially copyable: what it holds is released by hand when it is left.
struct Frame {
    /// What it runs. Not retained: the code object keeps it.
    var facts: UnsafeMutablePointer<CodeFacts>
    /// The code object, owned.
    var code: ObjectID
    /// The function, owned; a module's code has one that nobody else knows.
    var function: ObjectID
    /// Borrowed from the function, or owned with `namespace`.
    var globals: ObjectID
    var builtins: ObjectID
    /// The namespace of a module or class body, owned; in a function the dict that `f_locals` gave where it is no proxy, or `.none`.
    /// A generator's is in the generator.
    var namespace: ObjectID
    /// Where the caller's value stack ends, and the result will be pushed.
    var floor: UnsafeMutablePointer<ObjectID>
    /// The first local.
    var locals: UnsafeMutablePointer<ObjectID>
    /// The end of the value stack, while the frame waits.
    var top: UnsafeMutablePointer<ObjectID>
    /// The next instruction, while the frame waits.
    var next: Int
    /// Whether the native code that called it waits for its result.
    var isEntry: Bool
    /// The generator that the frame belongs to, borrowed; `.none` for a function's.
    var generator = ObjectID.none
    /// The frame object once somebody asked for it, owned; a generator's is in the generator.
    var object = ObjectID.none
    /// Its number, once an inspector saw it; 0 before.
    var ordinal: Int32 = 0
    /// Whether it has been left and only lets go of what it held: nobody sees it any more.
    var isLeft = false
    /// The instance, owned, that takes the place of what an `__init__` returns; else `.none`.
    var instance = ObjectID.none
    /// Whether the class that was called and its arguments have left the caller's stack for this frame.
    var tookArguments = false
    /// The tuple of arguments, owned, that the call of a class holds; `.none` without any.
    var arguments = ObjectID.none

    /// The rest of what it runs. Not retained.
    var body: Unmanaged<CodeBody> { facts.pointee.body }
    /// The code's names, borrowed.
    var names: UnsafeMutablePointer<ObjectID> { facts.pointee.names }
    /// The code's constants, borrowed.
    var constants: UnsafeMutablePointer<ObjectID> { facts.pointee.constants }

    /// The instruction under way, or the last one that ran.
    var current: Int { max(0, next - 1) }
}
