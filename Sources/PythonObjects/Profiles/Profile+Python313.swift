import HeapEngine

extension Profile {
    /// CPython 3.13.
    public static let python313 = Profile(
        release: Release(3, 13, 0),
        sizes: .python313,
        thresholds: Thresholds(2000, 10, 10), objectsAtStart: 5063, parsedBytesUnits: 2,
        trigger: .atCheck,
        trashcan: .python313,
        immortalCounts: .fixed(4_294_967_295),
        keepsIdentifiers: true,
        internsForEver: false,
        freeLists: .python313,
        startingMemory: .python313,
        instanceAttributes: .inlineValues,
        tracksModuleDicts: true,
        keepsReversedLists: true,
        rules: .python313,
        conventions: .python313,
        language: .python313,
        staticNames: StaticNames.python313,
        staticLiterals: StaticNames.python313Literals,
        docs: .cpython313)
}
