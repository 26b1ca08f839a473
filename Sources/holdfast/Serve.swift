import ArgumentParser
import Dispatch
import Foundation
import HTTPServer
import HistoryStore
import IntrospectionAPI
import Logging
import Sessions

/// `holdfast serve`: the server.
struct Serve: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve sessions over HTTP until SIGTERM or SIGINT.",
        discussion: """
            Requests under way are answered and the database is closed before the process ends with status 0; a second
            signal ends it at once. Every option can also be given as the variable that is named in brackets.
            Logs go to standard error, one line of key=value pairs each.
            """)

    @OptionGroup var options: ServeOptions

    func validate() throws {
        _ = try ServeSettings(options)
    }

    func run() throws {
        HostMemory.configure()
        let settings = try ServeSettings(options)
        let logger = Logger(label: "holdfast") { _ in LogfmtHandler(logLevel: settings.logLevel) }
        do {
            try Service(settings, logger).run()
        } catch let error as StartFailure {
            logger.critical("\(error.message)")
            throw ExitCode(1)
        }
    }
}

/// Why the service cannot start, for people.
struct StartFailure: Error {
    let message: String
}

/// The rooms, put together.
private final class Service: Sendable {
    private let settings: ServeSettings
    private let logger: Logger
    private let store: HistoryStore
    private let registry: SessionRegistry
    private let server: HTTPServer
    private let isStopping: Flag

    init(_ settings: ServeSettings, _ logger: Logger) throws {
        self.settings = settings
        self.logger = logger
        let isStopping = Flag()
        self.isStopping = isStopping
        do {
            store = try HistoryStore(path: settings.database)
        } catch {
            throw StartFailure(
                message: "the database \(settings.database) cannot be opened: \(error.explanation)")
        }
        do {
            registry = try SessionRegistry(store: store, limits: settings.sessionLimits)
        } catch {
            throw StartFailure(message: "the sessions in \(settings.database) cannot be read: \(error)")
        }
        var configuration = APIConfiguration()
        configuration.version = Holdfast.version
        configuration.tokens = try settings.tokens()
        configuration.isReady = { !isStopping.isSet }
        if logger.logLevel <= .debug {
            configuration.log = { logger.log($0) }
        }
        // The metrics tell the server's own counts, and the server needs the handler first.
        let counts = ServerCounts()
        configuration.furtherMetrics = { counts.text() }
        server = HTTPServer(
            configuration: settings.serverConfiguration,
            handler: HoldfastAPI(registry: registry, configuration: configuration), log: { logger.log($0) })
        counts.watch(server)
    }

    /// Serves until a signal asks for the end; never returns.
    func run() throws -> Never {
        let address: BoundAddress
        do {
            address = try server.start()
        } catch {
            throw StartFailure(message: Self.explain(error))
        }
        logger.info(
            "listening at http://\(address.authority)",
            metadata: [
                "url": "http://\(address.authority)", "database": "\(settings.database)",
                "version": "\(Holdfast.version)",
                "sessions": "\(registry.statistics.sessions)",
                "tokens": "\(settings.tokenFile == nil ? "no" : "yes")",
            ])
        let signals = StopSignals { [self] name in stop(name) }
        withExtendedLifetime(signals) { dispatchMain() }
    }

    private func stop(_ signal: String) {
        logger.info("stopping", metadata: ["signal": "\(signal)"])
        isStopping.set()
        server.shutdown(deadline: .seconds(settings.shutdownTimeout)) { [self] in
            registry.close { [self] in
                do {
                    try store.close()
                    logger.info("stopped")
                    exit(0)
                } catch {
                    logger.critical("the database did not close", metadata: ["error": "\(error)"])
                    exit(1)
                }
            }
        }
    }

    private static func explain(_ error: ServerError) -> String {
        if case .socket(_, EADDRINUSE, let address) = error {
            return "\(address) is taken by another process; choose another port with --port, or 0 for any"
        }
        if case .socket(_, EACCES, let address) = error {
            return "\(address) may not be used by this user; ports below 1024 need a privilege"
        }
        return "\(error)"
    }
}
