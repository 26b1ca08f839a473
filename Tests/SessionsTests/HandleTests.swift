import Testing

@testable import Sessions

struct HandleTests {
    @Test(arguments: ["o1", "o17", "b0", "b3", "o999999999999999999"])
    func canonicalTextsAreHandles(_ text: String) {
        #expect(Handle(text)?.description == text)
    }

    @Test(arguments: [
        "", "o", "17", "O17", "o017", "o+1", "o-1", "o 1", "x3", "o1 ", "o1a", "ó1", "o1234567890123456789",
        "b01", "o١",
    ])
    func anythingElseIsNone(_ text: String) {
        #expect(Handle(text) == nil)
    }

    @Test func builtinsComeFirstThenAge() {
        let handles = ["o2", "b9", "o10", "b1"].compactMap { Handle($0) }.sorted()
        #expect(handles.map(\.description) == ["b1", "b9", "o2", "o10"])
    }
}

struct ReportTests {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (951_827_696_789, "2000-02-29T12:34:56.789Z"),
            (1_769_860_800_000, "2026-01-31T12:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
            (4_107_542_399_999, "2100-02-28T23:59:59.999Z"), (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
        ] as [(Int64, String)])
    func timestampsAreISO8601(_ milliseconds: Int64, _ text: String) {
        #expect(timestamp(milliseconds) == text)
    }

    @Test func anObjectHasTheContractsMembersInOrder() {
        let object = ObjectDescription(
            id: Handle(number: 17), address: 0x7f3a_10c0, type: "list", repr: "[1, 2]", refcount: 1,
            getrefcount: 2,
            size: 72, tracked: true, generation: 0, immortal: false, finalized: false, weakrefs: 0,
            held: false)
        #expect(
            String(decoding: object.json, as: UTF8.self) == """
                {"id":"o17","address":"0x7f3a10c0","type":"list","repr":"[1, 2]","refcount":1,"getrefcount":2,\
                "size":72,"tracked":true,"generation":0,"immortal":false,"finalized":false,"weakrefs":0,"held":false}
                """)
    }

    @Test func anEntryShowsItsStoredJSON() {
        let entry = HistoryEntry(
            seq: 12, at: 0, operation: Array(#"{"op":"unbind","name":"a"}"#.utf8), effects: [], exception: nil
        )
        #expect(
            String(decoding: entry.json, as: UTF8.self)
                == #"{"seq":12,"at":"1970-01-01T00:00:00.000Z","operation":{"op":"unbind","name":"a"},"effects":[]}"#
        )
    }
}
