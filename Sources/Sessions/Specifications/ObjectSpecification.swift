import BigInt

/// What object to make: one case for each type that a client can ask for.
public indirect enum ObjectSpecification: Sendable, Equatable {
    /// `None`.
    case none
    /// `...`.
    case ellipsis
    /// `NotImplemented`.
    case notImplemented
    /// `True` or `False`.
    case bool(Bool)
    /// An int. `computed` ones are made at run time; the others are constants of the statement.
    case integer(BigInt, computed: Bool)
    /// A float.
    case float(Double, computed: Bool)
    /// A complex number.
    case complex(real: Double, imaginary: Double, computed: Bool)
    /// A str.
    case string(String, computed: Bool)
    /// A bytes object.
    case bytes([UInt8], computed: Bool)
    /// `bytearray(b'...')`.
    case byteArray([UInt8])
    /// A list display.
    case list([ValueSpecification])
    /// A tuple display.
    case tuple([ValueSpecification])
    /// A set display, or `set()`.
    case set([ValueSpecification])
    /// `frozenset((...))`.
    case frozenSet([ValueSpecification])
    /// A dict display.
    case dict([DictEntry])
    /// `range(start, stop, step)`.
    case range(start: BigInt, stop: BigInt, step: BigInt)
    /// `slice(start, stop, step)`.
    case slice(start: ValueSpecification, stop: ValueSpecification, step: ValueSpecification)
    /// `object()`.
    case object
    /// A `class` statement.
    case classObject(ClassSpecification)
    /// A call of a class, then one attribute assignment after the other.
    case instance(InstanceSpecification)
    /// A `def` statement.
    case function(FunctionSpecification)
    /// A bound method.
    case method(function: ValueSpecification, receiver: ValueSpecification)
    /// A closure cell.
    case cell(ValueSpecification?)
    /// An exception that was not raised.
    case exception(type: String, arguments: [ValueSpecification])
    /// `weakref.ref(target, callback)`.
    case weakReference(WeakReferenceSpecification)
    /// `weakref.proxy(target, callback)`.
    case weakProxy(WeakReferenceSpecification)
    /// `weakref.WeakValueDictionary()` and its first entries.
    case weakValueDictionary([DictEntry])
    /// `weakref.WeakKeyDictionary()` and its first entries.
    case weakKeyDictionary([DictEntry])
    /// `weakref.WeakSet()` and its first items.
    case weakSet([ValueSpecification])
    /// `weakref.finalize(target, ...)`, which records an effect under the label.
    case finalize(target: ValueSpecification, label: String)

    /// Whether the statement's compiled unit would hold the object as a constant.
    public var isConstant: Bool {
        switch self {
        case .none, .ellipsis, .bool: true
        case .integer(_, let computed), .float(_, let computed), .complex(_, _, let computed): !computed
        case .string(_, let computed), .bytes(_, let computed): !computed
        case .tuple(let items): items.allSatisfy(\.isConstant)
        default: false
        }
    }
}

/// One key and its value.
public struct DictEntry: Sendable, Equatable {
    /// The key.
    public var key: ValueSpecification
    /// The value.
    public var value: ValueSpecification

    /// Pairs a key with its value.
    public init(key: ValueSpecification, value: ValueSpecification) {
        self.key = key
        self.value = value
    }
}

/// One named value: an attribute, a local variable.
public struct NamedValue: Sendable, Equatable {
    /// The name.
    public var name: String
    /// The value.
    public var value: ValueSpecification

    /// Pairs a name with its value.
    public init(name: String, value: ValueSpecification) {
        self.name = name
        self.value = value
    }
}

/// What a class's `__del__` does.
public enum FinalizerSpecification: Sendable, Equatable {
    /// It records that it ran.
    case record
    /// It binds the object to a global, which brings it back to life.
    case resurrect(name: String)
    /// It raises an exception, which nobody can catch.
    case raise(type: String, message: String)
}

/// A class to be made.
public struct ClassSpecification: Sendable, Equatable {
    /// `__name__`.
    public var name: String
    /// The bases; none means `object`.
    public var bases: [ValueSpecification] = []
    /// `__slots__`, when the class has them.
    public var slots: [String]?
    /// Class attributes, in the order of the class body.
    public var attributes: [NamedValue] = []
    /// What `__del__` does, when the class has one.
    public var finalizer: FinalizerSpecification?

    /// Makes the specification of `class name: pass`.
    public init(name: String) {
        self.name = name
    }
}

/// An instance to be made.
public struct InstanceSpecification: Sendable, Equatable {
    /// The class.
    public var `class`: ValueSpecification
    /// The attributes that are assigned, in order.
    public var attributes: [NamedValue] = []
    /// What is appended or added to an instance of a subclass of list or set.
    public var items: [ValueSpecification] = []
    /// What is stored in an instance of a subclass of dict.
    public var entries: [DictEntry] = []

    /// Makes the specification of `class()`.
    public init(class: ValueSpecification) {
        self.class = `class`
    }
}

/// A function to be made.
public struct FunctionSpecification: Sendable, Equatable {
    /// `__name__`.
    public var name: String
    /// Positional parameters.
    public var parameters: [String] = []
    /// Defaults of the last parameters.
    public var defaults: [ValueSpecification] = []
    /// Free variables and the cells that hold them.
    public var closure: [NamedValue] = []

    /// Makes the specification of `def name(): pass`.
    public init(name: String) {
        self.name = name
    }
}

/// A weak reference to be made.
public struct WeakReferenceSpecification: Sendable, Equatable {
    /// What becomes of the referent's death.
    public enum Callback: Sendable, Equatable {
        /// A fresh function that records an effect under this label.
        case recording(label: String)
        /// Any object, as CPython accepts any.
        case object(ValueSpecification)
    }

    /// The referent.
    public var target: ValueSpecification
    /// The callback, if there is one.
    public var callback: Callback?

    /// Makes the specification of `weakref.ref(target)`.
    public init(target: ValueSpecification, callback: Callback? = nil) {
        self.target = target
        self.callback = callback
    }
}
