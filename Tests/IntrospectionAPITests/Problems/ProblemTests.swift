import HTTPServer
import OrderedJSON
import Sessions
import Testing

@testable import IntrospectionAPI

@Suite struct ProblemTests {
    @Test func everyTypeHasItsOwnNameAndAStatus() {
        #expect(Set(ProblemType.allCases.map(\.urn)).count == ProblemType.allCases.count)
        for type in ProblemType.allCases {
            #expect(type.urn.hasPrefix("urn:holdfast:problem:"))
            #expect((400...503).contains(type.status))
            #expect(!type.title.isEmpty)
        }
    }

    @Test func membersFollowTheStandardOnes() throws {
        let problem = RequestError.session(
            .quotaExceeded(.frames, limit: 2)
        ).problem
        let json = try JSONValue(parsing: problem.json(instance: "/v1/sessions/s1/frames"))
        #expect(
            json.objectValue?.names == ["type", "title", "status", "detail", "instance", "quota", "limit"])
        #expect(json["status"] == 429)
        #expect(json["quota"] == "frames")
    }

    @Test func aGoneObjectTellsWhatIsKnown() throws {
        var gone = Gone(handle: Handle(number: 7), cause: .unlinked)
        gone.type = "list"
        gone.entry = 12
        gone.at = 1_769_860_800_000
        gone.source = Handle(number: 3)
        gone.label = "['a']"
        gone.finalized = false
        let json = try JSONValue(
            parsing: RequestError.session(.gone(gone, field: "/items/0/ref")).problem.json(instance: "/"))
        #expect(json["status"] == 410)
        #expect(json["object"] == "o7")
        #expect(json["at"] == "2026-01-31T12:00:00.000Z")
        #expect(json["cause"] == ["kind": "unlinked", "source": "o3", "label": "['a']"])
        #expect(json["field"] == "/items/0/ref")
    }

    @Test func refusalsCarryTheirHeaderFields() {
        let refused = RequestError.methodNotAllowed("PUT", allowed: ["GET", "HEAD"]).problem
        #expect(refused.headers == [HeaderField("Allow", "GET, HEAD")])
        #expect(RequestError.unauthorized.problem.headers.first?.name == "WWW-Authenticate")
        let late = RequestError.session(.revisionMismatch(expected: 1, actual: 5)).problem
        #expect(late.headers == [HeaderField("ETag", "\"5\"")])
    }
}
