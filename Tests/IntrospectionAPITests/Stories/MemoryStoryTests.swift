import OrderedJSON
import Testing

@testable import IntrospectionAPI

/// `GET .../memory`: what the memory manager holds, and who owns it.
@Suite struct MemoryStoryTests {
    @Test func everyByteInUseHasAnOwner() throws {
        let session = try Service().session()
        for source in [
            "x = [[i] for i in range(500)]", "y = {i: str(i) for i in range(900)}",
            "class A: pass\nz = [A() for i in range(99)]", "b = bytes(100000)", "del x, b",
            "import gc; gc.collect()",
        ] {
            _ = try session.run(source)
            let memory = try session.ask("GET", "/memory")
            let account = try #require(memory["account"])
            func bytes(_ owner: String) -> Int64 { account[owner]?.number("bytes") ?? -1 }
            func blocks(_ owner: String) -> Int64 { account[owner]?.number("blocks") ?? -1 }
            let owners = ["objects", "buffers", "freeLists", "interpreter"]
            #expect(owners.reduce(0) { $0 + bytes($1) } == bytes("total"))
            #expect(owners.reduce(0) { $0 + blocks($1) } == blocks("total"))
            let (used, large) = (memory.number("bytesUsed") ?? 0, memory.number("largeBytes") ?? 0)
            #expect(bytes("total") == used + large, "\(source)")
            #expect(blocks("total") == memory.number("allocatedBlocks"))
            // An arena is pools in use, free pools, and what lies around them.
            let parts = [
                "bytesUsed", "bytesFree", "bytesInFreePools", "bytesInPoolHeaders", "bytesLostToQuantization",
                "bytesLostToAlignment",
            ]
            let arenas = (memory.number("arenas") ?? 0) * (memory.number("arenaSize") ?? 0)
            #expect(parts.reduce(0) { $0 + (memory.number($1) ?? 0) } == arenas)
        }
    }

    @Test func deadListsWaitUntilAFullCollection() throws {
        let session = try Service().session()
        _ = try session.run("import gc\ngc.disable()\nx = [[] for i in range(100)]\ndel x")
        #expect(try waiting(in: session, "list")?.number("blocks") == 80)
        #expect(try waiting(in: session, "list")?.number("bytes") == 80 * 64)
        _ = try session.run("t = [(i, i) for i in range(3000)]\ndel t")
        #expect(try waiting(in: session, "tuple", length: 2)?.number("blocks") == 2000)
        _ = try session.run("gc.collect()")
        #expect((try waiting(in: session, "list")?.number("blocks") ?? 99) < 10)
        #expect((try waiting(in: session, "tuple", length: 2)?.number("blocks") ?? 99) < 10)
    }

    private func waiting(in session: Conversation, _ type: String, length: Int64? = nil) throws -> JSONValue?
    {
        let memory = try session.ask("GET", "/memory")
        guard case .array(let lists)? = memory["freeLists"] else { return nil }
        return lists.first { $0.text("type") == type && $0.number("length") == length }
    }
}
