import HeapEngine
import PythonObjects

/// What `sys._debugmallocstats()` writes: the size classes, the arenas' bytes by use, and the free lists.
struct AllocatorReport {
    let memory: MemoryStatistics
    let freeLists: [FreeListDescription]

    /// The report, as CPython lays it out.
    var text: String { classes + "\n" + arenas + "\n" + map + "\n" + lists }

    private var classes: String {
        var text = """
            Small block threshold = 512, in 32 size classes.

            class   size   num pools   blocks in use  avail blocks
            -----   ----   ---------   -------------  ------------

            """
        for (index, sizeClass) in memory.sizeClasses.enumerated() where sizeClass.pools > 0 {
            text += Self.right("\(index)", 5) + " " + Self.right("\(sizeClass.size)", 6) + " "
            text += Self.right("\(sizeClass.pools)", 11) + " " + Self.right("\(sizeClass.blocksUsed)", 15)
            text += " " + Self.right("\(sizeClass.blocksFree)", 13) + "\n"
        }
        return text
    }

    private var arenas: String {
        let arenas = memory.arenas
        let parts = [
            ("# bytes in allocated blocks", memory.bytesInUsedBlocks),
            ("# bytes in available blocks", memory.bytesInFreeBlocks),
            (
                "\(memory.unusedPools) unused pools * \(MemoryGeometry.poolBytes) bytes",
                memory.bytesInUnusedPools
            ),
            ("# bytes lost to pool headers", memory.bytesInPoolHeaders),
            ("# bytes lost to quantization", memory.bytesLostToQuantization),
            ("# bytes lost to arena alignment", memory.bytesLostToAlignment),
        ]
        var text = Self.line("# arenas allocated total", arenas.allocated)
        text += Self.line("# arenas reclaimed", arenas.freed)
        text += Self.line("# arenas highwater mark", arenas.highWater)
        text += Self.line("# arenas allocated current", arenas.inUse)
        text +=
            Self.line("\(arenas.inUse) arenas * \(MemoryGeometry.arenaBytes) bytes/arena", arenas.bytes)
            + "\n"
        for (name, bytes) in parts { text += Self.line(name, bytes) }
        return text + Self.line("Total", parts.reduce(0) { $0 + $1.1 })
    }

    /// The tree in which CPython looks up whether an address is an arena's. All arenas of a session are in the 16 GiB that one
    /// leaf covers.
    private var map: String {
        let nodes = memory.arenas.allocated > 0 ? 1 : 0
        let (inner, leaf) = (262_144, 131_072)
        var text = "arena map counts\n"
        text += Self.line("# arena map mid nodes", nodes) + Self.line("# arena map bot nodes", nodes) + "\n"
        text += Self.line("# bytes lost to arena map root", inner)
        text += Self.line("# bytes lost to arena map mid", inner * nodes)
        text += Self.line("# bytes lost to arena map bot", leaf * nodes)
        return text + Self.line("Total", inner + (inner + leaf) * nodes)
    }

    private var lists: String {
        freeLists.filter(\.isReported).map { list in
            let name = "\(list.count.blocks) free \(list.structName)s * \(list.structBytes) bytes each"
            return Self.line(Self.right(name, 48) + " ", list.count.blocks * list.structBytes)
        }.joined()
    }

    /// A name in 35 columns, and a number with its thousands apart.
    private static func line(_ name: String, _ number: Int) -> String {
        let digits = String(number)
        var grouped = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { grouped += "," }
            grouped.append(digit)
        }
        return name + String(repeating: " ", count: max(0, 35 - name.count)) + "=" + right(grouped, 21) + "\n"
    }

    private static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
