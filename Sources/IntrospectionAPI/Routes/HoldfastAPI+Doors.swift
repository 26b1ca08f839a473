import OrderedJSON
import PythonInterpreter
import Sessions

extension HoldfastAPI {
    func session(of call: Call) throws(RequestError) -> Session {
        try reading { () throws(SessionError) in try registry.session(call.sessionID) }
    }

    /// Answers with what `question` finds in the call's session, at the revision that it was found at.
    func read(
        _ call: Call, _ question: @escaping @Sendable (borrowing Inspection) throws(SessionError) -> Reply
    ) throws(RequestError) {
        try session(of: call).read(question) { result in
            switch result {
            case .success(let reading):
                var reply = reading.value
                reply.revision = reading.revision
                call.answer(.success(reply))
            case .failure(let error): call.answer(.failure(.session(error)))
            }
        }
    }

    /// Answers with one report.
    func report<Value: Report>(
        _ call: Call, _ question: @escaping @Sendable (borrowing Inspection) throws(SessionError) -> Value
    ) throws(RequestError) {
        try read(call) { (inspection) throws(SessionError) in
            Reply(body: try question(inspection).json)
        }
    }

    /// Answers with one page of reports, as an object or as one line each.
    func list<Item: Report & Sendable>(
        _ call: Call,
        _ question: @escaping @Sendable (borrowing Inspection) throws(SessionError) -> Page<Item>
    ) throws(RequestError) {
        try read(call) { (inspection) throws(SessionError) in
            Self.page(try question(inspection), as: call.format)
        }
    }

    /// Carries `operation` out and answers with its result, its revision and its effects.
    func perform(
        _ call: Call, _ operation: Operation, code: Int = 200,
        location: (@Sendable (OperationResult) -> String?)? = nil
    ) throws(RequestError) {
        let expectedRevision = try call.request.headers.expectedRevision()
        let key = call.request.method == .post ? try call.request.headers.idempotencyKey() : nil
        try session(of: call).perform(
            operation, expectedRevision: expectedRevision, idempotencyKey: key, signal: call.runSignal(),
            render: { outcome in
                Answer(code: code, location: location?(outcome.result), body: outcome.json)
            },
            completion: { call.answer($0.map(Reply.init).mapError { .session($0) }) })
    }

    /// One page as `{items, nextCursor}` or as NDJSON.
    static func page<Item: Report>(_ page: Page<Item>, as format: MediaType) -> Reply {
        var writer = JSONWriter(capacity: 256 + 256 * page.items.count)
        if format == .ndjson {
            for item in page.items {
                item.write(to: &writer)
                writer.newline()
            }
        } else {
            writer.beginObject()
            writer.name("items")
            writer.beginArray()
            for item in page.items { item.write(to: &writer) }
            writer.endArray()
            writer.member("nextCursor", page.nextCursor)
            writer.endObject()
        }
        return Reply(contentType: format, body: writer.takeBytes(), nextCursor: page.nextCursor)
    }
}

extension Call {
    /// Stops the Python code that the call may run when its client goes away.
    func runSignal() -> RunSignal {
        let signal = RunSignal()
        request.cancellation.onCancel { signal.raise() }
        return signal
    }
}
