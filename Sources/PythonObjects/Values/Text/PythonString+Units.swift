/// The code points of a str as they are stored.
package enum StoredUnits: Sendable {
    case one([UInt8])
    case two([UInt16])
    case four([UInt32])
}

extension PythonString {
    /// The code points in their width, without a copy.
    package var storedUnits: StoredUnits {
        switch storage {
        case .one(let units): .one(units)
        case .two(let units): .two(units)
        case .four(let units): .four(units)
        }
    }
}
