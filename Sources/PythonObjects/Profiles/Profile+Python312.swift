import HeapEngine

extension Profile {
    /// CPython 3.12.
    public static let python312 = Profile(
        release: Release(3, 12, 1),
        sizes: .python312,
        thresholds: Thresholds(700, 10, 10), objectsAtStart: 4971, parsedBytesUnits: 2,
        trigger: .atCheck,
        trashcan: .python312,
        immortalCounts: .fixed(4_294_967_295),
        keepsIdentifiers: true,
        internsForEver: true,
        freeLists: .python312,
        startingMemory: .python312,
        instanceAttributes: .values,
        tracksModuleDicts: false,
        keepsReversedLists: false,
        rules: .python312,
        conventions: .python312,
        language: .python312,
        staticNames: StaticNames.python312,
        staticLiterals: StaticNames.python312Literals,
        docs: .cpython312)
}
