extension EmbeddedModules {
    /// The files of `Library`, by the name of the module.
    static let sources: [String: [UInt8]] = [
        "__future__": PackageResources.__future___py
    ]
}
