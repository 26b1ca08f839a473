extension HoldfastAPI {
    /// Everything that `/metrics` tells, as Prometheus text.
    func metricsText() -> String {
        let statistics = registry.statistics
        var text = """
            # HELP holdfast_build_info The running build.
            # TYPE holdfast_build_info gauge
            holdfast_build_info{version="\(configuration.version)"} 1

            """
        let counts: [(name: String, help: String, type: String, value: UInt64)] = [
            ("sessions", "Sessions.", "gauge", UInt64(statistics.sessions)),
            ("sessions_resident", "Sessions whose heap is in memory.", "gauge", UInt64(statistics.residents)),
            ("session_revivals_total", "Heaps made from their histories.", "counter", statistics.revivals),
            ("session_evictions_total", "Heaps that were given up.", "counter", statistics.evictions),
            ("replayed_entries_total", "Entries replayed for them.", "counter", statistics.replayedEntries),
            ("operations_total", "Writes that reached a session.", "counter", statistics.operations),
            ("operations_refused_total", "Writes that were refused.", "counter", statistics.refusals),
            ("commit_failures_total", "Commits that failed.", "counter", statistics.commitFailures),
            ("reads_total", "Questions that reached a session.", "counter", statistics.reads),
        ]
        for (name, help, type, value) in counts {
            text +=
                "# HELP holdfast_\(name) \(help)\n# TYPE holdfast_\(name) \(type)\nholdfast_\(name) \(value)\n"
        }
        return text + metrics.text() + configuration.furtherMetrics()
    }
}
