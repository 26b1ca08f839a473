"""A Holdfast server started for a check, on a port that the system chose, and a small client for it."""
import http.client
import json
import os
import re
import signal
import subprocess
import tempfile
import time

LISTENING = re.compile(r"http://[0-9.]+:([0-9]+)")


class Server:
    """One `holdfast serve`. What this starts, this stops, by its process id."""

    def __init__(self, binary, database, options=(), prefix=(), wait=20):
        self.log = tempfile.NamedTemporaryFile(mode="w+", prefix="holdfast-", suffix=".log")
        self.began = time.monotonic()
        command = [*prefix, binary, "serve", "--host", "127.0.0.1", "--port", "0", "--database", database, *options]
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)
        self.port = self._listening(wait)

    def _listening(self, wait):
        until = time.monotonic() + wait
        while time.monotonic() < until:
            found = LISTENING.search(self.output())
            if found:
                return int(found.group(1))
            if self.process.poll() is not None:
                break
            time.sleep(0.005)
        output = self.output()
        self.kill()
        raise RuntimeError(f"the server does not listen:\n{output[-2000:]}")

    def output(self):
        with open(self.log.name, encoding="utf-8", errors="replace") as log:
            return log.read()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def client(self, timeout=30):
        return Client(self.port, timeout)

    def resident(self):
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) * 1024

    def kill(self):
        """As a power cut would: SIGKILL."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()

    def stop(self, wait=20):
        """As an operator does: SIGTERM. Returns the exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(wait)
        except subprocess.TimeoutExpired:
            self.kill()
            return None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()
        self.log.close()


class Client:
    """JSON over one connection that is kept."""

    def __init__(self, port, timeout=30):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)

    def request(self, method, path, body=None, headers=None):
        """Returns the status and the decoded body, or None for an empty one."""
        headers = dict(headers or {})
        data = None
        if body is not None:
            data = json.dumps(body).encode()
            headers.setdefault("Content-Type", "application/json")
        self.connection.request(method, path, data, headers)
        response = self.connection.getresponse()
        content = response.read()
        return response.status, json.loads(content) if content else None

    def expect(self, status, method, path, body=None, headers=None):
        got, answer = self.request(method, path, body, headers)
        if got != status:
            raise AssertionError(f"{method} {path} answered {got}, not {status}: {json.dumps(answer)[:600]}")
        return answer

    def close(self):
        self.connection.close()


def scratch():
    """A folder for the databases of a check, removed when the check ends."""
    return tempfile.TemporaryDirectory(prefix="holdfast-", dir=os.environ.get("HOLDFAST_SCRATCH"))
