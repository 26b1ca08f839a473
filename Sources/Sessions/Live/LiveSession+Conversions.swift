import HeapEngine
import PythonObjects

extension Handle {
    init(_ serial: Serial) {
        self.init(number: serial.number, isBuiltin: serial.isBuiltin)
    }

    init(_ handle: PythonObjects.Handle) {
        self.init(handle.serial)
    }

    var serial: Serial { isBuiltin ? Serial(builtin: number) : Serial(number: number) }
}

extension Gone {
    init(_ handle: Handle, _ death: Death, at time: Int64?) {
        switch death.cause {
        case .released: self.init(handle: handle, cause: .released)
        case .unlinked(let source, _, let edge):
            self.init(handle: handle, cause: .unlinked)
            self.source = source.map { Handle($0) }
            kind = edge.kind.rawValue
            label = edge.label
        case .collected(let ordinal):
            self.init(handle: handle, cause: .collected)
            collection = "c\(ordinal)"
        }
        type = death.typeName
        entry = death.entry
        at = time
        finalized = death.isFinalized
    }
}

extension Effect {
    init(_ effect: PythonObjects.Effect) {
        self.init(
            kind: effect.kind.rawValue, object: effect.object, type: effect.type, label: effect.label,
            detail: effect.detail)
    }
}

extension CollectionReport {
    init(_ report: HeapEngine.CollectionReport, counts: Thresholds, entry: UInt64, duration: UInt64) {
        id = "c\(report.ordinal)"
        generation = report.generation
        trigger = "\(report.trigger)"
        collected = report.collected
        uncollectable = report.uncollectable
        self.counts = [counts.generation0, counts.generation1, counts.generation2]
        durationNanoseconds = duration
        self.entry = entry
        effects = []
    }
}

extension ReferenceLabel {
    init(_ edge: EdgeDescription) {
        kind = edge.kind.rawValue
        label = edge.label
    }
}
