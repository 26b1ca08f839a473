import OrderedJSON

/// One thing that an operation did to the heap.
public struct Effect: Report, Equatable {
    /// created, freed, finalized, weakrefCleared, callback, resurrected, collected or unraisable.
    public var kind: String
    /// The object's handle.
    public var object: String
    /// The name of its type.
    public var type: String
    /// A label, when there is one.
    public var label: String?
    /// More, when there is more.
    public var detail: String?

    /// Makes an effect.
    public init(kind: String, object: String, type: String, label: String? = nil, detail: String? = nil) {
        self.kind = kind
        self.object = object
        self.type = type
        self.label = label
        self.detail = detail
    }

    /// Writes the contract's effect.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("kind", kind)
        writer.member("object", object)
        writer.member("type", type)
        if let label { writer.member("label", label) }
        if let detail { writer.member("detail", detail) }
        writer.endObject()
    }
}

/// One accepted operation of a session.
public struct HistoryEntry: Report, Equatable {
    /// Its number, from 1; the session's revision after it.
    public var seq: UInt64
    /// When it was accepted, in milliseconds since 1970.
    public var at: Int64
    /// The operation, as JSON.
    public var operation: [UInt8]
    /// The array of its effects, as JSON.
    public var effects: [UInt8]
    /// The Python exception that ended it, `TypeError: ...`; nil when it succeeded.
    public var exception: String?

    /// Writes the contract's history entry.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("seq", seq)
        writer.member("at", timestamp(at))
        writer.name("operation")
        writer.raw(operation)
        writer.name("effects")
        if effects.isEmpty {
            writer.beginArray()
            writer.endArray()
        } else {
            writer.raw(effects)
        }
        if let exception { writer.member("exception", exception) }
        writer.endObject()
    }
}

/// A moment as the contract shows it: `2026-01-31T12:00:00.000Z`.
///
/// - Parameter milliseconds: since 1970, UTC; the day is found with Howard Hinnant's `civil_from_days`.
public func timestamp(_ milliseconds: Int64) -> String {
    func floorDivision(_ a: Int64, _ b: Int64) -> Int64 { a >= 0 ? a / b : (a - b + 1) / b }
    let days = floorDivision(milliseconds, 86_400_000)
    let time = milliseconds - days * 86_400_000
    let shifted = days + 719_468
    let era = floorDivision(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
    let date = padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
    let hour = padded(time / 3_600_000, 2) + ":" + padded(time / 60_000 % 60, 2)
    return date + "T" + hour + ":" + padded(time / 1000 % 60, 2) + "." + padded(time % 1000, 3) + "Z"
}
