import OrderedJSON
import Sessions

extension Outcome {
    /// What a write answers: the members of its result, then `revision` and `effects`.
    var json: [UInt8] {
        var writer = JSONWriter(capacity: 512)
        var isCollection = false
        switch result {
        case .object(let object): object.write(to: &writer)
        case .frame(let frame): frame.write(to: &writer)
        case .module(let module): module.write(to: &writer)
        case .weakReference(let weakReference): weakReference.write(to: &writer)
        case .collector(let collector): collector.write(to: &writer)
        case .collection(var collection):
            collection.effects = effects
            collection.write(to: &writer)
            isCollection = true
        case .comparison(let comparison): comparison.write(to: &writer)
        case .run(let run): run.write(to: &writer)
        case .nothing: break
        }
        var bytes = writer.takeBytes()
        writer.beginObject()
        writer.member("revision", revision)
        if !output.isEmpty { writer.member("stdout", output) }
        if !isCollection {
            writer.name("effects")
            writer.beginArray()
            for effect in effects { effect.write(to: &writer) }
            writer.endArray()
        }
        writer.endObject()
        let members = writer.takeBytes()
        guard bytes.count > 2 else { return members }
        // Both are objects: one's closing brace and the other's opening one become a comma.
        bytes[bytes.count - 1] = UInt8(ascii: ",")
        bytes.append(contentsOf: members[1...])
        return bytes
    }
}
