import HeapEngine

/// What the runtime knows of a class beside its references.
package struct ClassRecord {
    /// `__name__`.
    package var name: String
    /// `__module__`, for reprs.
    package var module: String
    /// The name in messages (`tp_name`): with its module for what CPython writes in C outside of its builtins.
    package var reportedName: String { isHeap || module == "builtins" ? name : "\(module).\(name)" }
    /// What its instances are made of.
    package var kind: Kind
    /// Whether it was made by a class statement.
    package var isHeap: Bool
    /// Whether classes may derive from it.
    package var isBase = true
    /// Whether instances that die or are collected are tracked and counted.
    package var base: ObjectID = .none
    package var bases: [ObjectID] = []
    /// The method resolution order, the class itself first. Not counted here: the mro tuple holds them.
    package var mro: [ObjectID] = []
    /// The layout of instances.
    package var layout: LayoutID
    /// The layout of instances of dict classes whose table is general.
    package var generalLayout: LayoutID
    /// Names of the slots in layout order, inherited ones too (derived class first).
    package var slots: [String] = []
    /// The names that this class itself declared in `__slots__`; nil without `__slots__`.
    package var ownSlots: [String]?
    /// Whether instances have a `__dict__`.
    package var hasDict = false
    /// Whether methods are left for derived classes to implement, so that it has no instances of its own.
    package var isAbstract = false
    /// Whether instances can be weakly referenced.
    package var hasWeakReferences = false
    /// Whether attributes are kept as values, in the instance or beside it, rather than in a dict.
    package var hasInlineValues = false
    /// Whether the class or one that it derives from gave instances their `__dict__`, so that these dicts share their keys.
    package var sharesKeys = false
    /// Where the type, the slots and the dict are among an instance's slots.
    package var typeSlot: Int?
    package var firstSlot = 0
    package var dictSlot: Int?
    /// The first slot of the base part (items of a list, args of an exception).
    package var head = 0
    /// How many of the slots in front of it are the builtin base's own, behind the type: a defaultdict's factory.
    package var baseSlots = 0
    /// How many words larger than their kind instances of the builtin base are.
    package var baseWords = 0
    /// Whether instances are an `OrderedDict`.
    package var isOrdered = false
    /// An exception's own fields, in the order in which they are visited: they lie in front of its dict.
    package var fields: [String] = []
    /// The size of the built-in exception that instances are laid out by.
    package var exceptionForm = Form.exception
    /// The attribute names that instances share.
    package var sharedKeys = SharedKeys()
    /// What `__del__` does.
    package var finalizer: FinalizerAction?
    /// Whether `__del__` is a function in Python.
    package var callsFinalizer = false
    /// Whether its instances have a finalizer of either sort.
    package var hasFinalizer: Bool { finalizer != nil || callsFinalizer }
    /// For `Kind.native`: the number of the type where the evaluator defines it, and the size of an instance.
    package var nativeNumber: UInt16 = 0
    package var nativeBytes: UInt16 = 0
    /// How many of its numbers count nothing towards the size; the others take 8 bytes each. -1: none does.
    package var nativeUnsizedNumbers: Int8 = -1
    /// The number that says how many more bytes an instance's block has. -1: none does.
    package var nativeBlockNumber: Int8 = -1
    /// For `Kind.native`: whether instances can be called.
    package var isCallable = false
    /// For `Kind.native`: whether instances bind as functions do.
    package var bindsAsMethod = false
    /// Whether calling it takes the arguments as they lie, and no tuple of them.
    package var hasVectorcall = false
    /// Whether calling an instance takes a tuple of the arguments.
    package var isCalledWithTuple = false
    /// Whether its instances are weakly referencable, collectable... as the base type says.
    package var isTracked = true
}

/// What a finalizer that was declared over HTTP does, beside being recorded.
public enum FinalizerAction: Sendable, Equatable {
    /// Nothing more.
    case record
    /// `global name; name = self`
    case resurrect(name: String)
    /// Raises an exception, which nobody can catch.
    case raise(type: String, message: String)
}
