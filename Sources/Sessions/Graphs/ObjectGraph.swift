import OrderedJSON

/// Objects, the references between them, and what holds them from outside: the source of a picture.
public struct ObjectGraph: Report, Equatable {
    /// A reference between two objects of the graph.
    public struct Edge: Report, Equatable {
        /// The object that refers.
        public var source: Handle
        /// The object referred to.
        public var target: Handle
        /// What the reference is; `weak` is one that is not counted.
        public var kind: String
        /// Which one of its kind.
        public var label: String

        /// Writes the reference.
        public func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.member("source", source.description)
            writer.member("target", target.description)
            writer.member("kind", kind)
            writer.member("label", label)
            writer.endObject()
        }
    }

    /// What holds an object of the graph and is no object: a name, a client, a frame's variable.
    public struct Root: Report, Equatable {
        /// The object.
        public var target: Handle
        /// global, module, handle, local, stack and so on.
        public var kind: String
        /// The frame of a variable.
        public var frame: String?
        /// The name of a global, a module or a variable.
        public var name: String?

        /// Writes the root.
        public func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.member("target", target.description)
            writer.member("kind", kind)
            if let frame { writer.member("frame", frame) }
            if let name { writer.member("name", name) }
            writer.endObject()
        }
    }

    /// The objects, the interpreter's first, then in the order in which they were made.
    public var nodes: [ObjectDescription]
    /// Their references, in the order of the objects and of their slots.
    public var edges: [Edge]
    /// What holds them from outside, in the order of the objects.
    public var roots: [Root]

    /// Writes the graph.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("nodes", reports: nodes)
        writer.member("edges", reports: edges)
        writer.member("roots", reports: roots)
        writer.endObject()
    }
}

/// Which graph is asked for.
public struct GraphRequest: Sendable, Equatable {
    /// The object in the middle; nil asks for all that is there.
    public var around: Handle?
    /// How many references away from the middle, or from the roots; nil is 2 around an object, and any number otherwise.
    public var depth: Int?
    /// How many objects it may have at most.
    public var limit: Int

    /// Asks for a graph.
    public init(around: Handle? = nil, depth: Int? = nil, limit: Int = Self.usualLimit) {
        self.around = around
        self.depth = depth
        self.limit = limit
    }

    /// How many objects a graph has at most, unless it is said.
    public static let usualLimit = 1000
    /// How many references a graph has at most for each object that it may have.
    static let edgesForObject = 10
}
