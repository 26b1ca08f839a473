/// A part of a pattern, as it was written.
///
/// The tree has the shape that CPython's parser gives it: what an alternation begins with in all its branches stands in front of it,
/// and branches of one character each are a set. The sizes of compiled patterns show that.
enum PatternNode {
    case literal(UInt32)
    case notLiteral(UInt32)
    case any
    case set(SetNode)
    case at(Anchor)
    case reference(group: Int)
    case branch([Subpattern])
    case group(number: Int?, adding: PatternFlags, removing: PatternFlags, Subpattern)
    case atomic(Subpattern)
    case look(Look, Subpattern)
    case `repeat`(Repetition, Subpattern)
    case conditional(group: Int, yes: Subpattern, no: Subpattern?)
    case failure

    /// Whether it is the same as another, where that can be told without looking into subpatterns.
    func isSame(as other: PatternNode) -> Bool {
        switch (self, other) {
        case (.literal(let a), .literal(let b)), (.notLiteral(let a), .notLiteral(let b)): a == b
        case (.any, .any), (.failure, .failure): true
        case (.set(let a), .set(let b)): a == b
        case (.at(let a), .at(let b)): a == b
        case (.reference(let a), .reference(let b)): a == b
        default: false
        }
    }

    /// Whether it is one character, whichever.
    var isOneCharacter: Bool {
        switch self {
        case .literal, .notLiteral, .any, .set: true
        default: false
        }
    }
}

/// `[...]`, or a category by itself.
struct SetNode: Hashable {
    enum Item: Hashable {
        case literal(UInt32)
        case range(UInt32, UInt32)
        case category(CharacterCategory)
    }

    var isNegated = false
    var items: [Item]
}

/// A place in the text that takes no characters.
enum Anchor: Hashable {
    case beginning, beginningOfText, boundary, nonBoundary, end, endOfText
}

/// `(?=...)`, `(?!...)`, `(?<=...)` or `(?<!...)`.
struct Look {
    let isBehind: Bool
    let isNegated: Bool
}

/// How often something is repeated.
struct Repetition: Sendable {
    enum Manner: Sendable { case greedy, lazy, possessive }

    /// The number that stands for no limit.
    static let unlimited = 0xFFFF_FFFF

    let least: Int
    let most: Int
    let manner: Manner
}

/// Parts of a pattern in a row.
final class Subpattern {
    var nodes: [PatternNode]
    private var known: Width?

    init(_ nodes: [PatternNode] = []) { self.nodes = nodes }

    /// How many characters it takes.
    ///
    /// - Parameter groups: the widths of the groups that are closed.
    func width(_ groups: [Width?]) -> Width {
        if let known { return known }
        let width = nodes.reduce(Width(least: 0, most: 0)) { $0 + Self.width(of: $1, groups) }
        known = width
        return width
    }

    private static func width(of node: PatternNode, _ groups: [Width?]) -> Width {
        switch node {
        case .literal, .notLiteral, .any, .set: return Width(least: 1, most: 1)
        case .at, .look, .failure: return Width(least: 0, most: 0)
        case .reference(let group): return groups[group] ?? Width(least: 0, most: 0)
        case .branch(let branches):
            let widths = branches.map { $0.width(groups) }
            return widths.dropFirst().reduce(widths.first ?? Width(least: 0, most: 0)) { $0.union($1) }
        case .group(_, _, _, let part), .atomic(let part): return part.width(groups)
        case .repeat(let times, let part): return part.width(groups).repeated(times)
        case .conditional(_, let yes, let no):
            guard let no else { return Width(least: 0, most: yes.width(groups).most) }
            return yes.width(groups).union(no.width(groups))
        }
    }
}

/// The fewest and the most characters that something takes.
struct Width: Equatable {
    /// More than any text has.
    static let endless = Int.max

    var least, most: Int

    static func + (a: Width, b: Width) -> Width {
        Width(least: sum(a.least, b.least), most: sum(a.most, b.most))
    }

    func union(_ other: Width) -> Width { Width(least: min(least, other.least), most: max(most, other.most)) }

    func repeated(_ times: Repetition) -> Width {
        Width(
            least: Self.product(least, times.least),
            most: times.most == Repetition.unlimited && most > 0
                ? Self.endless : Self.product(most, times.most))
    }

    private static func sum(_ a: Int, _ b: Int) -> Int {
        let (sum, isBeyond) = a.addingReportingOverflow(b)
        return isBeyond ? endless : sum
    }

    private static func product(_ a: Int, _ b: Int) -> Int {
        let (product, isBeyond) = a.multipliedReportingOverflow(by: b)
        return isBeyond ? endless : product
    }
}
