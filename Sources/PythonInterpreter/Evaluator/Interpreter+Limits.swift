import HeapEngine
import PythonObjects

/// What a program may use up.
extension Interpreter {
    /// Counts work that native code is about to do for a program: about one for what an instruction does.
    ///
    /// Loops whose length the program decides call it, so that no single builtin outlasts a run's limits.
    func charge(_ work: Int) throws { executed &+= work }

    /// MemoryError unless a block of so many bytes can be had; asked before a size that the program decides is taken.
    func admit(bytes: Int) throws {
        guard bytes >= 0, bytes < 1 << 40, heap.fits(bytes: bytes) else {
            throw PythonException("MemoryError", "")
        }
    }
}
