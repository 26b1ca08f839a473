extension HoldfastAPI {
    /// Every operation of the contract.
    static let routes: [Route] =
        systemRoutes + sessionRoutes + objectRoutes + referenceRoutes + nameRoutes + frameRoutes
        + moduleRoutes
        + weakReferenceRoutes + collectorRoutes + graphRoutes + historyRoutes + runRoutes

    /// The path of everything in a session.
    static let session = "/v1/sessions/{session}"
}
