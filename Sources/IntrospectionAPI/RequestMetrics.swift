import Locking

/// Counts and times of answered requests, by operation and class of status.
final class RequestMetrics: Sendable {
    /// Upper bounds of the histogram's buckets, in nanoseconds.
    private static let bounds: [UInt64] = [
        100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000, 50_000_000, 250_000_000,
        1_000_000_000, 5_000_000_000,
    ]

    private struct Counts {
        var byClass = [UInt64](repeating: 0, count: 5)
        var buckets = [UInt64](repeating: 0, count: RequestMetrics.bounds.count + 1)
        var nanoseconds: UInt64 = 0
    }

    private let operations: [String]
    private let indices: [String: Int]
    private let counts: Locked<[Counts]>

    /// Makes counters for `routes` and one more for requests that found none.
    init(routes: [String]) {
        operations = routes + ["none"]
        indices = Dictionary(uniqueKeysWithValues: routes.enumerated().map { ($1, $0) })
        counts = Locked([Counts](repeating: Counts(), count: routes.count + 1))
    }

    func note(route: String?, status: Int, nanoseconds: UInt64) {
        let index = route.flatMap { indices[$0] } ?? operations.count - 1
        let bucket = Self.bounds.firstIndex { nanoseconds <= $0 } ?? Self.bounds.count
        counts.withLock { counts in
            counts[index].byClass[max(1, min(5, status / 100)) - 1] += 1
            counts[index].buckets[bucket] += 1
            counts[index].nanoseconds &+= nanoseconds
        }
    }

    /// The counters in Prometheus' text form; operations that were never asked for are left out.
    func text() -> String {
        let counts = counts.withLock { $0 }
        var text = """
            # HELP holdfast_http_requests_total Answered requests.
            # TYPE holdfast_http_requests_total counter

            """
        for (operation, count) in zip(operations, counts) {
            for (index, number) in count.byClass.enumerated() where number > 0 {
                text +=
                    "holdfast_http_requests_total{operation=\"\(operation)\",status=\"\(index + 1)xx\"} \(number)\n"
            }
        }
        text += """
            # HELP holdfast_http_request_duration_seconds Time from a request's last header byte to its answer.
            # TYPE holdfast_http_request_duration_seconds histogram

            """
        for (operation, count) in zip(operations, counts) where count.buckets.contains(where: { $0 > 0 }) {
            var sum: UInt64 = 0
            let name = "holdfast_http_request_duration_seconds"
            for (bound, number) in zip(Self.bounds, count.buckets) {
                sum += number
                let seconds = Double(bound) / 1e9
                text += "\(name)_bucket{operation=\"\(operation)\",le=\"\(seconds)\"} \(sum)\n"
            }
            sum += count.buckets[Self.bounds.count]
            text += "\(name)_bucket{operation=\"\(operation)\",le=\"+Inf\"} \(sum)\n"
            text += "\(name)_sum{operation=\"\(operation)\"} \(Double(count.nanoseconds) / 1e9)\n"
            text += "\(name)_count{operation=\"\(operation)\"} \(sum)\n"
        }
        return text
    }
}
