import HeapEngine

/// A class statement.
public struct ClassDefinition {
    /// The class's name.
    public var name: String
    /// The base classes; `object` if there are none.
    public var bases: [ObjectID]
    /// The names in `__slots__`, or nil for a class without it.
    public var slots: [String]?
    /// Assignments in the class body.
    public var attributes: [(name: String, value: ObjectID)]
    /// The names of functions in the class body.
    public var methods: [String]
    /// What `__del__` does, if there is one.
    public var finalizer: FinalizerAction?
    /// The docstring.
    public var doc: String?

    /// Describes a class.
    public init(
        name: String, bases: [ObjectID] = [], slots: [String]? = nil,
        attributes: [(name: String, value: ObjectID)] = [], methods: [String] = [],
        finalizer: FinalizerAction? = nil, doc: String? = nil
    ) {
        self.name = name
        self.bases = bases
        self.slots = slots
        self.attributes = attributes
        self.methods = methods
        self.finalizer = finalizer
        self.doc = doc
    }
}
