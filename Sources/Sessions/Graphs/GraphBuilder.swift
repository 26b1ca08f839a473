import HeapAnalysis
import HeapEngine
import PythonObjects

/// Chooses what a graph of a runtime shows.
///
/// What the interpreter made for itself is left out, but for the object in the middle; `__main__`'s globals and `sys.modules` are
/// roots. Keys are labels. Classes, functions, modules and code are shown, and what only they lead to is not, unless one of them is in
/// the middle.
struct GraphBuilder {
    private let runtime: Runtime
    private let request: GraphRequest
    private let middle: ObjectID?

    init(_ runtime: Runtime, _ request: GraphRequest, around middle: ObjectID?) {
        self.runtime = runtime
        self.request = request
        self.middle = middle
    }

    private var heap: Heap { runtime.heap }

    /// Builds the graph.
    ///
    /// - Parameter describe: describes an object.
    /// - Throws: `.graphTooLarge`
    func graph(_ describe: (ObjectID) -> ObjectDescription) throws(SessionError) -> ObjectGraph {
        let found = try neighbourhood()
        let objects = found.objects.sorted { Handle(heap.serial(of: $0)) < Handle(heap.serial(of: $1)) }
        var graph = ObjectGraph(nodes: objects.map(describe), edges: [], roots: [])
        let limit = request.limit * GraphRequest.edgesForObject
        for object in objects {
            for reference in heap.references(from: object)
            where found.members.contains(reference.target) && !isKey(reference) {
                let edge = runtime.describe(reference)
                graph.edges.append(
                    .init(
                        source: handle(object), target: handle(reference.target), kind: edge.kind.rawValue,
                        label: edge.label))
                guard graph.edges.count <= limit else {
                    throw .graphTooLarge(what: "references", limit: limit)
                }
            }
            let target = heap.weakTarget(of: object)
            if !target.isNone, found.members.contains(target) {
                graph.edges.append(
                    .init(source: handle(object), target: handle(target), kind: "weak", label: ""))
            }
        }
        graph.roots = roots(of: objects)
        return graph
    }

    private func handle(_ object: ObjectID) -> Handle { Handle(heap.serial(of: object)) }

    // MARK: Objects

    private func neighbourhood() throws(SessionError) -> Neighbourhood {
        if let middle { return try neighbourhood(of: [middle], .both, depth: request.depth ?? 2) }
        let depth = request.depth ?? .max
        let starts = self.starts.filter(isShown)
        let reached = try neighbourhood(of: starts, .referents, depth: depth)
        // What nothing leads to any more is there until a collection finds it.
        let running = runtime.runningFrames.flatMap(\.held).map(\.object)
        let held = Reachability(from: rootObjects + self.starts + running, in: heap)
        var garbage: [ObjectID] = []
        heap.forEachObject { object in
            if isShown(object), heap.isTracked(object), !held.contains(object) { garbage.append(object) }
        }
        return garbage.isEmpty ? reached : try neighbourhood(of: starts + garbage, .referents, depth: depth)
    }

    private func neighbourhood(
        of starts: [ObjectID], _ direction: Neighbourhood.Direction, depth: Int
    ) throws(SessionError) -> Neighbourhood {
        let found = Neighbourhood(
            of: starts, in: heap, direction: direction, depth: depth, limit: request.limit,
            isFollowed: { reference in
                isShown(reference.target) && isShown(reference.source) && !isKey(reference)
                    && (!isMachinery(reference.source) || reference.source == middle)
            })
        guard let found else { throw .graphTooLarge(what: "objects", limit: request.limit) }
        return found
    }

    /// What names, clients and frames hold.
    private var starts: [ObjectID] {
        var starts = runtime.globalNames().map(\.value) + modules.map(\.module)
        for root in rootObjects {
            starts += heap.references(from: root).filter { isTold(runtime.describe($0).kind) }.map(\.target)
        }
        for frame in runtime.runningFrames {
            starts += frame.held.filter { isTold($0.edge.kind) }.map(\.object)
        }
        return starts
    }

    private var rootObjects: [ObjectID] {
        var roots: [ObjectID] = []
        heap.forEachObject { if heap.type(of: $0).isNone { roots.append($0) } }
        return roots
    }

    private var modules: [(name: String, module: ObjectID)] {
        runtime.modules().filter { !runtime.isBuiltin($0.module) }
    }

    private func isShown(_ object: ObjectID) -> Bool {
        object == middle || (!runtime.isBuiltin(object) && !heap.type(of: object).isNone)
    }

    private func isKey(_ reference: Reference) -> Bool {
        runtime.kind(of: reference.source) == .dict && runtime.describe(reference).kind == .key
    }

    private func isMachinery(_ object: ObjectID) -> Bool {
        switch runtime.kind(of: object) {
        case .type, .function, .module, .code, .builtinFunction: true
        default: false
        }
    }

    // MARK: Roots

    private func roots(of objects: [ObjectID]) -> [ObjectGraph.Root] {
        var names: [ObjectID: [ObjectGraph.Root]] = [:]
        for (name, value) in runtime.globalNames() {
            names[value, default: []].append(.init(target: handle(value), kind: "global", name: name))
        }
        for (name, module) in modules {
            names[module, default: []].append(.init(target: handle(module), kind: "module", name: name))
        }
        let held = runtime.unitsOfRun()
        var roots: [ObjectGraph.Root] = []
        for object in objects {
            roots += names[object] ?? []
            for unit in runtime.unitsOfRoots(of: object) + (held[object] ?? []) where isTold(unit.edge.kind) {
                roots.append(
                    .init(
                        target: handle(object), kind: unit.edge.kind.rawValue, frame: unit.frame?.description,
                        name: unit.edge.label.isEmpty ? nil : unit.edge.label))
            }
        }
        return roots
    }

    /// Whether it says more than that something runs.
    private func isTold(_ kind: EdgeKind) -> Bool {
        switch kind {
        case .interpreter, .code, .function, .constant, .dictionary, .names: false
        default: true
        }
    }
}

extension LiveSession {
    /// A graph of the heap.
    func graph(_ request: GraphRequest) throws(SessionError) -> ObjectGraph {
        var middle: ObjectID?
        if let around = request.around { middle = try resolve(around) }
        return try GraphBuilder(runtime, request, around: middle).graph {
            describe($0, limit: Self.shortReprLimit)
        }
    }
}

extension Runtime {
    /// A graph of all that a program has built, in Graphviz' language.
    ///
    /// - Throws: `.graphTooLarge`
    package func graph(limit: Int) throws(SessionError) -> String {
        try GraphBuilder(self, GraphRequest(limit: limit), around: nil).graph {
            ObjectDescription($0, in: self, limit: LiveSession.shortReprLimit)
        }.dot
    }
}
