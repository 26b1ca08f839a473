import Foundation
import HTTPServer
import TestSupport
import Testing

@Suite("Serving")
struct HTTPServerTests {
    @Test("One connection serves many requests")
    func keepAlive() throws {
        let server = try TestServer()
        let client = try server.connect()
        for number in 0..<100 {
            let response = try client.request("POST", "/items/\(number)?q=1", body: "{\(number)}")
            #expect(response.status == 200)
            #expect(response.text == "POST /items/\(number)?q=1 {\(number)}")
            #expect(response.header("Connection") == nil)
        }
        #expect(server.server.statistics.acceptedConnections == 1)
    }

    @Test("The server writes Date, Content-Length and Connection by itself")
    func ownHeaders() throws {
        let server = try TestServer { _, respond in
            respond(
                ServerResponse(
                    status: 201,
                    headers: [
                        HeaderField("Location", "/a\r\nSet-Cookie: b"), HeaderField("content-length", "7"),
                        HeaderField("DATE", "today"), HeaderField("Connection", "upgrade"),
                    ], body: Array("hello".utf8)))
        }
        let response = try server.connect().request("POST", "/")
        #expect(
            response.headers.map { "\($0.name): \($0.value)" } == [
                "Date: Sun, 06 Nov 1994 08:49:37 GMT", "Content-Length: 5", "Location: /a  Set-Cookie: b",
            ])
        #expect(response.reason == "Created")
    }

    @Test("HEAD gets the length of the body and no body")
    func head() throws {
        let server = try TestServer()
        let client = try server.connect()
        let response = try client.request("HEAD", "/x")
        #expect(response.header("Content-Length") == "8")
        #expect(response.body.isEmpty)
        #expect(try client.get("/y").text == "GET /y ")
    }

    @Test("OPTIONS reaches the handler, with the asterisk as well")
    func options() throws {
        let server = try TestServer()
        let client = try server.connect()
        #expect(try client.request("OPTIONS", "*").text == "OPTIONS * ")
        #expect(try client.request("OPTIONS", "/a").text == "OPTIONS /a ")
    }

    @Test("HTTP/1.0 and Connection: close end the connection after the answer")
    func closing() throws {
        let server = try TestServer()
        for head in ["GET / HTTP/1.0\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nConnection: x, Close\r\n\r\n"] {
            let client = try server.connect()
            try client.send(head)
            let response = try client.readResponse()
            #expect(response.status == 200)
            #expect(response.header("Connection") == "close")
            #expect(try client.readToEnd().isEmpty)
        }
    }
}
