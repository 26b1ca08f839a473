import BigInt
import HeapEngine
import PythonObjects

/// What is in `sys` beside its functions.
extension Interpreter {
    /// The dict of `sys`, borrowed.
    var system: ObjectID { runtime.module(named: "sys").map { heap.slot($0, 0) } ?? .none }

    /// A value of `sys`, borrowed; nil if a program deleted it.
    func systemValue(_ name: PythonString) -> ObjectID? {
        let dict = system
        return dict.isNone ? nil : runtime.lookUp(dict, name: name)
    }

    /// Fills `sys`, in static memory: no address of the session's moves for it.
    func installSystem() {
        guard let module = runtime.module(named: "sys") else { return }
        let dict = heap.slot(module, 0)
        runtime.roots.system = dict
        heap.asInterpreter {
            func store(_ name: String, _ value: ObjectID) {
                runtime.storeUnchecked(dict, runtime.staticName(name), value)
            }
            for (name, value) in systemConstants() { store(name, value) }
            for (name, text) in SystemConstants.texts { store(name, runtime.staticName(text)) }
            for (name, value) in SystemConstants.numbers { store(name, runtime.staticInt(value)) }
            for name in ["argv", "path", "meta_path", "path_hooks", "warnoptions", "orig_argv"] {
                store(name, runtime.staticList())
            }
            for name in ["path_importer_cache", "_xoptions"] { store(name, runtime.staticDict()) }
            for name in ["stdin", "__stdin__", "pycache_prefix", "_home"] { store(name, runtime.none) }
            let type = nativeType("_io.TextIOWrapper")
            for (index, name) in ["stdout", "stderr"].enumerated() {
                let stream = runtime.staticNative(type, numbers: [index])
                store(name, stream)
                store("__\(name)__", stream)
            }
            for hook in ["displayhook", "excepthook", "unraisablehook", "breakpointhook"] {
                if let function = runtime.lookUp(dict, name: PythonString(hook)) {
                    store("__\(hook)__", function)
                }
            }
            store("modules", runtime.roots.modules)
            store("dont_write_bytecode", runtime.trueObject)
            structSequence("UnraisableHookArgs", SystemConstants.unraisableFields, module: "builtins")
        }
    }

    /// Values that are more than a text or a number.
    private func systemConstants() -> [(name: String, value: ObjectID)] {
        func int(_ value: Int) -> ObjectID { runtime.staticInt(BigInt(value)) }
        func text(_ value: String) -> ObjectID { runtime.staticName(value) }
        func make(_ name: String, _ items: [(String, ObjectID)]) -> (name: String, value: ObjectID) {
            let type = structSequence(name, items.map(\.0), module: "sys")
            return (name, runtime.staticTuple(items.map(\.1), type: type))
        }
        let release = runtime.profile.release
        let version = make(
            "version_info",
            [
                ("major", int(release.major)), ("minor", int(release.minor)), ("micro", int(release.micro)),
                ("releaselevel", text("final")), ("serial", int(0)),
            ])
        let flags = SystemConstants.flags.map { name, value in
            (name, value.map { int($0) } ?? runtime.falseObject)
        }
        let floats: [(String, ObjectID)] = [
            ("max", runtime.staticFloat(.greatestFiniteMagnitude)), ("max_exp", int(1024)),
            ("max_10_exp", int(308)), ("min", runtime.staticFloat(.leastNormalMagnitude)),
            ("min_exp", int(-1021)), ("min_10_exp", int(-307)), ("dig", int(15)), ("mant_dig", int(53)),
            ("epsilon", runtime.staticFloat(.ulpOfOne)), ("radix", int(2)), ("rounds", int(1)),
        ]
        let namespace = runtime.staticNamespace([
            ("name", text("cpython")), ("cache_tag", text(release.cacheTag)), ("version", version.value),
            ("hexversion", int(release.hexversion)), ("_multiarch", text("x86_64-linux-gnu")),
        ])
        let modules = ["builtins", "gc", "sys"].map { text($0) }
        return [
            version, ("version", text("\(release.text) (Holdfast)")), ("hexversion", int(release.hexversion)),
            make("flags", flags), make("float_info", floats),
            make(
                "int_info",
                [
                    ("bits_per_digit", int(30)), ("sizeof_digit", int(4)),
                    ("default_max_str_digits", int(4300)), ("str_digits_check_threshold", int(640)),
                ]),
            make(
                "hash_info",
                [
                    ("width", int(64)), ("modulus", int((1 << 61) - 1)), ("inf", int(314159)),
                    ("nan", int(0)),
                    ("imag", int(1_000_003)), ("algorithm", text("siphash13")), ("hash_bits", int(64)),
                    ("seed_bits", int(128)), ("cutoff", int(0)),
                ]),
            make(
                "thread_info",
                [("name", text("pthread")), ("lock", text("semaphore")), ("version", runtime.none)]),
            ("implementation", namespace), ("builtin_module_names", runtime.staticTuple(modules)),
        ]
    }

    /// A type of struct sequences, made once.
    @discardableResult
    func structSequence(_ name: String, _ fields: [String], module: String) -> ObjectID {
        if let known = structSequences[name] { return known }
        let type = runtime.makeStructSequenceType(name, module: module, fields: fields)
        structSequences[name] = type
        heap.asInterpreter {
            for (index, field) in fields.enumerated() where index < Builtins.structFields.count {
                runtime.define(field, as: .attribute, of: type, number: Builtins.firstStructField + index)
            }
        }
        return type
    }
}

extension Builtins {
    /// The attributes of struct sequences by their places.
    static let structFields: [Builtin] = (0..<20).map { index in
        .attribute("item \(index)") { interpreter, sequence in
            let item = interpreter.heap.slot(sequence, index)
            return interpreter.orNone(item.isNone ? nil : item)
        }
    }
}

/// Constants of `sys`.
enum SystemConstants {
    static let texts: [(name: String, text: String)] = [
        ("platform", "linux"), ("byteorder", "little"), ("executable", ""), ("prefix", ""),
        ("exec_prefix", ""), ("base_prefix", ""), ("base_exec_prefix", ""), ("_base_executable", ""),
        ("_framework", ""), ("abiflags", ""), ("platlibdir", "lib"), ("float_repr_style", "short"),
        ("copyright", ""),
    ]

    static let numbers: [(name: String, value: BigInt)] = [
        ("maxsize", BigInt(Int.max)), ("maxunicode", 0x10FFFF), ("api_version", 1013),
    ]

    /// nil is False.
    static let flags: [(name: String, value: Int?)] = [
        ("debug", 0), ("inspect", 0), ("interactive", 0), ("optimize", 0), ("dont_write_bytecode", 1),
        ("no_user_site", 0), ("no_site", 0), ("ignore_environment", 0), ("verbose", 0), ("bytes_warning", 0),
        ("quiet", 0), ("hash_randomization", 0), ("isolated", 0), ("dev_mode", nil), ("utf8_mode", 0),
        ("warn_default_encoding", 0), ("safe_path", nil), ("int_max_str_digits", 4300),
    ]

    static let unraisableFields = ["exc_type", "exc_value", "exc_traceback", "err_msg", "object"]
}
