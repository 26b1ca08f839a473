/// One write that a session accepts; its JSON form is what the history keeps.
public indirect enum Operation: Sendable, Equatable {
    /// Makes an object and binds it to a global, or lets the client hold it.
    case create(ObjectSpecification, name: String?)
    /// Makes a reference start at an object.
    case link(Handle, LinkSpecification)
    /// Removes the reference with this label from an object, as `del` does.
    case unlink(Handle, label: String)
    /// Takes one more client reference to an object.
    case hold(Handle)
    /// Drops one client reference to an object.
    case release(Handle)
    /// Binds a global of `__main__`.
    case bind(name: String, ValueSpecification)
    /// Unbinds a global of `__main__`.
    case unbind(name: String)
    /// Calls a function that does not return yet.
    case pushFrame(FrameSpecification)
    /// Lets the innermost call return.
    case popFrame(String)
    /// Assigns a local variable of a frame.
    case setLocal(frame: String, name: String, ValueSpecification)
    /// Deletes a local variable of a frame.
    case deleteLocal(frame: String, name: String)
    /// Makes a module.
    case createModule(ModuleSpecification)
    /// Makes a weak reference and binds it to a global, or lets the client hold it.
    case createWeakReference(WeakReferenceSpecification, name: String?)
    /// `sys.intern(value)`; the result is bound to a global or held.
    case intern(ValueSpecification, name: String?)
    /// Changes the collector's settings.
    case setCollector(CollectorChange)
    /// `gc.collect(generation)`.
    case collect(generation: Int)
}
