import HeapEngine

/// What the runtime knows of a class beside its references.
struct ClassRecord {
    /// `__name__`.
    var name: String
    /// `__module__`, for reprs.
    var module: String
    /// What its instances are made of.
    var kind: Kind
    /// Whether it was made by a class statement.
    var isHeap: Bool
    /// Whether classes may derive from it.
    var isBase = true
    /// Whether instances that die or are collected are tracked and counted.
    var base: ObjectID = .none
    var bases: [ObjectID] = []
    /// The method resolution order, the class itself first. Not counted here: the mro tuple holds them.
    var mro: [ObjectID] = []
    /// The layout of instances.
    var layout: LayoutID
    /// The layout of instances of dict classes whose table is general.
    var generalLayout: LayoutID
    /// Names of the slots in layout order, inherited ones too (derived class first).
    var slots: [String] = []
    /// The names that this class itself declared in `__slots__`; nil without `__slots__`.
    var ownSlots: [String]?
    /// Whether instances have a `__dict__`.
    var hasDict = false
    /// Whether instances can be weakly referenced.
    var hasWeakReferences = false
    /// Whether attributes are kept inline (3.13) rather than in a dict.
    var hasInlineValues = false
    /// Where the type, the slots and the dict are among an instance's slots.
    var typeSlot: Int?
    var firstSlot = 0
    var dictSlot: Int?
    /// The first slot of the base part (items of a list, args of an exception).
    var head = 0
    /// The attribute names that instances share.
    var sharedKeys = SharedKeys()
    /// What `__del__` does.
    var finalizer: FinalizerAction?
    /// Whether its instances are weakly referencable, collectable... as the base type says.
    var isTracked = true
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
