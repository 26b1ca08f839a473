/// `__name` as code in a class sees it: `_Class__name`. Names that end in `__` and dotted names stay as they are.
func mangled(_ name: String, in privateName: String?) -> String {
    guard let privateName, name.hasPrefix("__"), !name.hasSuffix("__"), !name.utf8.contains(UInt8(ascii: "."))
    else { return name }
    let stripped = privateName.drop { $0 == "_" }
    return stripped.isEmpty ? name : "_\(stripped)\(name)"
}
