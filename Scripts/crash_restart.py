"""How long a session of many entries takes to answer again after a kill."""
import json
import socket
import time

import server

WANTED_SECONDS = 2
CONNECTIONS = 64  # operations that arrive together are committed together
NAMES = 10_000


def fill(port, session, count):
    """Creates `count` named lists, each referring to two others."""
    connections = [socket.create_connection(("127.0.0.1", port), timeout=60) for _ in range(CONNECTIONS)]
    readers = [connection.makefile("rb") for connection in connections]
    for start in range(0, count, CONNECTIONS):
        numbers = range(start, min(start + CONNECTIONS, count))
        for number, connection in zip(numbers, connections):
            connection.sendall(creation(session, number))
        for _, reader in zip(numbers, readers):
            status, body = answer(reader)
            if status != 201:
                raise SystemExit(f"creating a list answered {status}: {body[:400]}")
    for each in [*readers, *connections]:
        each.close()


def creation(session, number):
    known = min(number - number % CONNECTIONS, NAMES)  # what the rounds before this one have named
    items = [{"name": f"n{(number * 7919 + k) % known}"} for k in range(2)] if known else []
    body = json.dumps({"type": "list", "items": items, "name": f"n{number % NAMES}"}).encode()
    head = (
        f"POST /v1/sessions/{session}/objects HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n")
    return head.encode() + body


def answer(reader):
    status = int(reader.readline().split()[1])
    length = 0
    while (line := reader.readline().strip()):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    return status, reader.read(length)


def measure_restart(binary, entries):
    """Prints the time; returns whether it is as wanted."""
    with server.scratch() as folder:
        database = folder + "/restart.sqlite"
        running = server.Server(binary, database)
        try:
            client = running.client()
            session = client.expect(201, "POST", "/v1/sessions", {"name": "restart"})["id"]
            client.close()
            fill(running.port, session, entries)
            client = running.client()
            before = client.expect(200, "GET", f"/v1/sessions/{session}/names")
            revision = client.expect(200, "GET", f"/v1/sessions/{session}")["revision"]
            running.kill()

            began = time.monotonic()
            running = server.Server(binary, database)
            listening = time.monotonic() - began
            client = running.client()
            # The first question to the heap: it is answered when the session is back.
            client.expect(200, "GET", f"/v1/sessions/{session}/gc")
            elapsed = time.monotonic() - began
            after = client.expect(200, "GET", f"/v1/sessions/{session}/names")
            if after != before or client.expect(200, "GET", f"/v1/sessions/{session}")["revision"] != revision:
                raise SystemExit("the session came back different")
            validation = client.expect(200, "GET", f"/v1/sessions/{session}/validation")
            if not validation["valid"]:
                raise SystemExit(f"the session came back broken: {validation}")
            client.close()
        finally:
            running.kill()
    is_well = elapsed < WANTED_SECONDS
    print(
        f"restart: a session of {revision} entries answers {elapsed:.2f} s after the start (wanted < {WANTED_SECONDS} s; "
        f"the server listens after {listening:.2f} s): {'ok' if is_well else 'MISSED'}")
    return is_well
