import Foundation
import HeapEngine
import Testing

@Suite("The engine against the naive model")
struct HeapModelTests {
    /// `HOLDFAST_PROGRAMS` asks for more than the few that fit a quick run.
    static let programs = ProcessInfo.processInfo.environment["HOLDFAST_PROGRAMS"].flatMap(Int.init) ?? 12

    @Test func randomProgramsShowNoDifference() throws {
        for seed in 0..<Self.programs {
            var program = RandomProgram(seed: UInt64(seed))
            var history: [String] = []
            for step in 0..<500 {
                history.append(program.step())
                let difference = Self.difference(program, step)
                if let difference {
                    Issue.record(
                        "seed \(seed), step \(step): \(difference)\nafter: \(history.suffix(12).joined(separator: " | "))"
                    )
                    return
                }
            }
        }
    }

    static func difference(_ program: RandomProgram, _ step: Int) -> String? {
        let (model, engine) = (program.model, program.engine)
        defer {
            model.log = []
            engine.log = []
        }
        if model.log != engine.log { return "model's events\n\(model.log)\nengine's\n\(engine.log)" }
        if model.held != engine.held { return "held: model \(model.held), engine \(engine.held)" }
        for (ours, theirs) in zip(model.dump() + ["end"], engine.dump() + ["end"]) where ours != theirs {
            return "model: \(ours)\nengine: \(theirs)"
        }
        if let object = engine.unexplained() {
            return "the references to \(object) are not those that it counts"
        }
        let objects = model.objects.keys.sorted()
        if !objects.isEmpty {
            let object = objects[step % objects.count]
            if model.referrers(object) != engine.referrers(object) {
                return
                    "referrers of \(object): model \(model.referrers(object)), engine \(engine.referrers(object))"
            }
        }
        do {
            try engine.heap.validate(atRest: false)
        } catch {
            return "\(error)"
        }
        return nil
    }
}
