import HeapEngine
import PythonObjects

extension Interpreter {
    /// `. Did you mean: 'name'?` behind the message of a NameError, AttributeError or ImportError that knows the wrong name.
    func suggestion(for exception: ObjectID) -> String {
        func name(_ field: String) -> String? {
            runtime.field(field, of: exception).flatMap { runtime.strValue($0)?.text }
        }
        let isName = runtime.isInstance(exception, of: exceptionType("NameError"))
        var wrong: String?
        var candidates: [String] = []
        if isName {
            wrong = name("name")
            candidates = wrong == nil ? [] : visibleNames(exception)
            if language.suggestsSelf, let wrong, let found = attributeOfSelf(wrong, exception) {
                return ". Did you mean: '\(found)'?"
            }
        } else if runtime.isInstance(exception, of: exceptionType("AttributeError")) {
            wrong = name("name")
            if let wrong, let object = runtime.field("obj", of: exception) {
                candidates = attributeNames(object, hidingPrivate: !wrong.hasPrefix("_"))
            }
        } else if runtime.isInstance(exception, of: exceptionType("ImportError")) {
            wrong = name("name_from")
            if let wrong, let module = name("name").flatMap({ runtime.module(named: $0) }) {
                candidates = attributeNames(module, hidingPrivate: !wrong.hasPrefix("_"))
            }
        }
        guard let wrong else { return "" }
        let best = Suggestions.best(candidates, for: wrong)
        let text = best.map { ". Did you mean: '\($0)'?" } ?? ""
        guard isName, Suggestions.standardModules.contains(wrong) else { return text }
        return text + (text.isEmpty ? ". Did" : " Or did") + " you forget to import '\(wrong)'?"
    }

    /// The frame where an exception was raised, borrowed.
    private func innermostFrame(_ exception: ObjectID) -> ObjectID? {
        var entry = runtime.part(.traceback, of: exception)
        while let current = entry, let next = runtime.next(ofTraceback: current) { entry = next }
        return entry.flatMap { runtime.frame(ofTraceback: $0) }
    }

    /// The names that could have been meant where a NameError was raised: locals, globals and builtins.
    private func visibleNames(_ exception: ObjectID) -> [String] {
        guard let frame = innermostFrame(exception) else { return [] }
        var names = variables(ofFrame: frame).map(\.name)
        if let (_, globals, builtins) = surroundings(ofFrame: frame) {
            for dict in [globals, builtins] where runtime.kind(of: dict) == .dict {
                let entries = runtime.entries(of: dict)
                guard dict == runtime.roots.builtins else {
                    names += entries.compactMap { runtime.strValue($0.key)?.text }
                    continue
                }
                // CPython's builtins begin with the functions.
                let isFunction = entries.map { runtime.kind(of: $0.value) == .builtinFunction }
                for functions in [true, false] {
                    names += zip(entries, isFunction).filter { $0.1 == functions }
                        .compactMap { runtime.strValue($0.0.key)?.text }.sorted()
                }
            }
        }
        return names
    }

    /// `self.name` if there is a `self` that has what a name was meant to be.
    private func attributeOfSelf(_ name: String, _ exception: ObjectID) -> String? {
        guard let frame = innermostFrame(exception),
            let receiver = variables(ofFrame: frame).first(where: { $0.name == "self" })?.value
        else { return nil }
        let key = runtime.internedName(name)
        defer { heap.release(key) }
        guard let value = orNil({ try attribute(receiver, key) }) else { return nil }
        heap.release(value)
        return "self.\(name)"
    }

    /// `dir(object)`
    private func attributeNames(_ object: ObjectID, hidingPrivate: Bool) -> [String] {
        guard let function = runtime.lookUp(runtime.roots.builtins, name: "dir"),
            let list = orNil({ try call(function, [object]) })
        else { return [] }
        defer { heap.release(list) }
        let names = runtime.items(of: list).compactMap { runtime.strValue($0)?.text }
        return hidingPrivate ? names.filter { !$0.hasPrefix("_") } : names
    }
}

/// Finds the name that was probably meant.
enum Suggestions {
    private static let moveCost = 2
    private static let longest = 40
    private static let most = 750

    /// The candidate nearest to a wrong name; nil if none is near.
    static func best(_ candidates: [String], for wrong: String) -> String? {
        guard candidates.count < most else { return nil }
        let wrongBytes = Array(wrong.utf8)
        var best: (name: String, distance: Int)?
        for candidate in candidates where candidate != wrong {
            let bytes = Array(candidate.utf8)
            // No more than a third of the characters may differ.
            let limit = min(
                (wrongBytes.count + bytes.count + 3) * moveCost / 6, (best?.distance ?? .max) - 1)
            let distance = distance(wrongBytes, bytes, limit: limit)
            if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        return best?.name
    }

    /// What turning one text into the other costs: 2 a letter, 1 for a change of case (Levenshtein).
    private static func distance(_ left: [UInt8], _ right: [UInt8], limit: Int) -> Int {
        guard left.count <= longest, right.count <= longest else { return .max }
        var row = (0...right.count).map { $0 * moveCost }
        for (index, byte) in left.enumerated() {
            var diagonal = row[0]
            row[0] = (index + 1) * moveCost
            for (other, candidate) in right.enumerated() {
                let substitute = diagonal + cost(byte, candidate)
                diagonal = row[other + 1]
                row[other + 1] = min(substitute, min(row[other], diagonal) + moveCost)
            }
        }
        return row[right.count]
    }

    private static func cost(_ left: UInt8, _ right: UInt8) -> Int {
        if left == right { return 0 }
        let isLetter = (0x61...0x7A).contains(left | 0x20)
        return isLetter && left | 0x20 == right | 0x20 ? 1 : moveCost
    }

    /// Modules that people forget to import.
    static let standardModules: Set<String> = [
        "abc", "argparse", "array", "ast", "asyncio", "atexit", "base64", "bisect", "builtins", "calendar",
        "cmath", "code", "codecs", "collections", "contextlib", "contextvars", "copy", "csv", "ctypes",
        "dataclasses", "datetime", "decimal", "difflib", "dis", "doctest", "email", "enum", "errno",
        "faulthandler", "fnmatch", "fractions", "ftplib", "functools", "gc", "getopt", "getpass", "gettext",
        "glob", "graphlib", "gzip", "hashlib", "heapq", "hmac", "html", "http", "importlib", "inspect", "io",
        "ipaddress", "itertools", "json", "keyword", "linecache", "locale", "logging", "lzma", "marshal",
        "math", "mimetypes", "mmap", "multiprocessing", "numbers", "operator", "os", "pathlib", "pdb",
        "pickle", "pkgutil", "platform", "posixpath", "pprint", "profile", "pstats", "queue", "random", "re",
        "reprlib", "sched", "secrets", "select", "selectors", "shelve", "shlex", "shutil", "signal", "site",
        "smtplib", "socket", "sqlite3", "ssl", "stat", "statistics", "string", "struct", "subprocess", "sys",
        "sysconfig", "tarfile", "tempfile", "textwrap", "threading", "time", "timeit", "tkinter", "token",
        "tokenize", "tomllib", "trace", "traceback", "tracemalloc", "types", "typing", "unicodedata",
        "unittest", "urllib", "uuid", "venv", "warnings", "weakref", "webbrowser", "xml", "zipfile", "zlib",
    ]
}
