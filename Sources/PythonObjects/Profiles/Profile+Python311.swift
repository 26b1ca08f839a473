import HeapEngine

extension Profile {
    /// CPython 3.11.
    public static let python311 = Profile(
        release: Release(3, 11, 7),
        sizes: .python311,
        thresholds: Thresholds(700, 10, 10), objectsAtStart: 11_089, parsedBytesUnits: 1,
        trigger: .atAllocation,
        trashcan: .python312,
        immortalCounts: .counted(fromNames: 999_999_999),
        keepsIdentifiers: false,
        internsForEver: false,
        freeLists: .python312,
        startingMemory: .python311,
        instanceAttributes: .values,
        tracksModuleDicts: false,
        keepsReversedLists: false,
        rules: .python311,
        conventions: .python311,
        language: .python311,
        staticNames: StaticNames.python311,
        staticLiterals: StaticNames.python311Literals,
        docs: .cpython311)
}
