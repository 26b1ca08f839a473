/// What an object is made of, whatever class it has: the C struct that CPython would use.
package enum Kind: UInt8, BitwiseCopyable {
    /// Something of the runtime's own: a root, a running frame, a class's shared names.
    case opaque
    case object, none, bool, int, float, complex, ellipsis, notImplemented
    case str, bytes, byteArray, tuple, list, dict, set, frozenSet, range, slice
    case type, function, builtinFunction, method, cell, code, module, exception
    case weakReference, weakProxy, frame, getSetDescriptor, memberDescriptor, genericAlias
    case listIterator, listReverseIterator, tupleIterator, rangeIterator, longRangeIterator
    case strIterator, bytesIterator, byteArrayIterator, setIterator
    case dictKeyIterator, dictValueIterator, dictItemIterator
    case dictReverseKeyIterator, dictReverseValueIterator, dictReverseItemIterator
    case sequenceIterator, callableIterator, enumerate, reversed, zip, map, filter
    case dictKeys, dictValues, dictItems, mappingProxy, simpleNamespace
    case classMethod, staticMethod, property, superObject, union
    case methodDescriptor, wrapperDescriptor, classMethodDescriptor, methodWrapper
    case generator, coroutine, asyncGenerator, traceback, frameLocals
    case deque, dequeIterator, partial
    /// An instance of a type that the evaluator defines: fields behind its type, and numbers.
    case native
}

extension Kind {
    /// The same answer as the one that the compiler would make, which is no call in other rooms.
    @inlinable @inline(__always)
    package static func == (left: Kind, right: Kind) -> Bool {
        // SAFETY: a kind is one byte, its raw value.
        unsafeBitCast(left, to: UInt8.self) == unsafeBitCast(right, to: UInt8.self)
    }
}
