import Testing

@testable import HistoryStore

/// Groups wait for company when there is some to come, and otherwise hardly ever.
struct GatheringTests {
    @Test("One client after the other waits in vain ever more seldom")
    func leavesSingleClientsAlone() {
        var gathering = Gathering()
        var inVain = 0
        for _ in 0..<10_000 {
            let waits = gathering.target > 1
            if waits { inVain += 1 }
            gathering.note(count: 1, inVain: waits)
            #expect(gathering.target <= 2)
        }
        #expect((1...8).contains(inVain))
    }

    @Test("The target rises to what groups come to by themselves, up to a limit")
    func rises() {
        var gathering = Gathering()
        gathering.note(count: 7, inVain: false)
        #expect(gathering.target == 7)
        gathering.note(count: 500, inVain: false)
        #expect(gathering.target == 32)
    }

    @Test("Sixty-four clients whose entries arrive one by one come to share their commits")
    func growsByProbing() {
        var gathering = Gathering()
        var groups = 0
        while gathering.target < 32, groups < 2_000 {
            gathering.note(count: gathering.target, inVain: false)
            groups += 1
        }
        #expect(gathering.target == 32)
        #expect(groups < 1_000)
    }

    @Test("When clients leave, one group waits in vain and the next do not")
    func falls() {
        var gathering = Gathering()
        gathering.note(count: 40, inVain: false)
        gathering.note(count: 3, inVain: true)
        #expect(gathering.target == 3)
        gathering.note(count: 1, inVain: true)
        #expect(gathering.target == 1)
    }

    @Test("A group that was only kept from its turn says nothing about company")
    func ignoresLateTurns() {
        var gathering = Gathering()
        gathering.note(count: 40, inVain: false)
        gathering.note(count: 3, inVain: false)
        #expect(gathering.target == 32)
    }
}
