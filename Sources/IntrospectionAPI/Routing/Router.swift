/// What a path leads to: the endpoint's number and the values that stood in its parameters' places.
struct RouteMatch {
    var endpoint: Int
    var values: [String]
}

/// The outcome of looking a path up.
enum Lookup {
    case found(RouteMatch)
    case unknownPath
    /// A segment is not valid percent-encoding of UTF-8.
    case malformedSegment
}

/// A frozen trie over path segments: three flat arrays and one string of literals, read without a lock by every thread.
///
/// - Complexity: a look-up is O(length of the path); a node's literal children are compared one by one (there are at most sixteen).
struct Router: Sendable {
    fileprivate struct Node {
        var firstEdge: Int32
        var edgeCount: Int32
        var parameterChild: Int32
        var endpoint: Int32
    }

    fileprivate struct Edge {
        var start: Int32
        var length: Int32
        var child: Int32
    }

    private let nodes: [Node]
    private let edges: [Edge]
    private let literals: [UInt8]

    /// The endpoints' templates, by number.
    let templates: [PathTemplate]

    /// Builds the trie of `templates`, each of which becomes the endpoint of its index.
    init(_ templates: [PathTemplate]) {
        let root = RouterBuilder()
        for (index, template) in templates.enumerated() {
            root.insert(template, endpoint: index)
        }
        var frozen = FrozenTrie()
        frozen.freeze(root)
        nodes = frozen.nodes
        edges = frozen.edges
        literals = frozen.literals
        self.templates = templates
    }

    /// Looks up `path`, which is without its query.
    func look(up path: Substring) -> Lookup {
        var path = path
        return path.withUTF8 { look(up: $0) }
    }

    private func look(up path: UnsafeBufferPointer<UInt8>) -> Lookup {
        guard path.first == UInt8(ascii: "/") else { return .unknownPath }
        var node = 0
        var values: [String] = []
        var start = 1
        while start <= path.count {
            var end = start
            while end < path.count, path[end] != UInt8(ascii: "/") { end += 1 }
            let segment = UnsafeBufferPointer(rebasing: path[start..<end])
            if let child = literalChild(of: node, segment) {
                node = child
            } else if nodes[node].parameterChild >= 0, !segment.isEmpty {
                guard let value = PercentEncoding.decode(segment) else { return .malformedSegment }
                values.append(value)
                node = Int(nodes[node].parameterChild)
            } else {
                return .unknownPath
            }
            start = end + 1
        }
        let endpoint = nodes[node].endpoint
        guard endpoint >= 0 else { return .unknownPath }
        return .found(RouteMatch(endpoint: Int(endpoint), values: values))
    }

    private func literalChild(of node: Int, _ segment: UnsafeBufferPointer<UInt8>) -> Int? {
        let first = Int(nodes[node].firstEdge)
        for index in first..<(first + Int(nodes[node].edgeCount)) {
            let edge = edges[index]
            guard Int(edge.length) == segment.count else { continue }
            let literal = literals[Int(edge.start)..<Int(edge.start + edge.length)]
            if literal.elementsEqual(segment) { return Int(edge.child) }
        }
        return nil
    }
}

/// A node of the trie while it grows.
private final class RouterBuilder {
    var literals: [(text: String, child: RouterBuilder)] = []
    var parameterChild: RouterBuilder?
    var endpoint: Int?

    func insert(_ template: PathTemplate, endpoint index: Int) {
        var node = self
        for segment in template.segments {
            node = node.child(for: segment)
        }
        precondition(node.endpoint == nil, "two endpoints at \(template.text)")
        node.endpoint = index
    }

    private func child(for segment: PathTemplate.Segment) -> RouterBuilder {
        switch segment {
        case .literal(let text):
            if let known = literals.first(where: { $0.text == text }) { return known.child }
            let child = RouterBuilder()
            literals.append((text, child))
            return child
        case .parameter:
            let child = parameterChild ?? RouterBuilder()
            parameterChild = child
            return child
        }
    }
}

/// The arrays of a router while a built trie is laid out in them.
private struct FrozenTrie {
    var nodes: [Router.Node] = []
    var edges: [Router.Edge] = []
    var literals: [UInt8] = []

    @discardableResult
    mutating func freeze(_ built: RouterBuilder) -> Int32 {
        let index = nodes.count
        let firstEdge = edges.count
        nodes.append(
            Router.Node(
                firstEdge: Int32(firstEdge), edgeCount: Int32(built.literals.count), parameterChild: -1,
                endpoint: Int32(built.endpoint ?? -1)))
        for (text, _) in built.literals {
            edges.append(Router.Edge(start: Int32(literals.count), length: Int32(text.utf8.count), child: -1))
            literals.append(contentsOf: text.utf8)
        }
        for (offset, (_, child)) in built.literals.enumerated() {
            edges[firstEdge + offset].child = freeze(child)
        }
        if let parameterChild = built.parameterChild {
            nodes[index].parameterChild = freeze(parameterChild)
        }
        return Int32(index)
    }
}
