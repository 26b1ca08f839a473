extension AddressSpace {
    /// Calls `body` with every block in use and its bytes, by address.
    func forEachBlock(_ body: (_ unit: UInt32, _ bytes: Int) throws -> Void) rethrows {
        try small.forEachBlock(body)
        try large.forEachBlock(body)
    }

    /// Throws the first broken invariant.
    func validate() throws(MemoryFault) {
        try small.validate()
        try large.validate()
    }
}
