import Foundation
import Logging
import Sessions

/// Writes each message to standard error as one line of `key=value` pairs.
struct LogfmtHandler: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var line =
            "time=\(timestamp(Self.now())) level=\(event.level.rawValue) msg=\(Self.quoted(event.message.description))"
        let pairs = metadata.merging(event.metadata ?? [:]) { $1 }
        for (key, value) in pairs.sorted(by: { $0.key < $1.key }) {
            line += " \(key)=\(Self.quoted(value.description))"
        }
        line += "\n"
        // One call, so that the lines of several threads do not mix.
        FileHandle.standardError.write(Data(line.utf8))
    }

    /// Milliseconds since 1970.
    private static func now() -> Int64 { Int64(Date().timeIntervalSince1970 * 1000) }

    /// The value as it stands in a line: quoted when it has to be.
    static func quoted(_ text: String) -> String {
        let isPlain =
            !text.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x22 && $0 != 0x3D && $0 < 0x7F }
        if isPlain { return text }
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case let scalar where scalar.value < 0x20 || scalar.value == 0x7F:
                result += "\\u{\(String(scalar.value, radix: 16))}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
