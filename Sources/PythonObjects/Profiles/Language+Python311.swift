extension Language {
    /// CPython 3.11's.
    public static let python311 = {
        var language = python312
        language.hasTypeParameters = false
        language.nestsFStrings = false
        language.slicesInOneStep = false
        language.inlinesComprehensions = false
        language.bindsAttributeHooks = true
        language.parsersNameParametersLate = true
        language.frozenAtStart = 0
        language.namesLiteralsInWarnings = false
        language.invalidEscapeWarning = "DeprecationWarning"
        language.lineSettingMessage = "can't jump from the 'call' trace event of a new frame"
        language.missingNames.formUnion([
            "int.is_integer", "itertools.batched", "math.sumprod", "random.Random.binomialvariate",
            "random.binomialvariate", "types.get_original_bases", "sys._getframemodulename",
            "sys._setprofileallthreads", "sys._settraceallthreads", "sys.activate_stack_trampoline",
            "sys.deactivate_stack_trampoline", "sys.getunicodeinternedsize",
            "sys.is_stack_trampoline_active",
        ])
        language.quotesAbstractMethods = false
        language.boolInversionWarning = nil
        language.suggestsSelf = false
        return language
    }()
}
