/// How many bytes a bytearray has allocated, its terminating zero byte included.
public enum ByteArrayGrowth {
    /// The allocation of a new bytearray of so many bytes.
    public static func initial(_ count: Int) -> Int {
        count == 0 ? 0 : count + 1
    }

    /// The allocation after the length changed. CPython 3.13, `PyByteArray_Resize`.
    /// - Parameter offset: bytes that were deleted at the front and are still allocated.
    public static func resized(allocated: Int, offset: Int = 0, count oldCount: Int, to count: Int) -> Int {
        if count == oldCount { return allocated }
        if count + offset + 1 <= allocated {
            return count < allocated / 2 ? count + 1 : allocated
        }
        // At most an eighth more than there is: over-allocate, as lists do.
        if Double(count) <= Double(allocated) * 1.125 {
            return count + count >> 3 + (count < 9 ? 3 : 6)
        }
        return count + 1
    }
}
