import PythonObjects

/// `_types`: the types that have no name among the builtins, for the library's `types`.
enum TypesModule {
    static let module = NativeModule(
        name: "_types",
        constants: { interpreter in
            let types = interpreter.runtime.types
            return [
                ("FunctionType", types.function), ("CodeType", types.code),
                ("MappingProxyType", types.mappingProxy), ("SimpleNamespace", types.simpleNamespace),
                ("CellType", types.cell), ("GeneratorType", types.generator),
                ("CoroutineType", types.coroutine), ("AsyncGeneratorType", types.asyncGenerator),
                ("MethodType", types.method), ("BuiltinFunctionType", types.builtinFunction),
                ("WrapperDescriptorType", types.wrapperDescriptor),
                ("MethodWrapperType", types.methodWrapper),
                ("MethodDescriptorType", types.methodDescriptor),
                ("ClassMethodDescriptorType", types.classMethodDescriptor), ("ModuleType", types.module),
                ("TracebackType", types.traceback), ("FrameType", types.frame),
                ("GetSetDescriptorType", types.getSetDescriptor),
                ("MemberDescriptorType", types.memberDescriptor), ("GenericAlias", types.genericAlias),
                ("UnionType", types.union), ("EllipsisType", types.ellipsis), ("NoneType", types.none),
                ("NotImplementedType", types.notImplemented),
            ].map { (name: $0.0, value: interpreter.runtime.retained($0.1)) }
        })
}
