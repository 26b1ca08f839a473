import ArgumentParser
import Dispatch
import HistoryStore
import Sessions

/// `holdfast check`: reads every history in a database and rebuilds its heap.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Rebuild the sessions of a database from their histories and check their heaps.",
        discussion: """
            No server may have the database open. One line a session; exit status 1 when a session cannot be rebuilt,
            or a rule of its heap is broken.
            """)

    @Option(
        help: ArgumentHelp("The SQLite file. [HOLDFAST_DATABASE, else holdfast.sqlite]", valueName: "path"))
    var database: String?

    @Option(help: ArgumentHelp("Only this session.", valueName: "id"))
    var session: String?

    func run() throws {
        let path = database ?? Environment["HOLDFAST_DATABASE"] ?? "holdfast.sqlite"
        let store: HistoryStore
        do {
            store = try HistoryStore(path: path)
        } catch {
            throw ValidationError("the database \(path) cannot be opened: \(error.explanation)")
        }
        defer { try? store.close() }
        let registry = try SessionRegistry(store: store)
        var failures = 0
        var checked = 0
        var cursor: String?
        repeat {
            let page = try registry.list(after: cursor, limit: 500)
            for item in page.items where session == nil || item.id == session {
                checked += 1
                if !report(try registry.session(item.id)) { failures += 1 }
            }
            cursor = page.nextCursor
        } while cursor != nil
        if let session, checked == 0 { throw ValidationError("there is no session \(session) in \(path)") }
        if failures > 0 { throw ExitCode(1) }
    }

    /// Prints one session's line; false when something is wrong with it.
    private func report(_ session: Session) -> Bool {
        do {
            let reading = try session.readSynchronously { (inspection) throws(SessionError) in
                inspection.validate()
            }
            let verdict = reading.value.failure.map { "FAILED: \($0)" } ?? "ok"
            print("\(session.id) revision=\(reading.revision) objects=\(reading.value.objects) \(verdict)")
            return reading.value.failure == nil
        } catch {
            print("\(session.id) FAILED: \(error)")
            return false
        }
    }
}
