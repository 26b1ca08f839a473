extension ObjectGraph {
    /// How many characters of a repr a picture shows.
    private static let longestRepr = 60

    /// The graph in Graphviz' language: the same text for the same heap.
    public var dot: String {
        var lines = [
            "digraph heap {", "  rankdir=LR;", "  node [shape=box, fontname=\"monospace\"];",
            "  edge [fontname=\"monospace\"];",
        ]
        for node in nodes {
            var label = [node.type, Self.shortened(node.repr)]
            if !node.immortal { label.append("refcount \(node.refcount)") }
            lines.append("  \(node.id) [label=\(Self.quoted(label.joined(separator: "\n")))];")
        }
        for (index, root) in roots.enumerated() {
            lines.append("  root\(index) [shape=plaintext, label=\(Self.quoted(root.caption))];")
            lines.append("  root\(index) -> \(root.target);")
        }
        for edge in edges {
            let label = edge.label.isEmpty ? edge.kind : edge.label
            let style = edge.kind == "weak" ? ", style=dashed" : ""
            lines.append("  \(edge.source) -> \(edge.target) [label=\(Self.quoted(label))\(style)];")
        }
        return (lines + ["}", ""]).joined(separator: "\n")
    }

    private static func shortened(_ text: String) -> String {
        text.unicodeScalars.count <= longestRepr
            ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(longestRepr))) + "…"
    }

    /// A string of the language. What a backslash begins there is nothing special here, and nothing that a program puts into a name
    /// ends the string or the line.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            default:
                if scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) {
                    let digits = String(scalar.value, radix: 16)
                    result += "\\\\x" + (digits.utf8.count < 2 ? "0" : "") + digits
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }
}

extension ObjectGraph.Root {
    /// What a picture writes at the arrow's start.
    fileprivate var caption: String {
        switch (kind, frame, name) {
        case ("handle", _, _): "held by the client"
        case (_, let frame?, let name?): "\(frame) \(name)"
        case ("module", _, let name?): "module \(name)"
        case (_, _, let name?): name
        default: kind
        }
    }
}
