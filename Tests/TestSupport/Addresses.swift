/// Addresses in what programs print.
public enum Addresses {
    /// The lines with each address replaced by the number of its first appearance, so that equal ones stay equal.
    public static func numbered(_ text: String) -> [String] {
        var known: [Substring: Int] = [:]
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            var shown = ""
            var rest = line
            while let start = rest.firstIndex(where: \.isNumber) {
                shown += rest[..<start]
                let digits = rest[start...].prefix(while: \.isNumber)
                rest = rest[digits.endIndex...]
                if digits.count < 13 {
                    shown += digits
                } else {
                    known[digits] = known[digits] ?? known.count
                    shown += "address \(known[digits, default: 0])"
                }
            }
            return shown + rest
        }
    }
}
