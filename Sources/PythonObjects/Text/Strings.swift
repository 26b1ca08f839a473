import HeapEngine

/// The value of a str object.
package struct StringRecord {
    package var value: PythonString
    /// The hash once it was asked for, or -1.
    package var hash = -1
    package var isInterned = false
}

extension Runtime {
    /// A str made at run time: `''.join(...)`, `str(55)`.
    public func makeStr(_ text: String) -> ObjectID { makeStr(PythonString(text)) }

    /// A str made at run time.
    public func makeStr(_ value: PythonString) -> ObjectID {
        if value.isEmpty { return emptyString }
        if value.count == 1, value.isLatin1Character { return latin1[Int(value[0])] }
        return newString(value)
    }

    /// A str that is none of the shared ones, even of one character: what `upper()` and its like make.
    package func makeUnsharedStr(_ value: PythonString) -> ObjectID {
        value.isEmpty ? emptyString : newString(value)
    }

    /// A str of one character.
    ///
    /// Requires: the code point is below 0x110000.
    package func makeCharacter(_ point: UInt32) -> ObjectID {
        point < 0x100 ? latin1[Int(point)] : newString(PythonString(codePoints: CollectionOfOne(point)))
    }

    /// A str made at run time that is an object of its own even if it is a single character.
    package func makeUnsharedStr(_ text: String) -> ObjectID { newString(PythonString(text)) }

    /// A str literal of the statement under way.
    public func constantStr(_ text: String) -> ObjectID { constantStr(PythonString(text)) }

    /// A str literal of the statement under way: interned if it looks like a name.
    public func constantStr(_ value: PythonString) -> ObjectID {
        if value.isEmpty || value.isLatin1Character || value.isNameLike { return internedString(value) }
        if let known = interned[value], heap.isImmortal(known) { return known }
        return constant(.str(value)) { newString(value) }
    }

    /// The interned string with a value.
    package func internedString(_ value: PythonString) -> ObjectID {
        if let known = interned[value] { return retained(known) }
        let string = newString(value)
        markInterned(string, value)
        return string
    }

    /// The interned string of a name.
    package func internedName(_ name: String) -> ObjectID { internedString(PythonString(name)) }

    /// The interned string of an identifier in source, which the parser of some versions makes immortal. The caller owns it.
    package func identifier(_ name: String) -> ObjectID {
        let string = internedName(name)
        if profile.keepsIdentifiers { heap.setImmortal(string) }
        return string
    }

    /// An interned str that takes no memory of the session's, borrowed.
    package func staticName(_ name: String) -> ObjectID {
        let value = PythonString(name)
        if let known = interned[value] {
            // Whoever asks for a name by value holds no unit of it.
            heap.setImmortal(known)
            return known
        }
        let string = makeStaticStr(value, isInterned: true)
        interned[value] = string
        return string
    }

    /// A str that takes no memory of the session's.
    func makeStaticStr(_ value: PythonString, isInterned: Bool = false) -> ObjectID {
        allocateStatic(
            layouts.scalar, types.str, .str(value.kind, value.count),
            payload: strings.insert(StringRecord(value: value, isInterned: isInterned)))
    }

    /// `sys.intern(string)`.
    public func intern(_ object: ObjectID) throws -> ObjectID {
        guard isExactly(object, types.str) else {
            if kind(of: object) == .str {
                throw PythonException("TypeError", "can't intern \(typeName(object))")
            }
            throw PythonException(
                "TypeError", "intern() argument must be str, not \(argumentTypeName(object))")
        }
        let record = strings[heap.payload(object)]
        if let known = interned[record.value] { return retained(known) }
        markInterned(object, record.value)
        return retained(object)
    }

    /// The value of a str object or of an instance of a subclass, or nil.
    public func strValue(_ object: ObjectID) -> PythonString? {
        kind(of: object) == .str ? strings[heap.payload(object)].value : nil
    }

    /// Whether the object is interned, so that every equal constant is this one object.
    public func isInterned(_ object: ObjectID) -> Bool {
        kind(of: object) == .str && strings[heap.payload(object)].isInterned
    }

    package func hashOfString(_ object: ObjectID) -> Int {
        let payload = heap.payload(object)
        let known = strings[payload].hash
        if known != -1 { return known }
        let hash = PythonHash.str(strings[payload].value)
        strings[payload].hash = hash
        return hash
    }

    private func newString(_ value: PythonString) -> ObjectID {
        let payload = strings.insert(StringRecord(value: value))
        return allocate(layouts.scalar, types.str, .str(value.kind, value.count), payload: payload)
    }

    private func markInterned(_ string: ObjectID, _ value: PythonString) {
        strings[heap.payload(string)].isInterned = true
        interned[value] = string
        if profile.internsForEver { heap.setImmortal(string) }
    }

    /// Makes the strings that live for ever.
    func makeStaticStrings() {
        func make(_ value: PythonString, _ form: Form) -> ObjectID {
            let payload = strings.insert(StringRecord(value: value, isInterned: true))
            let string = allocateStatic(layouts.scalar, types.str, form, payload: payload)
            interned[value] = string
            return string
        }
        emptyString = make(PythonString(), .str(.ascii, 0))
        latin1 = (0..<256).map { code in
            let value = PythonString(codePoints: [UInt32(code)])
            return make(value, code < 128 ? .str(.ascii, 1) : .latin1Singleton)
        }
        for name in profile.rules.namedCharacters { _ = make(PythonString(String(name)), .str(.ascii, 1)) }
        for name in profile.staticNames.map(String.init) + profile.staticLiterals {
            let value = PythonString(name)
            _ = make(value, .str(.ascii, value.count))
        }
    }
}
