/// What an instruction does: CPython 3.13's instruction set without inline caches and without specialised, fused
/// and instrumented forms.
///
/// The stack effect of each is written `before -- after` with the top of the stack at the right. What an
/// instruction consumes it consumes as CPython does, because reference counts on the value stack can be observed.
/// `oparg` is the instruction's argument; `[n]` stands for n values. The targets of jumps are absolute indices of
/// instructions.
package enum Opcode: UInt8, BitwiseCopyable, Sendable, CaseIterable {
    // MARK: The stack

    /// `--` Nothing.
    case nop
    /// `value --`
    case popTop
    /// `-- NULL` The empty place beside a callable that is not a method.
    case pushNull
    /// `bottom, [oparg - 2], top -- top, [oparg - 2], bottom`
    case swap
    /// `bottom, [oparg - 1] -- bottom, [oparg - 1], bottom`
    case copy

    // MARK: Constants and names

    /// `-- constants[oparg]`
    case loadConst
    /// `-- AssertionError`
    case loadAssertionError
    /// `-- __build_class__`
    case loadBuildClass
    /// `-- locals` The namespace of a class body or module.
    case loadLocals
    /// `-- locals[oparg]` The local is known to be bound.
    case loadFast
    /// `-- locals[oparg]` UnboundLocalError if it is not bound.
    case loadFastCheck
    /// `-- locals[oparg] or NULL` Moves the local to the stack and leaves it unbound.
    case loadFastAndClear
    /// `value or NULL --` Binds a local; NULL, which `loadFastAndClear` may have left, unbinds it.
    case storeFast
    /// `--` Unbinds a local; UnboundLocalError if it is not bound.
    case deleteFast
    /// `-- value` Looks `names[oparg]` up in the namespace, the globals, the builtins; NameError.
    case loadName
    /// `value --` Into the namespace.
    case storeName
    /// `--` From the namespace; NameError.
    case deleteName
    /// `-- value` or, with bit 0, `-- value, NULL`. `names[oparg >> 1]` in the globals or builtins.
    case loadGlobal
    /// `value --`
    case storeGlobal
    /// `--` NameError if it is not bound.
    case deleteGlobal
    /// `--` Puts a new cell around what `locals[oparg]` holds, if anything.
    case makeCell
    /// `--` Moves the function's closure, `oparg` cells, into the last locals. The first instruction where it stands.
    case copyFreeVars
    /// `-- value` What the cell in `locals[oparg]` holds; NameError or UnboundLocalError if it is empty.
    case loadDeref
    /// `value --`
    case storeDeref
    /// `--` Empties the cell; NameError or UnboundLocalError if it is empty.
    case deleteDeref
    /// `namespace -- value` Looks the name of `locals[oparg]` up in a mapping, then in its cell.
    case loadFromDictOrDeref
    /// `namespace -- value` Looks `names[oparg]` up in a mapping, then in the globals and builtins.
    case loadFromDictOrGlobals

    // MARK: Attributes and items

    /// `owner -- value` or, with bit 0, `owner -- method, self` or `owner -- value, NULL`. `names[oparg >> 1]`
    case loadAttr
    /// `super, class, self -- value`; with bit 0 as the method form of `loadAttr`. `names[oparg >> 2]` of
    /// `super(class, self)`, which bit 1 says was written with arguments.
    case loadSuperAttr
    /// `value, owner --`
    case storeAttr
    /// `owner --`
    case deleteAttr
    /// `container, key -- value`
    case binarySubscr
    /// `value, container, key --`
    case storeSubscr
    /// `container, key --`
    case deleteSubscr
    /// `container, start, stop -- value`
    case binarySlice
    /// `value, container, start, stop --`
    case storeSlice

    // MARK: Operators

    /// `value -- ~value`
    case unaryInvert
    /// `value -- -value`
    case unaryNegative
    /// `bool -- bool` Its operand is a bool already.
    case unaryNot
    /// `value -- bool`
    case toBool
    /// `left, right -- value` `BinaryOperation(rawValue: oparg)`
    case binaryOp
    /// `left, right -- value` `Comparison(rawValue: oparg >> 5)`; with bit 4 the truth of the value.
    case compareOp
    /// `left, right -- bool` `is`, or `is not` if oparg is 1.
    case isOp
    /// `left, right -- bool` `in`, or `not in` if oparg is 1.
    case containsOp

    // MARK: Building

    /// `[oparg] -- tuple`
    case buildTuple
    /// `[oparg] -- list`
    case buildList
    /// `[oparg] -- set`
    case buildSet
    /// `key, value, … -- dict` Of oparg pairs.
    case buildMap
    /// `[oparg], keys -- dict` The keys are a tuple.
    case buildConstKeyMap
    /// `[oparg] -- str` Of oparg strs.
    case buildString
    /// `start, stop -- slice` or `start, stop, step -- slice` if oparg is 3.
    case buildSlice
    /// `list, [oparg - 1], value -- list, [oparg - 1]`
    case listAppend
    /// `set, [oparg - 1], value -- set, [oparg - 1]`
    case setAdd
    /// `dict, [oparg - 1], key, value -- dict, [oparg - 1]`
    case mapAdd
    /// `list, [oparg - 1], iterable -- list, [oparg - 1]` TypeError of `*` if it cannot be iterated.
    case listExtend
    /// `set, [oparg - 1], iterable -- set, [oparg - 1]`
    case setUpdate
    /// `dict, [oparg - 1], mapping -- dict, [oparg - 1]` Later keys win.
    case dictUpdate
    /// `callable, NULL, arguments, dict, [oparg - 1], mapping -- callable, NULL, arguments, dict, [oparg - 1]`
    /// TypeError that names the callable if a key is not a str or comes twice.
    case dictMerge
    /// `sequence -- [oparg]` The first item on top.
    case unpackSequence
    /// `sequence -- items…` `oparg & 255` items, a list, `oparg >> 8` items; the first on top.
    case unpackEx
    /// `value -- value` `str`, `repr` or `ascii` for 1, 2, 3.
    case convertValue
    /// `value -- str` `format(value)`, the value itself if it is a str.
    case formatSimple
    /// `value, specification -- str`
    case formatWithSpec

    // MARK: Calls and functions

    /// `callable, self or NULL, [oparg] -- value`
    case call
    /// `callable, self or NULL, [oparg], keywordNames -- value` The names are a tuple.
    case callKw
    /// `callable, NULL, arguments -- value`, with bit 0 `callable, NULL, arguments, keywords -- value`
    case callFunctionEx
    /// `value -- value` `UnaryIntrinsic(rawValue: oparg)`
    case callIntrinsic1
    /// `first, second -- value` `BinaryIntrinsic(rawValue: oparg)`
    case callIntrinsic2
    /// `code -- function`
    case makeFunction
    /// `attribute, function -- function` `FunctionAttribute(rawValue: oparg)`
    case setFunctionAttribute
    /// `value -- ` Leaves the frame.
    case returnValue
    /// `--` Leaves the frame with `constants[oparg]`.
    case returnConst

    // MARK: Jumps and loops

    /// `--`
    case jumpForward
    /// `--` Checks for what interrupts a loop.
    case jumpBackward
    /// `--`
    case jumpBackwardNoInterrupt
    /// `bool --` The operand is a bool already.
    case popJumpIfFalse
    /// `bool --` The operand is a bool already.
    case popJumpIfTrue
    /// `value --`
    case popJumpIfNone
    /// `value --`
    case popJumpIfNotNone
    /// `iterable -- iterator`
    case getIter
    /// `iterator -- iterator, value` At the end `iterator --`, going on *behind* the `endFor` and `popTop` at the target.
    case forIter
    /// `value --` Closes a `forIter`; never executed.
    case endFor

    // MARK: Exceptions

    /// `exception -- previous, exception` Makes it the exception being handled.
    case pushExcInfo
    /// `previous --` Makes the previous exception the one being handled again.
    case popExcept
    /// `exception, type -- exception, bool`
    case checkExcMatch
    /// `exception, type -- rest, match` Of `except*`; either may be None.
    case checkEGMatch
    /// `[oparg], exception -- [oparg]` Raises again; if oparg is not 0 the traceback goes on from the instruction
    /// whose index, pushed by the exception table, stands oparg below the exception.
    case reraise
    /// `[oparg] --` `raise`, `raise exception`, `raise exception from cause`
    case raiseVarargs
    /// `iterator, sent, exception -- None, value` The value of a StopIteration; anything else is raised again.
    case cleanupThrow

    // MARK: with

    /// `manager -- exit, value` The bound `__exit__` and what `__enter__` gave.
    case beforeWith
    /// `manager -- exit, awaitable`
    case beforeAsyncWith
    /// `exit, lasti, previous, exception -- exit, lasti, previous, exception, value`
    case withExceptStart

    // MARK: Generators and coroutines

    /// `--` The start of a function or the place to go on: `oparg & 3` is 0 at the start, 1 after `yield`, 2 after
    /// `yield from`, 3 after `await`; bit 2 says that only the body's own handler is around it.
    case resume
    /// `-- None` Gives the caller a generator that holds this frame; the None is what its first `send` pushes.
    case returnGenerator
    /// `value -- sent` oparg is 1 in `yield from` and `await`.
    case yieldValue
    /// `iterator, value -- iterator, yielded` At its end `iterator, value -- iterator, result`, and jumps.
    case send
    /// `iterator, result -- result`
    case endSend
    /// `iterable -- iterator` Of `yield from`; a coroutine only in a coroutine.
    case getYieldFromIter
    /// `awaitable -- iterator` oparg 1 and 2 say that `__aenter__` and `__aexit__` gave it.
    case getAwaitable
    /// `asyncIterable -- asyncIterator`
    case getAIter
    /// `asyncIterator -- asyncIterator, awaitable`
    case getANext
    /// `asyncIterator, exception --` Takes StopAsyncIteration; anything else is raised again.
    case endAsyncFor

    // MARK: Imports and annotations

    /// `level, fromList -- module` `names[oparg]`
    case importName
    /// `module -- module, attribute` `names[oparg]`
    case importFrom
    /// `--` Makes `__annotations__` in the namespace unless there is one.
    case setupAnnotations

    // MARK: match

    /// `subject -- subject, length`
    case getLen
    /// `subject -- subject, bool`
    case matchMapping
    /// `subject -- subject, bool`
    case matchSequence
    /// `subject, keys -- subject, keys, values or None` Both are tuples.
    case matchKeys
    /// `subject, type, attributeNames -- attributes or None` Both are tuples; oparg counts positional patterns.
    case matchClass

    // MARK: Tracing

    /// Stands for an instruction of a frame that is traced; never compiled.
    case traced

    // MARK: Debugging

    /// `--` Stands for a while in the place of the first instruction of a line, which is executed next.
    case instrumentedLine
}
