import Testing

@testable import Sessions

struct ReplayTests {
    /// A session that comes back from its history is the same session, to the address.
    @Test(arguments: 1...20)
    func aRevivedHeapIsTheSameHeap(_ seed: Int) throws {
        let scratch = try Scratch()
        let session = try scratch.session(NewSession(gc: .init(enabled: true, thresholds: [20, 3, 2])))
        var generator = OperationGenerator(seed: UInt64(seed))
        var accepted = 0
        for _ in 0..<400 {
            let operation = generator.next()
            do throws(SessionError) {
                generator.note(try session.performSynchronously(operation))
                accepted += 1
            } catch {
                // Refused, or raised: the heap is what the history says all the same.
            }
        }
        #expect(accepted > 100)
        #expect(try session.readSynchronously { $0.validate() }.value.failure == nil)
        let before = try session.dump()
        let again = try scratch.restarted()
        let revived = try again.registry.session(session.id)
        #expect(difference(before, try revived.dump()) == nil)
        #expect(revived.description.revision == session.description.revision)
        // And it goes on in the same way.
        for _ in 0..<50 {
            let operation = generator.next()
            let one = Result { () throws(SessionError) in try session.performSynchronously(operation) }
            if case .success(let outcome) = one { generator.note(outcome) }
        }
        let last = try scratch.restarted().registry.session(session.id)
        #expect(difference(try session.dump(), try last.dump()) == nil)
    }

    /// What is refused leaves everything as it was; what raises after a change is an entry.
    @Test(arguments: 100..<106)
    func aRefusedOperationChangesNothing(_ seed: Int) throws {
        let scratch = try Scratch()
        let session = try scratch.session(NewSession(gc: .init(enabled: true, thresholds: [20, 3, 2])))
        var generator = OperationGenerator(seed: UInt64(seed))
        var refused = 0
        for _ in 0..<80 {
            let operation = generator.next()
            let before = try session.dump()
            let revision = session.description.revision
            do throws(SessionError) {
                generator.note(try session.performSynchronously(operation))
                #expect(session.description.revision == revision + 1)
            } catch .python(let exception) where exception.entry != nil {
                #expect(exception.entry == revision + 1)
                #expect(session.description.revision == revision + 1)
            } catch {
                refused += 1
                #expect(
                    difference(before, try session.dump()) == nil, "\(operation) was refused with \(error)")
                #expect(session.description.revision == revision)
            }
        }
        #expect(refused > 5)
    }
}
