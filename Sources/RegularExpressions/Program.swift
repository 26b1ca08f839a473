/// A compiled pattern: instructions for the matcher.
struct Program: Sendable {
    /// One step of the matcher. Targets are places of instructions.
    enum Instruction: Sendable {
        /// Takes one character.
        case one(Single)
        /// Takes characters of one kind, as many as it may.
        case run(Run)
        case at(Place)
        /// Notes the place as the start or the end of a group.
        case mark(Int)
        case jump(Int)
        /// Goes on behind it, and at the target if that fails.
        case branch(orElse: Int)
        case fail
        /// Takes again what a group took.
        case reference(group: Int, Folding)
        /// Goes on behind it if the group took something, else at the target.
        case conditional(group: Int, orElse: Int)
        /// Begins a loop, whose `loop` is the target.
        case enter(Int)
        /// Stands behind a loop's body, which begins at `body`.
        case loop(body: Int, Repetition)
        case enterPossessive
        /// Stands in front of a possessive loop's body; the target is behind the loop.
        case possessive(exit: Int, Repetition)
        case possessiveEnd(loop: Int)
        /// Begins what is not gone back into.
        case fence
        case fenceEnd
        /// Looks from so many characters behind the place; the target is behind the look.
        case look(back: Int, isNegated: Bool, exit: Int)
        case lookEnd(isNegated: Bool)
        case match
    }

    /// Which characters one place may have.
    enum Single: Sendable {
        case literal(UInt32)
        case notLiteral(UInt32)
        case any
        case anyAll
        /// The set of that number.
        case set(Int)
        /// A small letter, to compare with the small form of the character.
        case folded(UInt32, Folding)
        case notFolded(UInt32, Folding)
        case foldedSet(Int, Folding)
    }

    /// How case is ignored.
    enum Folding: Sendable { case none, ascii, unicode }

    /// A repetition of one character.
    struct Run: Sendable {
        let single: Single
        let times: Repetition
        /// The character that has to follow, if that is known.
        var following: UInt32?
    }

    /// What `at` asks of a place.
    enum Place: Sendable {
        case start, lineStart, end, lastLineEnd, lineEnd
        case boundary(isUnicode: Bool), nonBoundary(isUnicode: Bool)
    }

    var instructions: [Instruction] = []
    var sets: [CharacterSet] = []
    /// What a match has to begin with, if that is one character of a kind.
    var first: Single?
    var groupCount = 0
    let tables: CharacterTables
}
