import ArgumentParser
import Dispatch
import Foundation
import HistoryStore
import OrderedJSON
import Sessions

/// `holdfast-benchmarks sessions`: writes, reads and revival of one session, without HTTP.
struct SessionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sessions",
        abstract: "Measures a session's writes, reads and revival, with its history in a scratch database.",
        discussion: """
            Times are wall clock; CPU is user and system time of the whole process, its committer included. \
            Every write is answered after its commit; so many are under way at once as --clients says.
            """)

    @Option(help: "How many entries the history gets.")
    var entries = 100_000

    @Option(help: "How many reads are made.")
    var reads = 200_000

    @Option(help: "How many empty sessions are made.")
    var empty = 100

    @Option(help: "How many requests are under way at once.")
    var clients = 64

    func run() throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "holdfast-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try HistoryStore(path: folder.appending(path: "history.sqlite").path)
        defer { try? store.close() }
        let registry = try SessionRegistry(store: store)
        let session = try create(in: registry)

        let bodies = (0..<1000).map { Array(#"{"type":"list","items":[1,2,3],"name":"n\#($0)"}"#.utf8) }
        report("create a named list and commit it", count: entries) { index, done in
            do {
                let creation = try ObjectCreation(json: try JSONValue(parsing: bodies[index % bodies.count]))
                session.perform(
                    .create(creation.specification, name: creation.name),
                    render: { outcome in
                        if case .object(let object) = outcome.result {
                            return Answer(code: 201, body: object.json)
                        }
                        return Answer(code: 201)
                    }, completion: { done($0.succeeded) })
            } catch {
                fatalError("\(error)")
            }
        }
        let handle = try session.readSynchronously { (heap) throws(SessionError) in
            try heap.name("n7").object.id
        }.value
        report("read an object", count: reads) { _, done in
            session.read(
                { (heap) throws(SessionError) in try heap.object(handle).json },
                completion: { done($0.succeeded) })
        }
        try reportEmptySessions(in: registry)
        // A registry of its own knows the session only from the store.
        let fresh = try SessionRegistry(store: store)
        let revived = try fresh.session(session.id)
        report("revive a session, per entry", count: entries, calls: 1) { _, done in
            revived.read({ $0.revision }, completion: { done($0.succeeded) })
        }
    }

    /// What one more session costs before anything is in it.
    private func reportEmptySessions(in registry: SessionRegistry) throws {
        let before = Self.residentBytes
        var sessions: [Session] = []
        for _ in 0..<empty { sessions.append(try create(in: registry)) }
        let heaps = sessions
        report("make the heap of an empty session", count: empty) { index, done in
            heaps[index].read({ $0.revision }, completion: { done($0.succeeded) })
        }
        print("\((Self.residentBytes - before) / max(1, empty) / 1024) KiB resident each: an empty session")
    }

    /// Bytes of this process that are in memory (`/proc/self/statm`, in pages).
    private static var residentBytes: Int {
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return 0 }
        let fields = text.split(separator: " ")
        return fields.count > 1 ? (Int(fields[1]) ?? 0) * sysconf(Int32(_SC_PAGESIZE)) : 0
    }

    private func create(in registry: SessionRegistry) throws -> Session {
        let done = DispatchSemaphore(value: 0)
        let last = try registry.list(limit: .max).items.last?.id
        registry.create(
            NewSession(), render: { Answer(code: 201, location: $0.id) }, completion: { _ in done.signal() })
        done.wait()
        guard let created = try registry.list(after: last, limit: 1).items.first else {
            throw ValidationError("the session was not created")
        }
        return try registry.session(created.id)
    }

    /// Runs `count` calls, `clients` at once, and prints what one cost.
    private func report(
        _ title: String, count: Int, calls: Int? = nil,
        _ call: (Int, @escaping @Sendable (Bool) -> Void) -> Void
    ) {
        let slots = DispatchSemaphore(value: clients)
        let group = DispatchGroup()
        let cpu = Self.cpuSeconds
        let start = DispatchTime.now().uptimeNanoseconds
        for index in 0..<(calls ?? count) {
            slots.wait()
            group.enter()
            call(index) { succeeded in
                precondition(succeeded, "a request failed: what was measured is no work")
                slots.signal()
                group.leave()
            }
        }
        group.wait()
        let wall = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
        let used = Self.cpuSeconds - cpu
        func microseconds(_ seconds: Double) -> String {
            String(format: "%7.2f", seconds / Double(count) * 1e6)
        }
        print(
            "\(microseconds(wall)) µs wall, \(microseconds(used)) µs CPU each, \(String(format: "%.2f", wall)) s: \(title)"
        )
    }

    private static var cpuSeconds: Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }
}

extension Result {
    /// Whether it is a success.
    fileprivate var succeeded: Bool {
        if case .success = self { true } else { false }
    }
}
