import Foundation

/// The CPython interpreters of this machine: real ones, as the judge of what the simulated one does.
///
/// Looked for in this order: the variable HOLDFAST_PYTHONS ("3.11=/path/python3.11:3.13=/path/python3.13"), pyenv's versions,
/// python3.N on the PATH.
public struct LivePython: Sendable {
    /// The minor version: "3.13".
    public let version: String
    /// The interpreter.
    public let path: String

    /// The interpreter of a minor version, if this machine has one.
    public static func named(_ version: String) -> LivePython? { all.first { $0.version == version } }

    /// All of them, one for each minor version.
    public static let all: [LivePython] = {
        var found: [String: String] = [:]
        let environment = ProcessInfo.processInfo.environment
        for item in (environment["HOLDFAST_PYTHONS"] ?? "").split(separator: ":") {
            let parts = item.split(separator: "=", maxSplits: 1).map(String.init)
            if parts.count == 2 { found[parts[0]] = parts[1] }
        }
        let files = FileManager.default
        let root = environment["PYENV_ROOT"] ?? "\(environment["HOME"] ?? "/root")/.pyenv"
        for name in ((try? files.contentsOfDirectory(atPath: "\(root)/versions")) ?? []).sorted() {
            let numbers = name.split(separator: ".")
            let path = "\(root)/versions/\(name)/bin/python"
            guard numbers.count >= 2, numbers[0] == "3", files.isExecutableFile(atPath: path) else {
                continue
            }
            let version = "3.\(numbers[1])"
            if found[version] == nil { found[version] = path }
        }
        for folder in (environment["PATH"] ?? "").split(separator: ":") {
            for minor in 10...15 where found["3.\(minor)"] == nil {
                let path = "\(folder)/python3.\(minor)"
                if files.isExecutableFile(atPath: path) { found["3.\(minor)"] = path }
            }
        }
        return found.map { LivePython(version: $0.key, path: $0.value) }.sorted { $0.version < $1.version }
    }()

    /// Runs a program (`python -I -`) and returns what it prints.
    ///
    /// - Throws: if the interpreter cannot be started, or `Failure` if it exits with a status other than 0.
    public func run(_ program: String) throws -> String {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).py")
        try Data(program.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = ["-I", file.path]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(status: process.terminationStatus) }
        return String(decoding: data, as: UTF8.self)
    }

    /// The interpreter ended with an error.
    public struct Failure: Error {
        /// Its exit status.
        public let status: Int32
    }
}
