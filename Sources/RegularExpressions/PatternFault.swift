/// Why a pattern, or a template of a replacement, cannot be read.
package enum PatternFault: Error, Equatable {
    /// `re.PatternError`: its message and where in the pattern it is, if that can be said.
    case malformed(message: [UInt32], position: Int?)
    /// ValueError: flags that do not go together.
    case flags(String)
    /// OverflowError: a number of repetitions that does not fit.
    case repetitions
    /// RecursionError: groups in groups in groups.
    case depth
    /// IndexError: a template names a group that the pattern has not.
    case unknownGroup(name: [UInt32])

    /// A fault that is all ASCII.
    static func malformed(_ message: String, _ position: Int? = nil) -> PatternFault {
        .malformed(message: message.points, position: position)
    }
}

extension String {
    /// Its code points.
    var points: [UInt32] { unicodeScalars.map(\.value) }
}
