import Foundation
import PythonObjects
import Testing

@testable import PythonInterpreter

/// Random statements; after each one the blocks of all live objects, of what they own and of the free lists are exactly those that
/// the memory manager has handed out.
@Suite struct MemoryAccountTests {
    /// `HOLDFAST_ACCOUNTS` asks for more than the few programs that fit a quick run.
    static let programs = ProcessInfo.processInfo.environment["HOLDFAST_ACCOUNTS"].flatMap(UInt64.init) ?? 4

    @Test(arguments: Profile.all, 0..<programs)
    func everyByteHasOneOwner(profile: Profile, seed: UInt64) {
        let fault = DeepStack.run { () -> String? in
            let interpreter = Interpreter(profile: profile)
            _ = interpreter.run(Array(Statements.prelude.utf8), filename: "prelude.py", mode: .script)
            var statements = Statements(seed: seed)
            for step in 0..<60 {
                let statement = statements.next()
                _ = interpreter.run(Array(statement.utf8), filename: "statement.py", mode: .script)
                if let fault = interpreter.fault() { return "step \(step), \(statement): \(fault)" }
                do {
                    try interpreter.runtime.validateBlocks()
                } catch {
                    return "step \(step), \(statement): \(error)"
                }
                let (account, memory) = (interpreter.heap.memoryAccount, interpreter.heap.memory)
                let counted = memory.sizeClasses.reduce(0) { $0 + $1.blocksUsed * $1.size }
                if account.bytes != counted + memory.largeBlocks.bytes { return "step \(step): \(account)" }
            }
            return nil
        }
        #expect(fault == nil, "\(profile.name), seed \(seed)")
    }

    /// A grammar of statements that make, grow, shrink and drop whatever owns memory.
    struct Statements {
        private var state: UInt64

        init(seed: UInt64) { state = seed }

        static let prelude = """
            import collections, gc, sys, weakref
            class Plain: pass
            class Slotted: __slots__ = ('a', 'b')
            class Items(list): pass
            class Table(dict): pass
            class Pair(tuple): pass
            class Text(str): pass
            class Number(int): pass
            class Fail(Exception): pass
            class Back:
                def __del__(self):
                    global n0
                    n0 = self
            def numbers(n):
                for i in range(n):
                    yield i, [i]
            def closure(x):
                def inner(): return x
                return inner
            n0 = n1 = n2 = n3 = n4 = n5 = None

            """

        private mutating func number(_ limit: Int) -> Int {
            state &+= 0x9e37_79b9_7f4a_7c15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
            return Int((mixed ^ (mixed >> 31)) % UInt64(limit))
        }

        private mutating func name() -> String { "n\(number(6))" }

        private mutating func size() -> Int {
            [number(4), number(12), number(40), number(300), number(3000)][number(5)]
        }

        /// An expression that makes something new.
        private mutating func fresh() -> String {
            let (name, size) = (name(), size())
            switch number(34) {
            case 0: return "[\(name)] * \(size)"
            case 1: return "list(range(\(size)))"
            case 2: return "{'k%d' % i: \(name) for i in range(\(size))}"
            case 3: return "{i: i for i in range(\(size))}"
            case 4: return "set(range(\(size)))"
            case 5: return "frozenset(range(\(size)))"
            case 6: return "tuple(range(\(size)))"
            case 7: return "'x' * \(size)"
            case 8: return "'\\u20ac' * \(size)"
            case 9: return "bytes(\(size))"
            case 10: return "bytearray(\(size))"
            case 11: return "7 ** \(size)"
            case 12: return "[\(size) * 1.5 for i in range(\(size))]"
            case 13: return "[Plain() for i in range(\(min(size, 90)))]"
            case 14: return "Slotted()"
            case 15: return "Items(range(\(size)))"
            case 16: return "Table.fromkeys(range(\(size)))"
            case 17: return "Pair(range(\(size)))"
            case 18: return "Text('t' * \(size))"
            case 19: return "Number(3 ** \(size))"
            case 20: return "Fail(\(name), \(size))"
            case 21: return "Back()"
            case 22: return "type('C%d' % \(size), (Plain,), {'a': \(name), '__doc__': None})"
            case 23: return "type('S', (), {'__slots__': ['s%d' % i for i in range(\(size % 9))]})()"
            case 24: return "collections.deque(range(\(size)), \(size) if \(size) % 2 else None)"
            case 25: return "collections.defaultdict(list, {i: [] for i in range(\(size))})"
            case 26: return "closure(\(name))"
            case 27: return "numbers(\(size))"
            case 28: return "iter([\(name), \(size)])"
            case 29: return "slice(\(name), \(size))"
            case 30: return "weakref.WeakValueDictionary()"
            case 31: return "(lambda a, b=\(name): a)"
            case 32: return "collections.OrderedDict((i, i) for i in range(\(min(size, 200))))"
            default: return "complex(\(size), 1), \(size) + 0.5, range(\(size)), enumerate([\(name)])"
            }
        }

        /// The next statement; many end in an exception, which must leave nothing behind either.
        mutating func next() -> String {
            let (name, other, size) = (name(), name(), size())
            switch number(30) {
            case 0...9: return "\(name) = \(fresh())"
            case 10: return "\(name).append(\(fresh()))"
            case 11: return "\(name).extend(range(\(size)))"
            case 12: return "del \(name)[\(size % 40):]"
            case 13: return "\(name)[\(size)] = \(other)"
            case 14: return "\(name).clear()"
            case 15: return "\(name).pop()"
            case 16: return "\(name).add(\(size))"
            case 17: return "\(name).update(\(other))"
            case 18: return "\(name).a\(size % 40) = \(fresh())"
            case 19: return "del \(name).a\(size % 40)"
            case 20: return "\(name).__dict__['b%d' % \(size)] = \(name)"
            case 21: return "\(name).__dict__[\(size)] = \(other)"
            case 22: return "gc.collect(\(size % 3))"
            case 23: return "\(name) = \(other) + \(other)"
            case 24: return "\(name) = \(other).copy()"
            case 25: return "\(name) = [weakref.ref(\(other), lambda r: None), next(\(other))]"
            case 26: return "for x in \(name): \(other) = x, [x]"
            case 27: return "\(name) = None"
            case 28: return "\(name).insert(0, \(name)); \(name).rotate(\(size)); \(name).appendleft(1)"
            default: return "\(name) = sys._getframe(), sys.getsizeof(\(other)), repr(\(size))"
            }
        }
    }
}
