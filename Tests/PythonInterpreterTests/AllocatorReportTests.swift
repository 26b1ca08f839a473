import Testing

@testable import HeapEngine
@testable import PythonInterpreter
@testable import PythonObjects

/// `sys._debugmallocstats()` in CPython's layout, and its figures.
@Suite struct AllocatorReportTests {
    @Test func theSameFiguresAreWrittenAsCPythonWritesThem() throws {
        var memory = MemoryStatistics()
        memory.arenas.allocated = 2
        memory.arenas.highWater = 2
        memory.unalignedPoolsPerArena = 1
        memory.unusedPools = 24
        var lists: [FreeListDescription] = []
        for line in Self.recorded.split(separator: "\n") {
            let words = line.split { $0 == " " || $0 == "-" }
            let numbers = words.compactMap { Int($0) }
            if numbers.count == 5, words.count == 5 {
                memory.sizeClasses.append(
                    .init(
                        size: numbers[1], pools: numbers[2], blocksUsed: numbers[3], blocksFree: numbers[4]))
            } else if words.contains("free"), let count = numbers.first,
                let bytes = words.firstIndex(of: "bytes")
            {
                let length = words.contains("sized") ? Int(words[2]) : nil
                let name = length.map { "\($0)-sized PyTupleObject" } ?? String(words[2].dropLast())
                lists.append(
                    FreeListDescription(
                        type: "", length: length, structName: name,
                        structBytes: try #require(Int(words[bytes - 1])), isReported: true,
                        count: FreeListCount(blocks: count, capacity: 80, bytes: 0)))
            }
        }
        #expect(memory.sizeClasses.count == 32)
        #expect(lists.count == 24)
        #expect(AllocatorReport(memory: memory, freeLists: lists).text == Self.recorded)
    }

    @Test func aSessionsFiguresAgreeWithEachOther() throws {
        let outcome = DeepStack.run {
            Interpreter().run(
                Array("import sys\nsys._debugmallocstats()\nprint(sys.getallocatedblocks())".utf8),
                filename: "stats.py", mode: .script)
        }
        let lines = outcome.errorOutput.split(separator: "\n")
        let rows = lines.map { $0.split(separator: " ").compactMap { Int($0) } }.filter { $0.count == 5 }
        let blocks = rows.reduce(0) { $0 + $1[3] }
        let counted = try #require(Int(outcome.output.split(separator: "\n").last ?? ""))
        // What is too large for a size class is counted too.
        #expect(blocks > 100 && counted > blocks && counted < blocks + 200)
        let bytes = rows.reduce(0) { $0 + $1[1] * $1[3] }
        let line = try #require(lines.first { $0.hasPrefix("# bytes in allocated blocks") })
        #expect(Int(line.filter(\.isNumber)) == bytes)
        #expect(lines.count { $0.contains(" free ") && $0.contains("bytes each") } == 24)
    }

    /// What CPython 3.13.0 wrote.
    private static let recorded = """
        Small block threshold = 512, in 32 size classes.

        class   size   num pools   blocks in use  avail blocks
        -----   ----   ---------   -------------  ------------
            0     16           1              27           994
            1     32           2             597           423
            2     48           9            2899           161
            3     64          21            5230           125
            4     80          18            3656            16
            5     96           3             418            92
            6    112           2             217            73
            7    128           3             351            30
            8    144           1              66            47
            9    160           8             719            97
           10    176           1              63            29
           11    192           1              47            38
           12    208           3             173            61
           13    224           3             169            47
           14    240           2              90            46
           15    256           2             103            23
           16    272           2              73            47
           17    288           2              60            52
           18    304           1              45             8
           19    320           2              61            41
           20    336           1              34            14
           21    352           1              31            15
           22    368           1              28            16
           23    384           1              19            23
           24    400           4             124            36
           25    416           1              14            25
           26    432           1              14            23
           27    448           1              13            23
           28    464           1              16            19
           29    480           1              14            20
           30    496           1              10            22
           31    512           1              19            12

        # arenas allocated total           =                    2
        # arenas reclaimed                 =                    0
        # arenas highwater mark            =                    2
        # arenas allocated current         =                    2
        2 arenas * 1048576 bytes/arena     =            2,097,152

        # bytes in allocated blocks        =            1,368,112
        # bytes in available blocks        =              290,656
        24 unused pools * 16384 bytes      =              393,216
        # bytes lost to pool headers       =                4,896
        # bytes lost to quantization       =                7,504
        # bytes lost to arena alignment    =               32,768
        Total                              =            2,097,152

        arena map counts
        # arena map mid nodes              =                    1
        # arena map bot nodes              =                    1

        # bytes lost to arena map root     =              262,144
        # bytes lost to arena map mid      =              262,144
        # bytes lost to arena map bot      =              131,072
        Total                              =              655,360

                   10 free PyDictObjects * 48 bytes each =                  480
                3 free PyDictKeysObjects * 32 bytes each =                   96
                   5 free PyFloatObjects * 24 bytes each =                  120
                    7 free PyListObjects * 40 bytes each =                  280
           4 free 1-sized PyTupleObjects * 32 bytes each =                  128
           4 free 2-sized PyTupleObjects * 40 bytes each =                  160
           2 free 3-sized PyTupleObjects * 48 bytes each =                   96
           0 free 4-sized PyTupleObjects * 56 bytes each =                    0
           0 free 5-sized PyTupleObjects * 64 bytes each =                    0
           1 free 6-sized PyTupleObjects * 72 bytes each =                   72
           4 free 7-sized PyTupleObjects * 80 bytes each =                  320
           2 free 8-sized PyTupleObjects * 88 bytes each =                  176
           1 free 9-sized PyTupleObjects * 96 bytes each =                   96
         5 free 10-sized PyTupleObjects * 104 bytes each =                  520
         2 free 11-sized PyTupleObjects * 112 bytes each =                  224
         7 free 12-sized PyTupleObjects * 120 bytes each =                  840
         2 free 13-sized PyTupleObjects * 128 bytes each =                  256
         0 free 14-sized PyTupleObjects * 136 bytes each =                    0
         0 free 15-sized PyTupleObjects * 144 bytes each =                    0
         2 free 16-sized PyTupleObjects * 152 bytes each =                  304
         2 free 17-sized PyTupleObjects * 160 bytes each =                  320
         2 free 18-sized PyTupleObjects * 168 bytes each =                  336
         1 free 19-sized PyTupleObjects * 176 bytes each =                  176
         0 free 20-sized PyTupleObjects * 184 bytes each =                    0

        """
}
