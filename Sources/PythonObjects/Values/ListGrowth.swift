/// How many items a list has room for: CPython's over-allocation. All numbers are items.
public enum ListGrowth {
    /// What `list(iterable)` assumes when the iterable does not know its length.
    public static let hint = 8

    /// The room after the length changed: append, insert, pop, remove, slice assignment and deletion, `*=`, extend.
    ///
    /// CPython 3.13, `list_resize`. A list that is empty after `clear()`, `pop` or a slice has no room at all.
    public static func resized(room: Int, count: Int, to newCount: Int) -> Int {
        if newCount == 0 { return 0 }
        if room >= newCount, newCount >= room >> 1 { return room }
        let generous = (newCount + newCount >> 3 + 6) & ~3
        return newCount - count > generous - newCount ? (newCount + 3) & ~3 : generous
    }

    /// The room after `del l[i]` of one item: 3.13 never gives any back, the versions before shrink as elsewhere.
    public static func deletedItem(room: Int, count: Int, sizes: SizeTable) -> Int {
        sizes.keepsRoomOnItemDeletion ? room : resized(room: room, count: count, to: count - 1)
    }

    /// The room that a list without any gets for a known number of items, rounded up to even: `list(x)`, `[*x]`,
    /// `sorted(x)`, and `extend` of a list that never had items.
    public static func preallocated(_ count: Int) -> Int {
        (count + 1) & ~1
    }

    /// The room after `extend` by so many items (list, tuple, or any iterable that tells its length).
    ///
    /// A list without a buffer is filled exactly, save for the even rounding.
    /// - Parameter keepsBuffer: the list was made by `list()` of an empty generator or emptied by `del l[::step]`, which
    ///   leaves a buffer without room, unlike `clear()`, `pop()` and plain slices.
    public static func extended(room: Int, count: Int, by more: Int, keepsBuffer: Bool = false) -> Int {
        if more == 0 { return room }
        let isFresh = room == 0 && !keepsBuffer
        return isFresh ? preallocated(more) : resized(room: room, count: count, to: count + more)
    }

    /// The room of a list display. From three constants on the compiler copies a tuple; over 30 names it appends.
    public static func literal(count: Int, isConstant: Bool) -> Int {
        if isConstant, count >= 3 { return preallocated(count) }
        return count <= 30 ? count : appended(count)
    }

    /// The room of a list that got so many items one by one, as a comprehension's does.
    /// - Complexity: O(log *n*).
    public static func appended(_ count: Int) -> Int {
        var room = 0
        while room < count { room = resized(room: room, count: room, to: room + 1) }
        return room
    }

    /// The room that `split` and `rsplit` begin with, by the length of what is taken apart and of the separator.
    ///
    /// - Parameters:
    ///   - separator: nil: white space.
    ///   - limit: how often it is taken apart at most; negative: as often as it can be.
    ///   - isText: strs see from the length that there is nothing to find, bytes do not.
    ///   - estimates: whether strs estimate from the length what they may find.
    public static func pieces(
        of count: Int, separator: Int?, limit: Int, isText: Bool, estimates: Bool = true
    ) -> Int {
        let room = 12
        if isText, let separator, count < separator { return 1 }
        if limit >= 0 { return min(limit, room - 1) + 1 }
        guard isText, estimates else { return room }
        let most = (separator.map { count / max($0, 1) } ?? (count - 1) / 2) + 1
        return min(most, room - 1) + 1
    }

    /// The room of `list(generator)`: room for eight at first, then one by one, the rest given back at the end.
    public static func generated(_ count: Int) -> Int {
        extended(room: 0, count: 0, hinted: hint, got: count)
    }

    /// The room after `extend` by an iterator that promised a number of items and gave another.
    ///
    /// CPython 3.13, `list_extend_lock_held`: room for the promise first, and what is too much given back.
    /// - Complexity: O(log *n*).
    public static func extended(
        room: Int, count: Int, hinted: Int, got: Int, keepsBuffer: Bool = false
    ) -> Int {
        var room = room
        if count + hinted > room {
            room = extended(room: room, count: count, by: hinted, keepsBuffer: keepsBuffer)
        }
        let total = count + got
        while room < total { room = resized(room: room, count: room, to: room + 1) }
        return total < room ? resized(room: room, count: total, to: total) : room
    }
}
