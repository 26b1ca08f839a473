import HeapEngine

/// The docstrings of a CPython's builtin types, by module and name.
struct TypeDocs: Sendable {
    /// The texts; a type without an entry has none.
    let texts: [String: String]
    /// The types that answer the very str in their dict, where others make one for each question.
    let shared: Set<String>

    static let cpython313 = TypeDocs(texts: python313, shared: shared313)
    static let cpython312 = cpython313.older(differing: differing312, shared: shared312)
    static let cpython311 = cpython312.older(differing: differing311, shared: shared311)

    /// Those of the version before, by what differs.
    private func older(differing: [String: String], shared: Set<String>) -> TypeDocs {
        TypeDocs(texts: texts.merging(differing) { $1 }, shared: shared)
    }
}

extension Runtime {
    /// Puts a static type's docstring into its dict, where its objects find it; it takes no memory of the session's.
    package func defineDoc(of type: ObjectID) {
        let record = record(of: type)
        let name = "\(record.module).\(record.name)"
        guard !TypeDocs.described.contains(name) else { return }
        define(
            "__doc__", of: type,
            profile.docs.texts[name].flatMap { $0.isEmpty ? nil : makeStaticStr(PythonString($0)) } ?? none)
    }

    /// `__doc__` of a static type, owned by the caller: a str for each question, as CPython makes; nil if its dict has it.
    package func freshDoc(of type: ObjectID) -> ObjectID? {
        let record = record(of: type)
        let name = "\(record.module).\(record.name)"
        guard !record.isHeap, !profile.docs.shared.contains(name), let text = profile.docs.texts[name],
            !text.isEmpty
        else { return nil }
        return makeStr(text)
    }
}
