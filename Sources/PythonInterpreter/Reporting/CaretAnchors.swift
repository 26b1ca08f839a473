import PythonSyntax

/// The part of an expression that a traceback marks with `^`, between parts marked with `~`: an operator, or the brackets of a call or
/// subscript. Lines and columns count from the beginning of the segment, in code points.
struct CaretAnchors {
    var start: (line: Int, column: Int)
    var end: (line: Int, column: Int)

    /// The anchors of the expression that a segment of source is; nil if it is none that has any.
    static func find(in segment: [[Unicode.Scalar]]) -> CaretAnchors? {
        let source = "(\n" + segment.map(\.text).joined(separator: "\n") + "\n)"
        guard let module = parse(source), module.body.count == 1,
            case .expression(let expression) = module.body[0].kind
        else { return nil }
        return Finder(lines: segment).anchors(of: expression)
    }

    /// The columns of the operator or of the subscript in an expression on one line, as CPython before 3.13 finds them.
    static func findInLine(_ segment: [Unicode.Scalar]) -> Range<Int>? {
        guard let module = parse(segment.text), module.body.count == 1,
            case .expression(let expression) = module.body[0].kind
        else { return nil }
        func column(_ position: SourcePosition) -> Int { segment.characters(inBytes: Int(position.column)) }
        switch expression.kind {
        case .binOp(let left, _, let right):
            let limit = min(segment.count, column(right.range.start))
            var start = column(left.range.end)
            while start < limit, segment[start].properties.isWhitespace { start += 1 }
            guard start < limit else { return nil }
            let isDouble = start + 1 < limit && !segment[start + 1].properties.isWhitespace
            return start..<(start + (isDouble ? 2 : 1))
        case .subscript(let value, let index, _):
            let (start, end) = (column(value.range.end), column(index.range.end) + 1)
            return start < end ? start..<end : nil
        default: return nil
        }
    }

    /// The tree of a source; nil if it is not one.
    static func parse(_ source: String) -> Module? {
        let bytes = Array(source.utf8)
        return DeepStack.run { try? Parser.parseModule(bytes) }
    }

    private struct Finder {
        let lines: [[Unicode.Scalar]]

        func anchors(of expression: Expression) -> CaretAnchors? {
            switch expression.kind {
            case .binOp(let left, _, let right): return operatorAnchors(left, right)
            case .subscript(let value, _, _): return bracketAnchors(value, "[", expression)
            case .call(let function, _, _): return bracketAnchors(function, "(", expression)
            default: return nil
            }
        }

        private func operatorAnchors(_ left: Expression, _ right: Expression) -> CaretAnchors? {
            guard let behind = valid(end(of: left)),
                let (line, column) = advance(behind, until: { !$0.properties.isWhitespace && $0 != ")" })
            else { return nil }
            var last = column + 1
            let rightStart = place(right.range.start)
            if last < lines[line].count, rightStart.line > line || last < rightStart.column {
                let next = lines[line][last]
                if !next.properties.isWhitespace, next != "\\", next != "#" { last += 1 }
            }
            return CaretAnchors(start: (line, column), end: (line, last))
        }

        private func bracketAnchors(_ value: Expression, _ bracket: Unicode.Scalar, _ whole: Expression)
            -> CaretAnchors?
        {
            guard let behind = valid(end(of: value)),
                let start = advance(behind, until: { $0 == bracket })
            else { return nil }
            return CaretAnchors(start: start, end: end(of: whole))
        }

        /// A position of the tree, whose first line is the added bracket's.
        private func place(_ position: SourcePosition) -> (line: Int, column: Int) {
            let line = Int(position.line) - 2
            guard lines.indices.contains(line) else { return (line, 0) }
            return (line, lines[line].characters(inBytes: Int(position.column)))
        }

        private func end(of expression: Expression) -> (line: Int, column: Int) {
            place(expression.range.end)
        }

        /// The place, or the first one behind it where there is a character.
        private func valid(_ place: (line: Int, column: Int)) -> (line: Int, column: Int)? {
            var (line, column) = place
            while lines.indices.contains(line), column >= lines[line].count { (line, column) = (line + 1, 0) }
            return lines.indices.contains(line) ? (line, column) : nil
        }

        /// The first place that satisfies a condition, comments and continued lines left out.
        private func advance(
            _ place: (line: Int, column: Int), until stop: (Unicode.Scalar) -> Bool
        ) -> (line: Int, column: Int)? {
            var place = place
            while true {
                let scalar = lines[place.line][place.column]
                if scalar == "\\" || scalar == "#" {
                    guard let next = valid((place.line + 1, 0)) else { return nil }
                    place = next
                } else if stop(scalar) {
                    return place
                } else {
                    guard let next = valid((place.line, place.column + 1)) else { return nil }
                    place = next
                }
            }
        }
    }
}
