import Testing

@testable import IntrospectionAPI

@Suite struct RouterTests {
    private let router = Router(
        [
            "/livez", "/v1/sessions", "/v1/sessions/{session}", "/v1/sessions/{session}/objects/{object}",
            "/v1/sessions/{session}/objects/{object}/references/{label}",
            "/v1/sessions/{session}/names/{name}",
        ].map(PathTemplate.init))

    private func look(up path: String) -> (endpoint: Int, values: [String])? {
        guard case .found(let match) = router.look(up: path[...]) else { return nil }
        return (match.endpoint, match.values)
    }

    @Test func literalsAndParameters() throws {
        #expect(try #require(look(up: "/livez")) == (0, []))
        #expect(try #require(look(up: "/v1/sessions")) == (1, []))
        #expect(try #require(look(up: "/v1/sessions/s1")) == (2, ["s1"]))
        #expect(try #require(look(up: "/v1/sessions/s1/objects/o17")) == (3, ["s1", "o17"]))
    }

    @Test func segmentsAreDecodedAfterThePathIsTakenApart() throws {
        let match = try #require(look(up: "/v1/sessions/s1/objects/o1/references/%5B'a%2Fb'%5D"))
        #expect(match == (4, ["s1", "o1", "['a/b']"]))
        #expect(try #require(look(up: "/v1/sessions/s1/names/gr%C3%B6%C3%9Fe")).values == ["s1", "größe"])
    }

    @Test(arguments: [
        "/", "", "livez", "/livez/", "/v1", "/v1/", "/v1/sessions/", "/v1/sessions/s1/",
        "/v1/sessions/s1/objects",
        "/v1/sessions/s1/objects/", "/v1/sessions/s1/objects/o1/references", "//livez", "/Livez",
        "/v1/sessions/s1/x",
    ])
    func unknown(path: String) {
        guard case .unknownPath = router.look(up: path[...]) else {
            Issue.record("\(path) was found")
            return
        }
    }

    @Test(arguments: [
        "/v1/sessions/%", "/v1/sessions/%4", "/v1/sessions/%GG", "/v1/sessions/%FF", "/v1/sessions/%C3",
    ])
    func malformed(path: String) {
        guard case .malformedSegment = router.look(up: path[...]) else {
            Issue.record("\(path) was not malformed")
            return
        }
    }

    @Test func everyRouteOfTheTableIsFound() {
        let table = RouteTable(HoldfastAPI.routes)
        for route in table.routes {
            let path = route.template.text.replacing("{", with: "").replacing("}", with: "")
            guard case .found(let match) = table.router.look(up: path[...]) else {
                Issue.record("\(route.id) is not found")
                continue
            }
            #expect(table.endpoints[match.endpoint].route(for: route.method)?.id == route.id)
        }
        #expect(Set(table.routes.map(\.id)).count == table.routes.count)
    }
}

@Suite struct PathParameterTests {
    @Test(arguments: [
        ("o1", true), ("b3", true), ("o999999999999999999", true), ("o0", false), ("o01", false),
        ("o", false), ("O1", false), ("s1", false), ("o1 ", false), ("o1234567890123456789", false),
        ("o-1", false),
    ])
    func handles(text: String, isGood: Bool) {
        #expect(PathParameter.object.accepts(text) == isGood)
    }

    @Test(arguments: [
        ("a", true), ("_x1", true), ("größe", true), ("1a", false), ("a-b", false), ("", false),
        ("class", false), ("None", false), ("classes", true), ("a b", false),
        (String(repeating: "a", count: 250), true),
        (String(repeating: "a", count: 251), false), (String(repeating: "é", count: 250), true),
    ])
    func names(text: String, isGood: Bool) {
        #expect(PathParameter.name.accepts(text) == isGood)
    }

    @Test(arguments: [
        ("os", true), ("os.path", true), ("a.b.c", true), (".a", false), ("a.", false), ("a..b", false),
        ("a.class", false),
    ])
    func modules(text: String, isGood: Bool) {
        #expect(PathParameter.module.accepts(text) == isGood)
    }
}

@Suite struct PercentEncodingTests {
    @Test(arguments: ["", "abc-._~", "['a']", "größe €", "a/b?c=d&e+f", "\u{0}\u{7F}"])
    func roundTrip(text: String) {
        #expect(PercentEncoding.decode(PercentEncoding.encode(text).utf8) == text)
    }

    @Test func plus() {
        #expect(PercentEncoding.decode("a+b".utf8) == "a+b")
        #expect(PercentEncoding.decode("a+b".utf8, plusIsSpace: true) == "a b")
    }
}
