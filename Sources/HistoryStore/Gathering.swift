/// How many requests a group should have before it is worth a commit, learnt from the groups before.
///
/// A client that sends one request after the other must never wait for company; sixty-four that send at once should
/// share their commits even when the scheduler lets each entry arrive alone. So the target follows what is seen: it
/// rises to the size that groups reach by themselves, falls to the size at which waiting turned out to be in vain,
/// and is probed a little higher after some time, the more seldom the more often that failed.
struct Gathering {
    /// Enough to make the price of a commit small, and few enough to execute requests while others are committed.
    private static let most = 32
    private static let soon = 64
    private static let seldom = 4_096

    /// How many requests are worth a commit at once.
    private(set) var target = 1
    /// Groups that reached the target since it was changed.
    private var reached = 0
    /// How many have to, before a higher target is tried.
    private var needed = soon

    /// Takes note of a group that is about to be written.
    ///
    /// - Parameter inVain: Whether it had waited for more requests as long as may be.
    mutating func note(count: Int, inVain: Bool) {
        if inVain, count < target {
            target = max(count, 1)
            reached = 0
            needed = min(needed * 2, Self.seldom)
        } else if count > target {
            target = min(count, Self.most)
            reached = 0
            needed = Self.soon
        } else if target < Self.most {
            reached += 1
            guard reached >= needed else { return }
            reached = 0
            target = min(target + max(1, target / 2), Self.most)
        }
    }
}
