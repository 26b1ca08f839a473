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

    @Test func aDetailIsASentenceAboutItsField() {
        func detail(_ field: String) -> String {
            RequestError.session(.malformed(field: field, reason: "is missing")).problem.detail
        }
        #expect(detail("/items/0/ref") == "`/items/0/ref` is missing.")
        #expect(detail("") == "The body is missing.")
        let long = "/" + String(repeating: "x", count: 300)
        #expect(detail(long) == "`/\(String(repeating: "x", count: 199))…` is missing.")
        #expect(
            RequestError.session(.unknownObject("x1", field: "/target/ref")).problem.detail
                == "`/target/ref` must be a handle: `o` or `b` followed by a number without leading zeros.")
        #expect(
            RequestError.session(.unreadableHistory(entry: 3, reason: "it is torn")).problem.detail
                == "Entry 3 cannot be replayed: it is torn.")
    }

    @Test func membersThatNobodyKnowsArePointedAtAsRFC6901Says() {
        #expect {
            try Members(["a/b~c": 1]).allow("left", "right")
        } throws: {
            ($0 as? RequestError)?.problem.detail
                == "`/a~1b~0c` is not one of the members known here: left, right."
        }
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
