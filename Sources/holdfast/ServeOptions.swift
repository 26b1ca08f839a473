import ArgumentParser
import Foundation
import Logging
import Sessions

/// The options of `holdfast serve`, each with the variable that stands in for it.
struct ServeOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The address to listen at. [HOLDFAST_HOST, else 127.0.0.1]", valueName: "host"))
    var host: String?

    @Option(
        help: ArgumentHelp(
            "The port; 0 lets the system choose. [HOLDFAST_PORT, else 8080]", valueName: "port"))
    var port: Int?

    @Option(
        help: ArgumentHelp(
            "The SQLite file that keeps every session and its history; it is made when it is missing. [HOLDFAST_DATABASE, else holdfast.sqlite]",
            valueName: "path"))
    var database: String?

    @Option(
        help: ArgumentHelp(
            "A file of bearer tokens, one a line: clients must send one. Without it everybody is let in. [HOLDFAST_TOKEN_FILE]",
            valueName: "path"))
    var tokenFile: String?

    @Option(
        help: ArgumentHelp(
            "trace, debug (every request), info, notice, warning, error or critical. [HOLDFAST_LOG_LEVEL, else info]",
            valueName: "level"))
    var logLevel: String?

    @Option(
        help: ArgumentHelp(
            "How many connections may be open. [HOLDFAST_MAX_CONNECTIONS, else 4096]", valueName: "count"))
    var maxConnections: Int?

    @Option(
        help: ArgumentHelp(
            "The largest body of a request. [HOLDFAST_MAX_BODY, else 16777216]", valueName: "bytes"))
    var maxBody: Int?

    @Option(
        help: ArgumentHelp(
            "How many sessions may exist. [HOLDFAST_MAX_SESSIONS, else 10000]", valueName: "count"))
    var maxSessions: Int?

    @Option(
        help: ArgumentHelp(
            "How many sessions' heaps stay in memory; the others come back by replay. [HOLDFAST_MAX_RESIDENT, else 256]",
            valueName: "count"))
    var maxResident: Int?

    @Option(
        help: ArgumentHelp(
            "How many instructions one run of Python source may execute. [HOLDFAST_MAX_INSTRUCTIONS, else 2000000000]",
            valueName: "count"))
    var maxInstructions: Int?

    @Option(
        help: ArgumentHelp(
            "How long one run may take. [HOLDFAST_MAX_RUN_MILLISECONDS, else 30000]",
            valueName: "milliseconds"))
    var maxRunMilliseconds: Int?

    @Option(
        help: ArgumentHelp(
            "How much one run may write. [HOLDFAST_MAX_OUTPUT, else 1048576]", valueName: "bytes"))
    var maxOutput: Int?

    @Option(
        help: ArgumentHelp(
            "How long a source may be. [HOLDFAST_MAX_SOURCE, else 1048576]", valueName: "bytes"))
    var maxSource: Int?

    @Option(
        help: ArgumentHelp(
            "How much simulated memory one session may hold. [HOLDFAST_MAX_MEMORY, else 1073741824]",
            valueName: "bytes"))
    var maxMemory: Int?

    @Option(
        help: ArgumentHelp(
            "How many objects one session may hold. [HOLDFAST_MAX_OBJECTS, else 1000000]", valueName: "count")
    )
    var maxObjects: Int?

    @Option(
        help: ArgumentHelp(
            "How many runs may execute at a time; the others wait. [HOLDFAST_MAX_RUNS, else as many as there are processors]",
            valueName: "count"))
    var maxRuns: Int?

    @Option(
        help: ArgumentHelp(
            "How many runs may be paused at a time. [HOLDFAST_MAX_PAUSED, else 64]", valueName: "count"))
    var maxPaused: Int?

    @Option(
        help: ArgumentHelp(
            "How long requests under way may take after SIGTERM or SIGINT. [HOLDFAST_SHUTDOWN_TIMEOUT, else 10]",
            valueName: "seconds"))
    var shutdownTimeout: Int?
}

/// The options, complete: from the command line, else the environment, else the defaults.
struct ServeSettings {
    let host: String
    let port: Int
    let database: String
    let tokenFile: String?
    let logLevel: Logger.Level
    let maxConnections: Int
    let maxBody: Int
    let maxSessions: Int?
    let maxResident: Int?
    let shutdownTimeout: Int
    let sessionLimits: SessionLimits

    init(_ options: ServeOptions) throws {
        func number(_ option: Int?, _ flag: String, _ variable: String, in range: ClosedRange<Int>) throws
            -> Int?
        {
            guard let option else { return try Environment.number(variable, in: range) }
            guard range.contains(option) else {
                throw ValidationError(
                    "\(flag) must be from \(range.lowerBound) to \(range.upperBound), not \(option)")
            }
            return option
        }
        host = options.host ?? Environment["HOLDFAST_HOST"] ?? "127.0.0.1"
        port = try number(options.port, "--port", "HOLDFAST_PORT", in: 0...65535) ?? 8080
        database = options.database ?? Environment["HOLDFAST_DATABASE"] ?? "holdfast.sqlite"
        tokenFile = options.tokenFile ?? Environment["HOLDFAST_TOKEN_FILE"]
        let level = options.logLevel ?? Environment["HOLDFAST_LOG_LEVEL"] ?? "info"
        guard let logLevel = Logger.Level(rawValue: level) else {
            let levels = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("--log-level must be one of \(levels), not \(level)")
        }
        self.logLevel = logLevel
        maxConnections =
            try number(
                options.maxConnections, "--max-connections", "HOLDFAST_MAX_CONNECTIONS", in: 1...1_000_000)
            ?? 4096
        maxBody =
            try number(options.maxBody, "--max-body", "HOLDFAST_MAX_BODY", in: 1024...(1 << 30)) ?? 16 << 20
        maxSessions = try number(
            options.maxSessions, "--max-sessions", "HOLDFAST_MAX_SESSIONS", in: 1...1_000_000)
        maxResident = try number(
            options.maxResident, "--max-resident", "HOLDFAST_MAX_RESIDENT", in: 1...1_000_000)
        shutdownTimeout =
            try number(
                options.shutdownTimeout, "--shutdown-timeout", "HOLDFAST_SHUTDOWN_TIMEOUT", in: 0...3600)
            ?? 10

        let most = 1 << 53 - 1
        var limits = SessionLimits()
        if let maxSessions { limits.sessions = maxSessions }
        if let maxResident { limits.residents = maxResident }
        func limit(_ option: Int?, _ flag: String, _ variable: String, _ usual: inout UInt64) throws {
            if let value = try number(option, flag, variable, in: 1...most) { usual = UInt64(value) }
        }
        try limit(
            options.maxInstructions, "--max-instructions", "HOLDFAST_MAX_INSTRUCTIONS",
            &limits.quotas.instructions)
        try limit(
            options.maxRunMilliseconds, "--max-run-milliseconds", "HOLDFAST_MAX_RUN_MILLISECONDS",
            &limits.quotas.milliseconds)
        try limit(options.maxOutput, "--max-output", "HOLDFAST_MAX_OUTPUT", &limits.quotas.outputBytes)
        try limit(options.maxSource, "--max-source", "HOLDFAST_MAX_SOURCE", &limits.quotas.sourceBytes)
        try limit(options.maxMemory, "--max-memory", "HOLDFAST_MAX_MEMORY", &limits.quotas.bytes)
        try limit(options.maxObjects, "--max-objects", "HOLDFAST_MAX_OBJECTS", &limits.quotas.objects)
        if let runs = try number(options.maxRuns, "--max-runs", "HOLDFAST_MAX_RUNS", in: 1...1000) {
            limits.runs = runs
        }
        if let paused = try number(options.maxPaused, "--max-paused", "HOLDFAST_MAX_PAUSED", in: 0...10_000) {
            limits.pausedRuns = paused
        }
        sessionLimits = limits
    }
}
