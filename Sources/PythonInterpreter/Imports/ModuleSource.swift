import Locking
import PythonObjects
import PythonSyntax

/// Python source that a module is made from.
package struct ModuleSource: Sendable {
    /// The source's bytes.
    package var bytes: [UInt8]
    /// `__file__` and what tracebacks show.
    package var filename: String
    /// Whether it is a package: a module that has submodules.
    package var isPackage: Bool

    /// Describes a source.
    package init(bytes: [UInt8], filename: String, isPackage: Bool = false) {
        self.bytes = bytes
        self.filename = filename
        self.isPackage = isPackage
    }
}

/// Python's library as far as it is Python source of our own, which the binary carries.
enum EmbeddedModules {
    /// The folder that `__file__` of these modules names; nothing of the host is behind it.
    static let folder = "<holdfast>"

    private static let units = Locked<[Key: CodeUnit]>([:])

    /// A module as one language compiles it.
    private struct Key: Hashable {
        var name: String
        var language: Language
    }

    /// The source of a module; nil if there is none of that name.
    static func source(of name: String) -> ModuleSource? {
        guard let text = sources[name] else { return nil }
        let isPackage = packages.contains(name)
        let path = name.split(separator: ".").joined(separator: "/")
        return ModuleSource(
            bytes: text.withUTF8Buffer { Array($0) },
            filename: "\(folder)/\(path)\(isPackage ? "/__init__" : "").py",
            isPackage: isPackage)
    }

    /// What a module compiles to: once in a process, because all sessions of a profile can share it.
    static func unit(
        of name: String, _ source: ModuleSource, following language: Language = .python313
    ) throws(SyntaxError) -> CodeUnit {
        let key = Key(name: name, language: language)
        if let known = units.withLock({ $0[key] }) { return known }
        let unit = try Compiler.compile(
            source: source.bytes, filename: source.filename, following: language)
        units.withLock { $0[key] = unit }
        return unit
    }

    /// The modules that others lie below, here or in CPython.
    private static let packages = Set(
        sources.keys.compactMap { name in name.lastIndex(of: ".").map { String(name[..<$0]) } } + [
            "re", "xml",
        ])
}
