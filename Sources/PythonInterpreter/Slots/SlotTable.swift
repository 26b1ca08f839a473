import HeapEngine
import PythonObjects

/// What the dict of a builtin type holds beside the methods with plain names, as CPython's does.
///
/// Names are written without their underscores. `~add` stands for `__add__` and `__radd__`, `=compare` for the six comparisons,
/// a name that ends in a dot (`co_name.`) for a name without underscores.
struct SlotRow: Sendable {
    let type: String
    /// Slot wrappers: `list.__len__`.
    var wrappers = ""
    /// Methods: `list.__getitem__`.
    var methods = ""
    /// Methods of the class: `dict.__class_getitem__`.
    var classMethods = ""
    /// Whether it has a `__new__` of its own.
    var hasNew = true
    /// Attributes that are computed: `type.__mro__`.
    var computed = ""
    /// Attributes that are fields: `slice.start`.
    var members = ""
    /// Whether `__hash__` is None.
    var isUnhashable = false

    /// The names of an abbreviated list.
    static func names(_ list: String) -> [String] {
        list.split(separator: " ").flatMap { word -> [String] in
            if word == "=compare" { return ["lt", "le", "eq", "ne", "gt", "ge"].map { "__\($0)__" } }
            if word.hasPrefix("~") { return ["__\(word.dropFirst())__", "__r\(word.dropFirst())__"] }
            if word.hasSuffix(".") { return [String(word.dropLast())] }
            return ["__\(word)__"]
        }
    }
}

extension SlotRow {
    /// The rows of all types that have any, in no particular order.
    static let all: [SlotRow] =
        fundamental + numbers + containers + descriptors + functions + iterators + exceptions

    private static let fundamental = [
        SlotRow(
            type: "object",
            wrappers: "repr hash str getattribute setattr delattr =compare init",
            methods: "reduce_ex reduce getstate format sizeof dir",
            classMethods: "subclasshook init_subclass", computed: "class"),
        SlotRow(
            type: "type", wrappers: "repr call getattribute setattr delattr init ~or",
            methods: "subclasses instancecheck subclasscheck dir sizeof mro.", classMethods: "prepare",
            computed: "name qualname bases mro module abstractmethods dict doc annotations type_params",
            members: "basicsize itemsize flags weakrefoffset base dictoffset"),
        SlotRow(type: "NoneType", wrappers: "repr hash =compare bool"),
        SlotRow(type: "ellipsis", wrappers: "repr", methods: "reduce"),
        SlotRow(type: "NotImplementedType", wrappers: "repr bool", methods: "reduce"),
    ]

    private static let numbers = [
        SlotRow(
            type: "int",
            wrappers: "repr hash getattribute =compare ~add ~sub ~mul ~mod ~divmod ~pow neg pos abs bool "
                + "invert ~lshift ~rshift ~and ~xor ~or int float ~floordiv ~truediv index",
            methods: "trunc floor ceil round getnewargs format sizeof",
            computed: "real. imag. numerator. denominator."),
        SlotRow(type: "bool", wrappers: "repr invert ~and ~xor ~or"),
        SlotRow(
            type: "float",
            wrappers: "repr hash =compare ~add ~sub ~mul ~mod ~divmod ~pow neg pos abs bool int float "
                + "~floordiv ~truediv",
            methods: "trunc floor ceil round getnewargs format", computed: "real. imag."),
        SlotRow(
            type: "complex",
            wrappers: "repr hash getattribute =compare ~add ~sub ~mul ~pow neg pos abs bool ~truediv",
            methods: "complex getnewargs format", members: "real. imag."),
        SlotRow(
            type: "str",
            wrappers: "repr hash str =compare iter ~mod len getitem add ~mul contains",
            methods: "format sizeof getnewargs"),
        SlotRow(
            type: "bytes",
            wrappers: "repr hash str getattribute =compare iter ~mod len getitem add ~mul contains",
            methods: "getnewargs bytes"),
        SlotRow(
            type: "bytearray",
            wrappers: "repr str getattribute =compare iter init ~mod len getitem setitem delitem add ~mul "
                + "contains iadd imul",
            methods: "reduce reduce_ex sizeof", isUnhashable: true),
    ]

    private static let containers = [
        SlotRow(
            type: "tuple", wrappers: "repr hash getattribute =compare iter len getitem add ~mul contains",
            methods: "getnewargs", classMethods: "class_getitem"),
        SlotRow(
            type: "list",
            wrappers: "repr getattribute =compare iter init len setitem delitem add ~mul contains iadd imul",
            methods: "getitem reversed sizeof", classMethods: "class_getitem", isUnhashable: true),
        SlotRow(
            type: "dict",
            wrappers: "repr getattribute =compare iter init ~or ior len setitem delitem",
            methods: "getitem contains sizeof reversed", classMethods: "class_getitem", isUnhashable: true),
        SlotRow(
            type: "set",
            wrappers: "repr getattribute =compare iter init ~sub ~and ~xor ~or isub iand ixor ior len",
            methods: "contains reduce sizeof", classMethods: "class_getitem", isUnhashable: true),
        SlotRow(
            type: "frozenset", wrappers: "repr hash =compare iter ~sub ~and ~xor ~or len",
            methods: "contains reduce sizeof", classMethods: "class_getitem"),
        SlotRow(
            type: "range", wrappers: "repr hash getattribute =compare iter bool len getitem contains",
            methods: "reversed reduce", members: "start. stop. step."),
        SlotRow(
            type: "slice", wrappers: "repr hash getattribute =compare", methods: "reduce",
            members: "start. stop. step."),
        SlotRow(
            type: "dict_keys", wrappers: "repr =compare iter ~sub ~and ~xor ~or len contains",
            methods: "reversed", hasNew: false, computed: "mapping.", isUnhashable: true),
        SlotRow(
            type: "dict_values", wrappers: "repr iter len", methods: "reversed", hasNew: false,
            computed: "mapping."),
        SlotRow(
            type: "dict_items", wrappers: "repr =compare iter ~sub ~and ~xor ~or len contains",
            methods: "reversed", hasNew: false, computed: "mapping.", isUnhashable: true),
        SlotRow(
            type: "mappingproxy",
            wrappers: "repr hash str =compare iter ~or ior len getitem contains", methods: "reversed",
            classMethods: "class_getitem"),
        SlotRow(type: "SimpleNamespace", wrappers: "repr =compare init", methods: "reduce", members: "dict"),
        SlotRow(
            type: "deque",
            wrappers: "repr getattribute =compare iter init len add ~mul getitem setitem delitem contains "
                + "iadd imul",
            methods: "copy reduce reversed sizeof", classMethods: "class_getitem", computed: "maxlen.",
            isUnhashable: true),
        SlotRow(
            type: "defaultdict", wrappers: "repr getattribute init ~or", methods: "missing copy reduce",
            classMethods: "class_getitem", hasNew: false, members: "default_factory."),
    ]

    private static let descriptors = [
        SlotRow(
            type: "property", wrappers: "getattribute get set delete init", methods: "set_name",
            computed: "name isabstractmethod", members: "fget. fset. fdel. doc"),
        SlotRow(
            type: "classmethod", wrappers: "repr get init", computed: "isabstractmethod dict",
            members: "func wrapped"),
        SlotRow(
            type: "staticmethod", wrappers: "repr call get init", computed: "isabstractmethod dict",
            members: "func wrapped"),
        SlotRow(
            type: "super", wrappers: "repr getattribute get init", members: "thisclass self self_class"),
        SlotRow(
            type: "getset_descriptor", wrappers: "repr get set delete", hasNew: false,
            computed: "doc qualname", members: "objclass name"),
        SlotRow(
            type: "member_descriptor", wrappers: "repr get set delete", methods: "reduce", hasNew: false,
            computed: "doc qualname", members: "objclass name"),
        SlotRow(
            type: "wrapper_descriptor", wrappers: "repr call get", methods: "reduce", hasNew: false,
            computed: "doc qualname text_signature", members: "objclass name"),
        SlotRow(
            type: "method_descriptor", wrappers: "repr call get", methods: "reduce", hasNew: false,
            computed: "doc qualname text_signature", members: "objclass name"),
        SlotRow(
            type: "classmethod_descriptor", wrappers: "repr call get", hasNew: false,
            computed: "doc qualname text_signature", members: "objclass name"),
        SlotRow(
            type: "method-wrapper", wrappers: "repr hash call =compare", methods: "reduce", hasNew: false,
            computed: "objclass name qualname doc text_signature", members: "self"),
        SlotRow(
            type: "GenericAlias", wrappers: "repr hash call getattribute =compare iter ~or getitem",
            methods: "mro_entries instancecheck subclasscheck reduce dir",
            computed: "parameters", members: "origin args unpacked"),
        SlotRow(
            type: "UnionType", wrappers: "repr hash getattribute =compare ~or getitem", hasNew: false,
            computed: "parameters", members: "args"),
    ]

    private static let functions = [
        SlotRow(
            type: "function", wrappers: "repr call get",
            computed: "code defaults kwdefaults annotations dict name qualname type_params",
            members: "closure doc globals module builtins"),
        SlotRow(
            type: "builtin_function_or_method", wrappers: "repr hash call =compare", methods: "reduce",
            hasNew: false, computed: "doc name qualname self text_signature", members: "module"),
        SlotRow(
            type: "method", wrappers: "repr hash call getattribute =compare get", methods: "reduce",
            computed: "doc", members: "func self"),
        SlotRow(
            type: "module", wrappers: "repr getattribute init", methods: "dir", computed: "annotations",
            members: "dict"),
        SlotRow(
            type: "code", wrappers: "repr hash =compare", methods: "sizeof replace",
            computed: "co_varnames. co_cellvars. co_freevars. co_code.",
            members: "co_argcount. co_posonlyargcount. co_kwonlyargcount. co_stacksize. co_flags. "
                + "co_nlocals. co_consts. co_names. co_filename. co_name. co_qualname. co_firstlineno. "
                + "co_linetable. co_exceptiontable."),
        SlotRow(
            type: "cell", wrappers: "repr =compare", computed: "cell_contents.", isUnhashable: true),
        SlotRow(
            type: "frame", wrappers: "repr", methods: "sizeof", hasNew: false,
            computed: "f_back. f_locals. f_lineno. f_trace. f_lasti. f_globals. f_builtins. f_code. "
                + "f_trace_opcodes.", members: "f_trace_lines."),
        SlotRow(
            type: "traceback", methods: "dir", computed: "tb_next. tb_lineno.",
            members: "tb_frame. tb_lasti."),
        SlotRow(
            type: "generator", wrappers: "repr iter next del", methods: "sizeof",
            classMethods: "class_getitem", hasNew: false,
            computed: "name qualname gi_yieldfrom. gi_running. gi_frame. gi_suspended. gi_code."),
        SlotRow(
            type: "coroutine", wrappers: "repr del await", methods: "sizeof", classMethods: "class_getitem",
            hasNew: false, computed: "name qualname cr_await. cr_running. cr_frame. cr_code. cr_suspended.",
            members: "cr_origin."),
        SlotRow(
            type: "async_generator", wrappers: "repr del aiter anext", methods: "sizeof",
            classMethods: "class_getitem", hasNew: false,
            computed: "name qualname ag_await. ag_frame. ag_code. ag_suspended.", members: "ag_running."),
        SlotRow(
            type: "partial", wrappers: "repr call getattribute setattr delattr get", methods: "reduce",
            classMethods: "class_getitem", computed: "dict", members: "func. args. keywords."),
        SlotRow(
            type: "ReferenceType", wrappers: "repr hash call =compare init", classMethods: "class_getitem",
            members: "callback"),
    ]

    private static let iterators =
        [
            "list_iterator", "list_reverseiterator", "tuple_iterator", "range_iterator",
            "longrange_iterator", "str_iterator", "str_ascii_iterator", "bytes_iterator",
            "bytearray_iterator", "set_iterator", "dict_keyiterator", "dict_valueiterator",
            "dict_itemiterator", "dict_reversekeyiterator", "dict_reversevalueiterator",
            "dict_reverseitemiterator", "iterator", "callable_iterator", "_deque_iterator",
            "_deque_reverse_iterator",
        ].map { name in
            SlotRow(
                type: name, wrappers: "iter next",
                methods: name == "callable_iterator" ? "reduce" : "length_hint reduce", hasNew: false)
        }
        + [
            SlotRow(
                type: "enumerate", wrappers: "getattribute iter next", methods: "reduce",
                classMethods: "class_getitem"),
            SlotRow(type: "zip", wrappers: "getattribute iter next", methods: "reduce"),
            SlotRow(type: "map", wrappers: "getattribute iter next", methods: "reduce"),
            SlotRow(type: "filter", wrappers: "getattribute iter next", methods: "reduce"),
            SlotRow(type: "reversed", wrappers: "getattribute iter next", methods: "length_hint reduce"),
        ]

    private static let exceptions = [
        SlotRow(
            type: "BaseException", wrappers: "repr str getattribute init",
            methods: "reduce",
            computed: "dict args. traceback context cause", members: "suppress_context"),
        SlotRow(
            type: "OSError", wrappers: "str init", members: "errno. strerror. filename. filename2."),
        SlotRow(type: "StopIteration", wrappers: "init", members: "value."),
        SlotRow(type: "SystemExit", wrappers: "init", members: "code."),
        SlotRow(type: "ImportError", wrappers: "str init", members: "msg. name. path. name_from."),
        SlotRow(type: "KeyError", wrappers: "str init"),
        SlotRow(type: "NameError", wrappers: "str init", members: "name."),
        SlotRow(type: "AttributeError", wrappers: "str init", members: "name. obj."),
        SlotRow(
            type: "SyntaxError", wrappers: "str init",
            members: "msg. filename. lineno. offset. text. end_lineno. end_offset. print_file_and_line."),
        SlotRow(
            type: "BaseExceptionGroup", wrappers: "str init", classMethods: "class_getitem",
            members: "message. exceptions."),
        SlotRow(
            type: "UnicodeDecodeError", wrappers: "str init",
            members: "encoding. object. start. end. reason."),
        SlotRow(
            type: "UnicodeEncodeError", wrappers: "str init",
            members: "encoding. object. start. end. reason."),
        SlotRow(
            type: "UnicodeTranslateError", wrappers: "str init",
            members: "encoding. object. start. end. reason."),
    ]
}
