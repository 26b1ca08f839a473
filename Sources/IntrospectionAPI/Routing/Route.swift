import HTTPServer

/// Whether a route takes a body.
enum BodyRule: Sendable {
    case none
    case required
    case optional
    /// Python source as it is, or JSON with it; it must be there.
    case source
    /// Python source as it is, or JSON; it may be absent.
    case optionalSource

    var takesSource: Bool { self == .source || self == .optionalSource }
    var isOptional: Bool { self == .optional || self == .optionalSource }
}

/// One operation of the contract: a method at a path, what it takes, and what it does.
struct Route: Sendable {
    /// The operation's id in `openapi.yaml`.
    let id: String
    let method: HTTPMethod
    let template: PathTemplate
    let body: BodyRule
    let query: [QueryParameter]
    /// The representations that the answer can come in, the usual one first.
    let formats: [MediaType]
    /// Whether a bearer token is asked for when the server has any.
    let isProtected: Bool
    /// Carries the call out; it answers at once or later, or throws instead.
    let run: @Sendable (HoldfastAPI, Call) throws(RequestError) -> Void

    init(
        _ id: String, _ method: HTTPMethod, _ template: String, body: BodyRule = .none,
        query: [QueryParameter] = [], formats: [MediaType] = [.json], isProtected: Bool = true,
        run: @escaping @Sendable (HoldfastAPI, Call) throws(RequestError) -> Void
    ) {
        self.id = id
        self.method = method
        self.template = PathTemplate(template)
        self.body = body
        self.query = query
        self.formats = formats
        self.isProtected = isProtected
        self.run = run
    }
}

/// A path with every method that it answers to.
struct Endpoint: Sendable {
    let parameters: [PathParameter]
    let routes: [Route]
    /// The value of `Allow`: the routes' methods, HEAD where GET is, and OPTIONS.
    let allowed: [String]
    let isProtected: Bool

    init(_ routes: [Route]) {
        self.routes = routes
        parameters = routes[0].template.segments.compactMap { segment in
            if case .parameter(let parameter) = segment { parameter } else { nil }
        }
        var allowed: [String] = []
        for route in routes {
            allowed.append(route.method.name)
            if route.method == .get { allowed.append("HEAD") }
        }
        self.allowed = allowed + ["OPTIONS"]
        isProtected = routes.contains(where: \.isProtected)
    }

    /// The route of `method`; GET's for HEAD.
    func route(for method: HTTPMethod) -> Route? {
        let wanted = method == .head ? .get : method
        return routes.first { $0.method == wanted }
    }
}

/// Every route, ready to be looked up: the router's endpoints and their routes by the same numbers.
struct RouteTable: Sendable {
    let router: Router
    let endpoints: [Endpoint]

    /// Groups `routes` by path and freezes them.
    init(_ routes: [Route]) {
        var templates: [PathTemplate] = []
        var groups: [[Route]] = []
        for route in routes {
            if let index = templates.firstIndex(of: route.template) {
                precondition(
                    !groups[index].contains { $0.method == route.method },
                    "two routes for \(route.id)'s method and path")
                groups[index].append(route)
            } else {
                templates.append(route.template)
                groups.append([route])
            }
        }
        router = Router(templates)
        endpoints = groups.map(Endpoint.init)
    }

    /// The routes in the order of the table.
    var routes: [Route] { endpoints.flatMap(\.routes) }
}
