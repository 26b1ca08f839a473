import Foundation

/// A program that measures cases: this one, or a CPython with `cpython.py`.
struct Contender {
    /// The executable's path and the arguments in front of the case's name.
    var command: [String]

    /// What went wrong while a contender measured.
    struct Failure: Error, CustomStringConvertible {
        var command: [String]
        var status: Int32
        var output: String

        var description: String {
            "\(command.joined(separator: " ")) ended with status \(status): \(output.suffix(400))"
        }
    }

    /// Runs one case in a process of its own.
    func measure(_ benchmark: Benchmark, objects: Int, seed: UInt64, repetitions: Int) throws -> Measurement {
        let output = try printed(
            by: command + [
                benchmark.rawValue, "--objects", "\(objects)", "--seed", "\(seed)", "--repetitions",
                "\(repetitions)",
            ])
        return try JSONDecoder().decode(Measurement.self, from: Data(output.utf8))
    }

    /// What the contender prints with some more arguments.
    func output(of arguments: [String]) throws -> String { try printed(by: command + arguments) }

    /// The engine's half: this very executable.
    static func engine() -> Contender {
        let path =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
            ?? CommandLine.arguments[0]
        return Contender(command: [path, "measure"])
    }

    /// A CPython of `version` with the script of its half: from the variable HOLDFAST_PYTHONS
    /// (`3.11=/path/python3.11:3.13=/path/python3.13`), pyenv's versions, or `pythonX.Y` on the PATH.
    static func cpython(_ version: String, script: String) -> Contender? {
        let environment = ProcessInfo.processInfo.environment
        var candidates: [String] = []
        for item in (environment["HOLDFAST_PYTHONS"] ?? "").split(separator: ":")
        where item.hasPrefix(version + "=") {
            candidates.append(String(item.dropFirst(version.count + 1)))
        }
        let root = environment["PYENV_ROOT"] ?? (environment["HOME"] ?? "") + "/.pyenv"
        let installed = (try? FileManager.default.contentsOfDirectory(atPath: root + "/versions")) ?? []
        candidates += installed.filter { $0.hasPrefix(version + ".") }.sorted().map {
            "\(root)/versions/\($0)/bin/python"
        }
        candidates += (environment["PATH"] ?? "").split(separator: ":").map { "\($0)/python\(version)" }
        for candidate in candidates where FileManager.default.isExecutableFile(atPath: candidate) {
            // A launcher that only stands for interpreters which are not chosen answers with an error.
            if (try? printed(by: [candidate, "--version"]))?.hasPrefix("Python \(version).") == true {
                return Contender(command: [candidate, script])
            }
        }
        return nil
    }
}

/// Runs a command and gives what it printed.
private func printed(by command: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: command[0])
    process.arguments = Array(command.dropFirst())
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
        throw Contender.Failure(command: command, status: process.terminationStatus, output: text)
    }
    return text
}
