import ArgumentParser
import PythonObjects

extension Profile {
    /// The profile that an option of the command names.
    static func asked(for name: String) throws -> Profile {
        guard let profile = named(name) else {
            throw ValidationError("there is no profile \(name); there are: \(names.joined(separator: ", "))")
        }
        return profile
    }
}
