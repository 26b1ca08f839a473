import PythonInterpreter

extension Session {
    /// Compares two values with `is` and `==`, and completes when what it saw, or did, is committed.
    ///
    /// What needs no Python code is a question. An `__eq__` written in Python makes it an operation: it may do anything, is limited as
    /// runs are, and is replayed.
    ///
    /// - Parameter signal: stops the Python code from another thread.
    /// - Throws: besides what comparing throws, `.runPaused` when it takes Python code and a run is paused.
    package func compare(
        _ left: ValueSpecification, _ right: ValueSpecification, signal: RunSignal,
        render: @escaping @Sendable (Outcome) -> Answer,
        completion: @escaping @Sendable (Result<Performed, SessionError>) -> Void
    ) {
        read({ (inspection) throws(SessionError) in try inspection.compare(left, right) }) { [self] result in
            switch result {
            case .failure(let error): completion(.failure(error))
            case .success(let reading):
                guard let comparison = reading.value else {
                    return perform(
                        .compare(left, right), expectedRevision: nil, idempotencyKey: nil, signal: signal,
                        render: render, completion: completion)
                }
                let answer = Answer(code: 200, body: comparison.json)
                completion(
                    .success(Performed(answer: answer, revision: reading.revision, isRepeat: false)))
            }
        }
    }
}
