/// One thing to write, and whom to tell about it.
struct WriteRequest: Sendable {
    enum Work: Sendable {
        case create(StoredSession)
        case update(id: String, name: String?, settings: [UInt8])
        case delete(id: String, at: Int64)
        case append(Entry, session: String)
        /// Nothing but the answer.
        case record
        case forgetAnswers(before: Int64)
    }

    let work: Work
    let answer: StoredAnswer?
    let completion: HistoryStore.Completion
}
