import Locking
import PythonObjects

/// How a callable written in C takes its arguments.
enum ArgumentPassing: BitwiseCopyable {
    /// As they lie.
    case plain
    /// In a tuple that the caller makes, or has already.
    case tuple
    /// As they lie, and makes a tuple of them itself.
    case gathering
}

/// How each function that is written in Swift takes its arguments in one profile, by the function's number.
///
/// All sessions of a profile share one, which is never freed.
struct PassingTable: @unchecked Sendable {
    // SAFETY: what it points to is written before the table is made, and never after.
    private let passings: UnsafePointer<ArgumentPassing>

    private init(_ passings: [ArgumentPassing]) {
        let memory = UnsafeMutablePointer<ArgumentPassing>.allocate(capacity: passings.count)
        memory.initialize(from: passings, count: passings.count)
        self.passings = UnsafePointer(memory)
    }

    /// - Parameter number: one of `Builtins.all`.
    subscript(number: Int) -> ArgumentPassing { passings[number] }

    /// By profile.
    private static let tables = Locked<[String: PassingTable]>([:])

    /// The table of a runtime's profile.
    static func of(_ runtime: Runtime) -> PassingTable {
        let name = runtime.profile.name
        if let known = tables.withLock({ $0[name] }) { return known }
        let made = PassingTable(Builtins.passing(by: runtime.profile.conventions, in: runtime))
        return tables.withLock {
            if let known = $0[name] { return known }
            $0[name] = made
            return made
        }
    }
}

extension Builtins {
    /// By number: how what is written in Swift takes its arguments, by a version's conventions.
    fileprivate static func passing(by conventions: CallConventions, in runtime: Runtime)
        -> [ArgumentPassing]
    {
        var result: [ArgumentPassing] = []
        func append(_ owner: String, _ builtins: [Builtin]) {
            for builtin in builtins {
                let name = "\(owner).\(builtin.name)"
                let isTuple = builtin.name == "__new__" || conventions.tupleFunctions.contains(name)
                result.append(
                    isTuple ? .tuple : conventions.gatheringFunctions.contains(name) ? .gathering : .plain)
            }
        }
        for (name, builtins) in modules { append(name, builtins) }
        for (type, builtins) in methods { append(runtime.record(of: type(runtime)).name, builtins) }
        for (key, builtin) in slots {
            append(key.split(separator: ".").dropLast().joined(separator: "."), [builtin])
        }
        append("", [new] + structFields + [newObject] + NativeType.protocolMethods)
        for module in NativeModule.all { append(module.name, module.functions) }
        for type in NativeType.all { append(type.name, type.methods) }
        return result
    }
}
