/// The operator of `binaryOp`, with CPython's numbers.
package enum BinaryOperation: UInt8, Sendable, CaseIterable {
    case add, and, floorDivide, leftShift, matrixMultiply, multiply, remainder, or, power, rightShift,
        subtract,
        trueDivide, xor
    case inplaceAdd, inplaceAnd, inplaceFloorDivide, inplaceLeftShift, inplaceMatrixMultiply, inplaceMultiply,
        inplaceRemainder, inplaceOr, inplacePower, inplaceRightShift, inplaceSubtract, inplaceTrueDivide,
        inplaceXor

    /// As it is written in source.
    package var symbol: String {
        let plain = ["+", "&", "//", "<<", "@", "*", "%", "|", "**", ">>", "-", "/", "^"]
        let index = Int(rawValue)
        return index < plain.count ? plain[index] : plain[index - plain.count] + "="
    }
}

/// The operator of `compareOp`, with CPython's numbers.
package enum Comparison: UInt8, Sendable, CaseIterable {
    case less, lessOrEqual, equal, notEqual, greater, greaterOrEqual

    /// As it is written in source.
    package var symbol: String { ["<", "<=", "==", "!=", ">", ">="][Int(rawValue)] }
}

/// What `callIntrinsic1` does with its operand, with CPython's numbers.
package enum UnaryIntrinsic: UInt8, Sendable, CaseIterable {
    /// Shows the value of an interactive statement (`sys.displayhook`) and leaves None.
    case print = 1
    /// Binds the public names of a module in the namespace and leaves None.
    case importStar
    /// Turns a StopIteration that leaves a generator or coroutine, or a StopAsyncIteration that leaves an
    /// asynchronous generator, into a RuntimeError; leaves other exceptions as they are.
    case stopIterationError
    /// Wraps what an asynchronous generator yields.
    case asyncGenWrap
    /// `+value`
    case unaryPositive
    case listToTuple
    case typeVar, paramSpec, typeVarTuple, subscriptGeneric, typeAlias
}

/// What `callIntrinsic2` does with its operands, with CPython's numbers.
package enum BinaryIntrinsic: UInt8, Sendable, CaseIterable {
    /// `original exception, list of exceptions -- exception to raise or None`, at the end of `except*`.
    case prepReraiseStar = 1
    case typeVarWithBound, typeVarWithConstraints, setFunctionTypeParams, setTypeParamDefault
}

/// What `setFunctionAttribute` sets, with CPython's numbers.
package enum FunctionAttribute: UInt8, Sendable, CaseIterable {
    /// A tuple.
    case defaults = 1
    /// A dict.
    case keywordDefaults = 2
    /// A tuple of names and values in turn.
    case annotations = 4
    /// A tuple of cells.
    case closure = 8
}
