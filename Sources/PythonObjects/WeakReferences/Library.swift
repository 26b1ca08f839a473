import HeapEngine

/// The classes and functions of Python's own library that the runtime needs: `weakref` and parts of `importlib`.
package struct Library {
    package var keyedReference = ObjectID.none
    package var weakValueDictionary = ObjectID.none, weakKeyDictionary = ObjectID.none,
        weakSet = ObjectID.none
    package var finalize = ObjectID.none, finalizeInfo = ObjectID.none
    /// `finalize._registry`, borrowed.
    package var finalizeRegistry = ObjectID.none
    package var finalizeIndex = 0
    package var moduleSpec = ObjectID.none, builtinImporter = ObjectID.none, sourceFileLoader = ObjectID.none
    /// The codes of the removing functions, and `_remove_dead_weakref`.
    package var valueRemover = ObjectID.none, keyRemover = ObjectID.none, setRemover = ObjectID.none
    package var removeDeadReference = ObjectID.none
    package var byName: [String: ObjectID] = [:]
}

extension Runtime {
    /// Where the source of `weakref` would be.
    package var weakrefPath: String { "/usr/local/lib/python\(profile.release.series)/weakref.py" }

    /// Makes the library classes. The interpreter keeps them.
    func makeLibrary() {
        func define(_ name: String, module: String, slots: [String]? = nil) -> ObjectID {
            do {
                let type = try makeClass(ClassDefinition(name: name, slots: slots))
                classes[heap.payload(type)].module = module
                keep(type)
                library.byName[name] = type
                return type
            } catch {
                preconditionFailure("the library class \(name) could not be made: \(error)")
            }
        }
        library.moduleSpec = define("ModuleSpec", module: "_frozen_importlib")
        library.builtinImporter = define("BuiltinImporter", module: "_frozen_importlib")
        library.sourceFileLoader = define("SourceFileLoader", module: "_frozen_importlib_external")
        library.weakValueDictionary = define("WeakValueDictionary", module: "weakref")
        library.weakKeyDictionary = define("WeakKeyDictionary", module: "weakref")
        library.weakSet = define("WeakSet", module: "_weakrefset")
        library.finalize = define("finalize", module: "weakref", slots: [])
        library.finalizeInfo = define(
            "_Info", module: "weakref", slots: ["weakref", "func", "args", "kwargs", "atexit", "index"])
        library.keyedReference = define("KeyedRef", module: "weakref", slots: ["key"])
        let keyed = heap.payload(library.keyedReference)
        classes[keyed].kind = .weakReference
        classes[keyed].layout = layouts.keyedReference
        classes[keyed].firstSlot = 1
        classes[keyed].typeSlot = 2
        classes[keyed].mro.insert(types.weakReference, at: 1)
        func code(_ name: String, of owner: String) -> ObjectID {
            let code = makeCode(
                FunctionDefinition(name: name, parameters: ["wr", "selfref"], filename: weakrefPath),
                qualifiedName: "\(owner).__init__.<locals>.\(name)")
            keep(code)
            return code
        }
        library.valueRemover = code("remove", of: "WeakValueDictionary")
        library.keyRemover = code("remove", of: "WeakKeyDictionary")
        library.setRemover = code("_remove", of: "WeakSet")
        library.finalizeRegistry = makeEmptyDict()
        keep(library.finalizeRegistry)
        library.removeDeadReference = makeBuiltinFunction(
            "_remove_dead_weakref", receiver: none, module: none)
        keep(library.removeDeadReference)
    }

    /// Sets an attribute that `__init__` sets; takes over the caller's unit.
    func setOwnAttribute(_ object: ObjectID, _ name: String, owned value: ObjectID) {
        let key = internedName(name)
        setInstanceAttribute(object, PythonString(name), key: key, value)
        heap.release(key)
        heap.release(value)
    }
}
