import Foundation
import HTTPServer
import HistoryStore
import IntrospectionAPI
import Sessions

extension ServeSettings {
    /// How the server listens.
    var serverConfiguration: ServerConfiguration {
        var configuration = ServerConfiguration()
        configuration.host = host
        configuration.port = port
        configuration.maximumConnections = maxConnections
        configuration.limits.bodyBytes = maxBody
        return configuration
    }

    /// The tokens of the token file, when there is one.
    func tokens() throws -> BearerTokens? {
        guard let tokenFile else { return nil }
        let text: String
        do {
            text = try String(contentsOfFile: tokenFile, encoding: .utf8)
        } catch {
            throw StartFailure(
                message: "the token file \(tokenFile) cannot be read: \(error.localizedDescription)")
        }
        guard let tokens = BearerTokens(text: text) else {
            throw StartFailure(message: "the token file \(tokenFile) holds no token")
        }
        return tokens
    }
}

extension HistoryError {
    /// The error for people.
    var explanation: String {
        switch self {
        case .inUse: "another process has it open"
        case .notADatabase: "it is not a SQLite database"
        case .foreignFile: "it is a SQLite database of another program"
        case .newerSchema(_, let found, let supported):
            "it was written by a newer holdfast (schema \(found); this one knows up to \(supported))"
        case .storage(let failure): "\(failure.message) (\(failure.operation), SQLite code \(failure.code))"
        default: "\(self)"
        }
    }
}
