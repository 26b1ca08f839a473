import HeapEngine
import PythonObjects

/// What an instruction found out the last time that it looked a name up, and under what conditions it still holds.
///
/// Lookups are pure: what a cache answers is what the lookup would find, so that nobody can tell that there is one.
struct SiteCache: BitwiseCopyable {
    enum Finding: UInt8, BitwiseCopyable {
        case nothing
        /// A global: the slot of its key in the dict of globals. It holds as long as the key is there.
        case global
        /// A builtin that no global hides: the slot of its key in the builtins; `version` is that of the globals' keys.
        case builtin
        /// An attribute among an instance's inline values: its slot.
        case inlineValue
        /// An attribute in `__slots__`: its slot.
        case memberSlot
        /// A function of the class of an object that has no `__dict__`.
        case method
        /// A function of the class of an object whose inline values have no place for the name.
        case inlineMethod
        /// Any other attribute of the class that is no descriptor, of an object without a `__dict__`.
        case classValue
        /// Such an attribute, of an object whose inline values have no place for the name.
        case inlineClassValue
        /// An attribute of a class object that is no descriptor, or a function: `type` is that very class.
        case attributeOfClass
        /// A name in a module's dict: the slot of its key, which is `value`.
        case moduleValue
        /// A class that was called, by its serial, whose `__init__` is entered at once.
        case calledClass
    }

    /// Whether the finding is a function that is to be called with the object as its first argument.
    var isMethod: Bool { finding == .method || finding == .inlineMethod }

    var finding = Finding.nothing
    /// The class that the finding is about.
    var type = ObjectID.none
    /// The version of all classes, or of a dict's keys.
    var version: UInt32 = 0
    /// A slot's number.
    var slot: UInt32 = 0
    /// What was found.
    var value = ObjectID.none
    /// The number of the dict of globals that `version` belongs to.
    var serial = Serial(rawValue: 0)
}
