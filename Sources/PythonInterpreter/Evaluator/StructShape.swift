import HeapEngine
import PythonObjects

/// What CPython says of the C structs that the instances of a type are: `__basicsize__`, `__itemsize__`, `__dictoffset__` and
/// `__weakrefoffset__`.
struct StructShape: Equatable {
    var size: Int
    var item = 0
    /// Where the dict is; -1 if it is in front of the object.
    var dict = 0
    /// Where the list of weak references is; -32 if it is in front of the object.
    var weakReferences = 0

    /// The types of the start as 3.13 has them, by their names; one that is not there is as its base.
    static let known: [Substring: StructShape] = {
        var known: [Substring: StructShape] = [:]
        for (shape, names) in table {
            for name in names.split(whereSeparator: \.isWhitespace) { known[name] = shape }
        }
        return known
    }()

    private static let table: [(StructShape, String)] = [
        (.init(size: 16), "NoneType NotImplementedType ellipsis object"),
        (
            .init(size: 24),
            "FrameLocalsProxy cell coroutine_wrapper dict_items dict_keys dict_values float mappingproxy"
        ),
        (.init(size: 24, dict: 16), "SimpleNamespace"), (.init(size: 24, item: 4), "bool int"),
        (.init(size: 24, item: 8), "tuple"),
        (
            .init(size: 32),
            """
            UnionType bytearray_iterator bytes_iterator callable_iterator complex filter iterator list_iterator map reversed
            list_reverseiterator method-wrapper str_ascii_iterator str_iterator tuple_iterator
            """
        ),
        (.init(size: 32, dict: 24), "classmethod staticmethod"), (.init(size: 33, item: 1), "bytes"),
        (
            .init(size: 40),
            "async_generator_asend async_generator_athrow list longrange_iterator range_iterator slice super traceback"
        ),
        (.init(size: 48), "dict getset_descriptor member_descriptor range set_iterator zip"),
        (.init(size: 48, weakReferences: 32), "method"),
        (
            .init(size: 56),
            """
            bytearray classmethod_descriptor dict_itemiterator dict_keyiterator dict_valueiterator enumerate method_descriptor
            dict_reverseitemiterator dict_reversekeyiterator dict_reversevalueiterator wrapper_descriptor
            """
        ),
        (.init(size: 56), "defaultdict"), (.init(size: 56, weakReferences: 40), "builtin_function_or_method"),
        (.init(size: 56, dict: 16, weakReferences: 40), "module"),
        (.init(size: 64), "CallableProxyType ProxyType ReferenceType property str"),
        (.init(size: 64, weakReferences: 40), "GenericAlias"), (.init(size: 72, dict: 16), "BaseException"),
        (.init(size: 80, dict: 16), "NameError StopIteration SystemExit"),
        (.init(size: 88, dict: 16), "AttributeError BaseExceptionGroup"),
        (.init(size: 104, dict: 16), "ImportError"),
        (.init(size: 112, dict: 16), "OSError UnicodeDecodeError UnicodeEncodeError UnicodeTranslateError"),
        (.init(size: 112, dict: 96, weakReferences: 104), "OrderedDict"),
        (.init(size: 136, dict: 16), "SyntaxError"), (.init(size: 136, item: 8), "frame"),
        (.init(size: 144, dict: 88, weakReferences: 96), "function"),
        (.init(size: 144, item: 8, weakReferences: 16), "async_generator coroutine generator"),
        (.init(size: 200, weakReferences: 192), "frozenset set"),
        (.init(size: 216, weakReferences: 208), "deque"),
        (.init(size: 200, item: 2, weakReferences: 144), "code"),
        (.init(size: 928, item: 40, dict: 264, weakReferences: 368), "type"),
    ]
}

extension Interpreter {
    /// The shape of a type's instances. A class that a program makes adds its slots, and what is in front of the object.
    func structShape(of type: ObjectID) -> StructShape {
        let record = runtime.record(of: type)
        let rules = runtime.profile.rules
        if !record.isHeap, var known = StructShape.known[record.name[...]] {
            known.size = rules.structSizes[record.name[...]] ?? known.size
            known.weakReferences = rules.structWeakReferences[record.name[...]] ?? known.weakReferences
            return known
        }
        guard !record.base.isNone else { return StructShape(size: 16) }
        var shape = structShape(of: record.base)
        let base = runtime.record(of: record.base)
        shape.size += 8 * max(0, record.slots.count - base.slots.count)
        let addsDict = record.hasDict && shape.dict == 0
        let addsWeakReferences = record.hasWeakReferences && shape.weakReferences == 0
        switch rules.attributeOffsets {
        case .inFront:
            if addsDict { shape.dict = -1 }
            if addsWeakReferences { shape.weakReferences = -32 }
        case .fromEnd:
            if addsDict, shape.item > 0 {
                shape.dict = -8
                shape.size += 8
            }
            if addsWeakReferences {
                shape.weakReferences = shape.size
                shape.size += 8
            }
            if addsDict, shape.item == 0 { shape.dict = -shape.size - 24 }
        }
        return shape
    }
}
