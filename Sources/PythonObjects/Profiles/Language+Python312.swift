extension Language {
    /// CPython 3.12's.
    public static let python312 = {
        var language = python313
        language.hasTypeParameterDefaults = false
        language.cleansDocstrings = false
        language.classesTellSource = false
        language.localsAreProxies = false
        language.clearsSuspendedFrames = true
        language.missingNames = [
            "builtins.PythonFinalizationError", "builtins._IncompleteInputError", "copy.replace", "math.fma",
            "sys._clear_internal_caches", "sys._get_cpu_count_config", "sys._is_gil_enabled",
            "sys._is_interned",
        ]
        language.formatReaders = CallConventions.searches.union(["gc.set_threshold"])
        language.frozenAtStart = 375
        language.sortsRunsOfEquals = false
        language.noDictReason = ""
        language.describesSuperMismatch = false
        language.floatModuloMessage = "float modulo"
        language.boolInversionWarning =
            "Bitwise inversion '~' on bool is deprecated. This returns the bitwise inversion of the underlying "
            + "int object and is usually not what you expect from negating a bool. Use the 'not' operator for "
            + "boolean negation or ~int(x) if you really want the bitwise inversion of the underlying int."
        language.namesFunctionOfKeyword = false
        language.tellsDeadProxies = false
        language.marksWholeLines = false
        return language
    }()
}
