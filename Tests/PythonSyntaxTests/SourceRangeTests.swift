import PythonSyntax
import Testing

@Suite struct SourceRangeTests {
    @Test func positionsAreOrderedByLineFirst() {
        #expect(SourcePosition(line: 1, column: 9) < SourcePosition(line: 2, column: 0))
        #expect(SourcePosition(line: 2, column: 0) < SourcePosition(line: 2, column: 1))
    }
}
