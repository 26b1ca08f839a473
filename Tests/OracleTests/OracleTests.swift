import Foundation
import PythonObjects
import Testing

@testable import Oracle

/// Programs of heap operations: what CPython answered to each, and what is said of lines that are no operations.
struct OracleTests {
    /// A program, and the version of the CPython that answered it.
    struct Recorded: CustomTestStringConvertible {
        let name: String
        let profile: Profile

        /// From a file's name such as `fin-2.3.13.out`.
        init?(file: String) {
            let parts = file.split(separator: ".")
            guard parts.count == 4, parts[3] == "out", let profile = Profile.named("\(parts[1]).\(parts[2])")
            else {
                return nil
            }
            self.name = String(parts[0])
            self.profile = profile
        }

        var testDescription: String { "\(name), \(profile.name)" }
    }

    static let programs: [Recorded] = {
        guard let folder = Bundle.module.url(forResource: "Recordings", withExtension: nil) else { return [] }
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.sorted().compactMap { Recorded(file: $0) }
    }()

    static func recording(_ name: String, _ suffix: String) throws -> String {
        let url = try #require(Bundle.module.url(forResource: "Recordings/\(name)", withExtension: suffix))
        return try String(contentsOf: url, encoding: .utf8)
    }

    /// Without the members that depend on what an interpreter allocates for itself, and the patch number of its version.
    static func comparable(_ answers: String) -> [String] {
        answers.split(separator: "\n").map { line in
            String(line).replacing(#/,"[a-z0-9]+_raw":\d+/#, with: "")
                .replacing(#/("version":"\d+\.\d+)\.\d+/#) { $0.output.1 }
        }
    }

    static func answers(to program: String, profile: Profile = .python313) throws -> String {
        let answers = Answers()
        let fault = try Oracle.perform(program, profile: profile) { answers.text += $0 }
        #expect(fault == nil)
        return answers.text
    }

    private final class Answers { var text = "" }

    @Test(arguments: Profile.all)
    func thereAreRecordedProgramsOfEachProfile(_ profile: Profile) {
        #expect(Self.programs.filter { $0.profile.name == profile.name }.count >= 12)
    }

    @Test(arguments: programs)
    func answersAsCPython(_ program: Recorded) throws {
        let text = try Self.recording(program.name, "jsonl")
        let answers = Self.comparable(try Self.answers(to: text, profile: program.profile))
        let recorded = Self.comparable(try Self.recording("\(program.name).\(program.profile.name)", "out"))
        #expect(answers.count == recorded.count && answers.count > 1)
        for (answer, line) in zip(answers, recorded) where answer != line {
            Issue.record("CPython: \(line)\nanswered: \(answer)")
            return
        }
    }

    @Test func exceptionsAndPrintedTextAreAnswers() throws {
        let program = """
            # Lines like this one, and empty ones, are passed over.

            {"op":"unbind","name":"missing"}
            {"op":"exec","src":"print('a\\u00e9')"}
            {"op":"new","name":"d","kind":"dict"}
            {"op":"delitem","obj":"@d","key":"k"}
            """
        #expect(
            try Self.answers(to: program).split(separator: "\n").dropFirst() == [
                #"{"i":0,"op":"unbind","err":"NameError: name 'missing' is not defined"}"#,
                #"{"i":1,"op":"exec","r":"a\u00e9\n"}"#,
                #"{"i":2,"op":"new","r":"@d#2"}"#,
                #"{"i":3,"op":"delitem","err":"KeyError"}"#,
            ])
    }

    @Test func theScriptForACPythonHasTheSameSteps() throws {
        let script = try Oracle.script(for: #"{"op":"new","name":"a","kind":"list"}"#)
        #expect(script.contains("def answer("))
        #expect(script.hasSuffix("perform([\n('new', 'label', 'a=[]\\n', 'exec', 'a'),\n])\n"))
    }

    @Test(arguments: [
        ("[]", #"line 1: expected an object with a member "op""#),
        ("\n{\"op\":\"fly\"}", #"line 2: there is no operation "fly""#),
        (#"{"op":"new","name":"a","kind":"cloud"}"#, #"line 1: there is no kind of object "cloud""#),
        (#"{"op":"bind","name":"a"}"#, #"line 1: the operation lacks its member "val""#),
    ])
    func saysWhatIsWrongWithALine(_ program: String, _ message: String) {
        #expect(throws: ProgramFault.self) { try Oracle.perform(program) { _ in } }
        do {
            _ = try Oracle.perform(program) { _ in }
        } catch {
            #expect(error.description == message)
        }
    }
}
