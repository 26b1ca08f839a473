/// What an object's size depends on: its C struct and whatever of its value lies inside its own block.
public enum Form: Hashable, Sendable {
    /// An int of so many 30-bit digits, at least one.
    case int(digits: Int)
    case bool, float, complex, none, ellipsis, notImplemented
    /// A bare `object()`.
    case object
    /// A str of so many code points.
    case str(PythonString.Kind, Int)
    /// One of the 128 shared one-character strings from U+0080 to U+00FF.
    case latin1Singleton
    /// Bytes of a length.
    case bytes(Int)
    /// A bytearray that has so many bytes allocated.
    case byteArray(allocated: Int)
    /// A list with room for so many items.
    case list(room: Int)
    /// A tuple of a length.
    case tuple(Int)
    /// A dict with a keys object of so many bytes.
    case dict(keysBytes: Int)
    /// A set or frozenset with a table of so many bytes outside of it.
    case set(tableBytes: Int), frozenSet(tableBytes: Int)
    case range, slice, memoryView

    /// An instance of a class that is laid out like a bare object, with `__dict__` and weak references; so many bytes of
    /// values lie behind it in its block (3.13).
    case instance(inlineValues: Int)
    /// An instance of a class with `__slots__`: so many names beside `__dict__` and `__weakref__`.
    case slots(Int, hasDict: Bool, hasWeakReferences: Bool)
    /// An instance of a class derived from a built-in one, with what the derived class adds.
    indirect case subclass(of: Form, hasDict: Bool, hasWeakReferences: Bool, slots: Int)

    case staticType
    /// A class made by a class statement; so many slots have a descriptor's record at its end.
    case heapType(hasSlots: Bool, memberCount: Int = 0)

    case function, method, cell, builtinFunction, methodDescriptor, wrapperDescriptor, methodWrapper
    case staticMethod, classMethod, property, superObject, getSetDescriptor, memberDescriptor
    case mappingProxy, module, simpleNamespace, genericAlias, union, partial
    case weakReference, weakProxy
    /// The reference of a WeakValueDictionary.
    case keyedReference
    case weakMethod
    case listIterator, tupleIterator, strIterator, bytesIterator, rangeIterator, dictIterator, setIterator
    /// What `iter()` makes of an object with `__getitem__`, and of a function with a sentinel.
    case sequenceIterator, callableIterator
    /// A deque with so many blocks of 64 items.
    case deque(blocks: Int)
    case dequeIterator
    /// An object of the evaluator's, with its collector's head.
    case native(bytes: Int)
    case enumerate, zip, map, filter, reversed, dictView

    /// A code object of so many two-byte instructions, inline caches included.
    case code(instructions: Int)
    /// A frame with so many places for locals, cells and the value stack.
    case frame(places: Int)
    /// A generator with so many places in its frame.
    case generator(places: Int)
    case coroutine(places: Int)
    case traceback

    /// An instance of `Exception` and most built-in exceptions; see `exception(named:)`.
    case exception
    case groupException, unicodeException, systemException, importException, syntaxException
    case nameException, attributeException, stopException

    /// The form of the instances of a built-in exception class.
    public static func exception(named name: String) -> Form {
        switch name {
        case "OSError", "BlockingIOError", "BrokenPipeError", "ChildProcessError", "ConnectionAbortedError",
            "ConnectionError", "ConnectionRefusedError", "ConnectionResetError", "FileExistsError",
            "FileNotFoundError", "InterruptedError", "IsADirectoryError", "NotADirectoryError",
            "PermissionError", "ProcessLookupError", "TimeoutError":
            .systemException
        case "ImportError", "ModuleNotFoundError": .importException
        case "SyntaxError", "IndentationError", "TabError", "_IncompleteInputError": .syntaxException
        case "NameError", "UnboundLocalError": .nameException
        case "AttributeError": .attributeException
        case "StopIteration", "SystemExit": .stopException
        case "UnicodeDecodeError", "UnicodeEncodeError", "UnicodeTranslateError": .unicodeException
        case "BaseExceptionGroup": .groupException
        case "ExceptionGroup":
            .subclass(of: .groupException, hasDict: false, hasWeakReferences: true, slots: 0)
        default: .exception
        }
    }
}
