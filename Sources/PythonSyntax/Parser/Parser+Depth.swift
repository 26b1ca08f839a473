extension Parser {
    /// How deep a tree may nest, counted in expressions and blocks, chains such as `a.b.c` and `a + b + c` included.
    ///
    /// Measured with 8 MB of stack in a debug build, the most expensive nesting, lambdas between parentheses, overflows at
    /// 1,750. What walks the tree afterwards has to manage as much; brackets alone end at 200 in the tokenizer.
    package static let depthLimit = 1000

    /// Begins what stands one level deeper. Ends with `leave`, unless it throws.
    mutating func enter() throws(Rejection) {
        depth += 1
        if depth > peak { peak = depth }
        if peak > Parser.depthLimit { throw stackOverflow() }
    }

    /// Ends what `enter` began.
    mutating func leave() { depth -= 1 }

    /// Begins an operand on which a chain may be built; `endChain` takes what this returns.
    ///
    /// A chain such as `a.b.c` or `a + b + c` is read in a loop, but its tree nests to the left, and all that comes after the
    /// parser walks trees recursively. So `peak` is kept for each chain by itself while it grows.
    mutating func beginChain() -> Int {
        let outer = peak
        peak = depth
        return outer
    }

    /// Puts a node above what has been read since `beginChain`: all of it stands one level deeper.
    mutating func link() throws(Rejection) {
        peak += 1
        guard peak <= Parser.depthLimit else {
            fault = SyntaxError(
                .recursionError, "maximum recursion depth exceeded during compilation", at: nil)
            throw Rejection()
        }
    }

    /// Ends a chain.
    mutating func endChain(_ outer: Int) { if outer > peak { peak = outer } }

    private mutating func stackOverflow() -> Rejection {
        fault = SyntaxError(
            .memoryError, "Parser stack overflowed - Python source too complex to parse", at: nil)
        return Rejection()
    }
}
