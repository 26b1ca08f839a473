import Foundation

/// The descriptors that the event loop waits for, and who owns each.
///
/// `poll` and not a dispatch source for each connection: measured with 64 connections on one core, the
/// sources' trips between their queue and the library's own thread cost more than all of HTTP.
struct Poller {
    enum Owner {
        case nobody
        case mailbox
        case listener(Socket)
        case connection(Connection)
    }

    struct Interest: OptionSet {
        let rawValue: Int16
        static let read = Interest(rawValue: Int16(POLLIN))
        static let write = Interest(rawValue: Int16(POLLOUT))
    }

    private var entries: [pollfd] = []
    private var owners: [Owner] = []
    private var vacant: [Int] = []

    var count: Int { entries.count }

    /// Adds a descriptor and returns its place.
    mutating func add(_ descriptor: Int32, _ interest: Interest, owner: Owner) -> Int {
        let entry = pollfd(fd: descriptor, events: interest.rawValue, revents: 0)
        if let place = vacant.popLast() {
            entries[place] = entry
            owners[place] = owner
            return place
        }
        entries.append(entry)
        owners.append(owner)
        return entries.count - 1
    }

    /// Removes the descriptor at a place; the place may be given to another.
    mutating func remove(_ place: Int) {
        // A negative descriptor is passed over.
        entries[place] = pollfd(fd: -1, events: 0, revents: 0)
        owners[place] = .nobody
        vacant.append(place)
    }

    /// Sets what is waited for at a place; errors always are.
    mutating func set(_ place: Int, _ interest: Interest) {
        entries[place].events = interest.rawValue
    }

    /// Waits until something happens or so many milliseconds have passed; -1 is forever.
    mutating func wait(milliseconds: Int32) {
        if poll(&entries, nfds_t(entries.count), milliseconds) < 0 {
            // Interrupted: nothing is ready, and what is left from the last time must not be taken for it.
            for place in entries.indices { entries[place].revents = 0 }
        }
    }

    /// Takes what happened at a place, with its owner.
    @inline(__always)
    mutating func takeEvent(_ place: Int) -> Int16 {
        let events = entries[place].revents
        if events != 0 { entries[place].revents = 0 }
        return events
    }

    /// Who owns a place.
    func owner(_ place: Int) -> Owner { owners[place] }
}
