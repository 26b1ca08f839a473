import Foundation
import PythonObjects
import Testing

@testable import PythonInterpreter

/// The modules of the library that the binary carries.
@Suite struct ImportTests {
    @Test func embedsEveryFileOfTheLibrary() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Sources/PythonInterpreter/Library").standardizedFileURL
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".py") }
        #expect(files.count == EmbeddedModules.sources.count)
        for file in files {
            let name = String(file.dropLast(3))
            let source = try #require(EmbeddedModules.source(of: name), "\(file): run make embed")
            #expect(
                source.bytes == Array(try Data(contentsOf: folder.appendingPathComponent(file))),
                "\(file) changed: run make embed")
            for language in Profile.all.map(\.language) {
                #expect(throws: Never.self, "\(name)") {
                    try EmbeddedModules.unit(of: name, source, following: language)
                }
            }
        }
    }
}
