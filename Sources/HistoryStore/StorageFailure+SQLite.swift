import Foundation
import GRDB
import GRDBSQLite

extension StorageFailure {
    /// What SQLite says about the last call on `connection`.
    init(_ connection: OpaquePointer?, during operation: String) {
        let code = sqlite3_extended_errcode(connection)
        let message = sqlite3_errmsg(connection).map { String(cString: $0) } ?? "unknown error"
        self.init(kind: Kind(resultCode: code), operation: operation, code: code, message: message)
    }

    init(_ error: DatabaseError, during operation: String) {
        let code = error.extendedResultCode.rawValue
        self.init(
            kind: Kind(resultCode: code), operation: operation, code: code,
            message: error.message ?? "unknown error")
    }

    /// What the operating system says, by its number.
    init(errno code: Int32, during operation: String) {
        let kind: Kind =
            switch code {
            case EACCES, EPERM, EROFS: .readOnly
            case ENOSPC, EDQUOT: .full
            case EIO: .inputOutput
            default: .cannotOpen
            }
        self.init(kind: kind, operation: operation, code: code, message: String(cString: strerror(code)))
    }
}

extension StorageFailure.Kind {
    init(resultCode: Int32) {
        self =
            switch resultCode & 0xFF {
            case SQLITE_FULL: .full
            case SQLITE_READONLY, SQLITE_PERM: .readOnly
            case SQLITE_BUSY, SQLITE_LOCKED: .busy
            case SQLITE_CORRUPT, SQLITE_NOTADB: .corrupt
            case SQLITE_CANTOPEN: .cannotOpen
            case SQLITE_IOERR: .inputOutput
            case SQLITE_TOOBIG: .tooBig
            default: .other
            }
    }
}

extension HistoryError {
    /// Any error of a GRDB call, with the operation's name.
    init(_ error: any Error, during operation: String) {
        switch error {
        case let error as HistoryError: self = error
        case let error as DatabaseError: self = .storage(StorageFailure(error, during: operation))
        default:
            self = .storage(
                StorageFailure(
                    kind: .other, operation: operation, code: 0, message: String(describing: error)))
        }
    }
}
