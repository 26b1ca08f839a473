import Testing

@testable import HTTPWire

@Suite("Bytes and dates")
struct ByteClassTests {
    @Test("The token bytes are those of RFC 9110")
    func tokens() {
        let expected = Set(
            "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
        for byte in UInt8.min...UInt8.max {
            #expect(ByteClass.isToken(byte) == expected.contains(byte), "\(byte)")
        }
    }

    @Test("The Host bytes are those of RFC 3986's host and port")
    func hosts() {
        let expected = Set(
            "-._~%:[]!$&'()*+,;=0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
        for byte in UInt8.min...UInt8.max {
            #expect(ByteClass.isHost(byte) == expected.contains(byte), "\(byte)")
        }
    }

    @Test("Numbers are written in decimal and hexadecimal")
    func numbers() {
        for number in [0, 9, 10, 255, 256, 4_096, 1_234_567_890, Int.max] {
            var decimal: [UInt8] = []
            decimal.append(decimal: number)
            #expect(String(decoding: decimal, as: UTF8.self) == String(number))
            var hexadecimal: [UInt8] = []
            hexadecimal.append(hexadecimal: number)
            #expect(String(decoding: hexadecimal, as: UTF8.self) == String(number, radix: 16))
        }
    }

    @Test(
        "Dates are written as RFC 9110 wants them",
        arguments: [
            (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
            (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
            (951_782_399, "Mon, 28 Feb 2000 23:59:59 GMT"),
            (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
            (1_709_251_199, "Thu, 29 Feb 2024 23:59:59 GMT"),
            (1_735_689_599, "Tue, 31 Dec 2024 23:59:59 GMT"),
            (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"),
            (253_402_300_799, "Fri, 31 Dec 9999 23:59:59 GMT"),
        ])
    func dates(_ seconds: Int64, _ text: String) {
        #expect(HTTPDate.format(secondsSince1970: seconds) == text)
    }
}
