#if canImport(Glibc)
import Glibc
#endif
import Dispatch
import Synchronization

/// What the allocator of the host is told, so that the memory of heaps that are gone is not kept by the process.
///
/// glibc keeps what was freed for the threads that freed it, and takes ever larger blocks for such as are not worth giving back; a
/// server whose sessions come and go would look as large as the largest of them for ever.
package enum HostMemory {
    /// Blocks of this size are the system's own business: freed, they are gone.
    private static let ownBlock: Int32 = 1 << 20
    private static let isTrimming = Atomic(false)

    /// To be called once, before there are threads.
    package static func configure() {
        #if canImport(Glibc)
        typealias Option = @convention(c) (Int32, Int32) -> Int32
        guard let option = function("mallopt", as: Option.self) else { return }
        // M_MMAP_THRESHOLD, which grows by itself unless it is set; M_ARENA_MAX.
        _ = option(-3, ownBlock)
        _ = option(-8, 4)
        #endif
    }

    /// Gives back what was freed, a little later and once for all that asked meanwhile.
    static func trim() {
        #if canImport(Glibc)
        guard !isTrimming.exchange(true, ordering: .relaxed) else { return }
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(200)) {
            isTrimming.store(false, ordering: .relaxed)
            _ = function("malloc_trim", as: (@convention(c) (Int) -> Int32).self)?(0)
        }
        #endif
    }

    #if canImport(Glibc)
    /// A function of the C library that its Swift module does not show.
    private static func function<Function>(_ name: String, as type: Function.Type) -> Function? {
        // SAFETY: the types are those that malloc.h declares.
        dlsym(nil, name).map { unsafeBitCast($0, to: type) }
    }
    #endif
}
