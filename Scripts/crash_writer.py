"""Writers of the crash check: each knows what the acknowledged operations must have made of its part of the server."""
import http.client
import json

GONE = (http.client.HTTPException, OSError)
NAMES = 40


class Writer:
    """Writes until the server is gone."""

    def __init__(self):
        self.acknowledged = 0   # operations that were answered
        self.adopted = 0        # of the last kill: operations that were committed but not answered
        self.failure = None     # what the server answered wrongly while it still answered

    def write(self, running):
        try:
            client = running.client()
            while True:
                self.step(client)
        except GONE:
            return
        except Exception as error:  # shown by the main thread, with the number of the kill
            self.failure = f"{type(error).__name__}: {error}"


class RegistryWriter(Writer):
    """Creates and deletes sessions."""

    def __init__(self):
        super().__init__()
        self.alive, self.deleted, self.under_way = set(), set(), None

    def step(self, client):
        if len(self.alive) < 5:
            self.under_way = ("create", None)
            self.alive.add(client.expect(201, "POST", "/v1/sessions", {})["id"])
        else:
            victim = min(self.alive)
            self.under_way = ("delete", victim)
            client.expect(204, "DELETE", f"/v1/sessions/{victim}")
            self.alive.remove(victim)
            self.deleted.add(victim)
        self.under_way = None
        self.acknowledged += 1

    def check(self, running):
        client = running.client()
        self.adopted = 0
        kind, victim = self.under_way or (None, None)
        if kind == "delete" and client.request("GET", f"/v1/sessions/{victim}")[0] == 404:
            self.alive.remove(victim)
            self.deleted.add(victim)
            self.adopted = 1
        self.under_way = None
        for session in self.alive:
            status, _ = client.request("GET", f"/v1/sessions/{session}")
            if status != 200:
                return f"session {session} was acknowledged and answers {status}"
        for session in self.deleted:
            status, _ = client.request("GET", f"/v1/sessions/{session}")
            if status != 404:
                return f"session {session} was deleted and answers {status}"
        client.close()
        return None


class SessionWriter(Writer):
    """Makes, links and forgets lists in one session. Nobody else writes there."""

    def __init__(self, chance):
        super().__init__()
        self.chance = chance
        self.session = None
        self.revision = 0       # of the last acknowledged operation
        self.checked = 0        # the history is known to be right up to here
        self.answers = {}       # revision -> the effects that were answered
        self.names = {}         # name -> handle
        self.lists = {}         # handle -> the handles in it
        self.addresses = {}     # handle -> address
        self.serial = 0
        self.under_way = None   # the operation that was sent and not answered

    def step(self, client):
        if self.session is None:
            self.session = client.expect(201, "POST", "/v1/sessions", {"name": "crash"})["id"]
            self.revision = client.expect(200, "GET", f"/v1/sessions/{self.session}")["revision"]
            self.checked = self.revision
        operation = self.choose()
        self.under_way = operation
        answer = self.send(client, operation)
        self.under_way = None
        if answer["revision"] != self.revision + 1:
            raise AssertionError(f"revision {answer['revision']} follows {self.revision}")
        self.revision += 1
        self.acknowledged += 1
        self.answers[self.revision] = answer["effects"]
        self.apply(operation, answer.get("id"), answer.get("address"))

    def choose(self):
        kind = self.chance.choices(["create", "append", "unbind", "collect"], [50, 35, 10, 5])[0]
        held = sorted(self.names)
        if kind == "create" or not held:
            self.serial += 1
            items = [self.names[self.chance.choice(held)] for _ in range(self.chance.randrange(4))] if held else []
            return "create", f"n{self.chance.randrange(NAMES)}", items
        if kind == "append":
            return "append", self.names[self.chance.choice(held)], self.names[self.chance.choice(held)]
        if kind == "unbind":
            return "unbind", self.chance.choice(held)
        return "collect", self.chance.randrange(3)

    def send(self, client, operation):
        base = f"/v1/sessions/{self.session}"
        kind, *of = operation
        if kind == "create":
            body = {"type": "list", "items": [{"ref": item} for item in of[1]], "name": of[0]}
            return client.expect(201, "POST", base + "/objects", body)
        if kind == "append":
            body = {"kind": "item", "target": {"ref": of[1]}}
            return client.expect(201, "POST", f"{base}/objects/{of[0]}/references", body)
        if kind == "unbind":
            return client.expect(200, "DELETE", f"{base}/names/{of[0]}")
        return client.expect(201, "POST", base + "/collections", {"generation": of[0]})

    def apply(self, operation, handle, address):
        kind, *of = operation
        if kind == "create":
            self.names[of[0]] = handle
            self.lists[handle] = list(of[1])
            self.addresses[handle] = address
        elif kind == "append":
            self.lists[of[0]].append(of[1])
        elif kind == "unbind":
            del self.names[of[0]]

    def check(self, running):
        self.adopted = 0
        if self.session is None:
            return None
        client = running.client()
        try:
            return self.check_history(client) or self.check_state(client)
        finally:
            client.close()

    def check_history(self, client):
        """Every acknowledged entry with its effects; at most one more; no gap."""
        entries, after = [], self.checked
        while True:
            path = f"/v1/sessions/{self.session}/history?after={after}&limit=500"
            page = client.expect(200, "GET", path)
            entries += page["items"]
            if not page["items"] or page["items"][-1]["seq"] == after:
                break
            after = page["items"][-1]["seq"]
        numbers = [entry["seq"] for entry in entries]
        if numbers != list(range(self.checked + 1, self.checked + 1 + len(numbers))):
            return f"{self.session}: the history has a gap: {numbers[:5]} … {numbers[-5:]} after {self.checked}"
        last = numbers[-1] if numbers else self.checked
        if last not in (self.revision, self.revision + (1 if self.under_way else 0)):
            return f"{self.session}: {self.revision} was acknowledged, the history ends with {last}"
        for entry in entries:
            if entry["seq"] in self.answers and entry["effects"] != self.answers[entry["seq"]]:
                return (
                    f"{self.session}: entry {entry['seq']} has other effects than were answered:\n"
                    f"{json.dumps(entry['effects'])}\n{json.dumps(self.answers[entry['seq']])}")
        if last == self.revision + 1:
            # Committed, not answered: from now on it counts.
            operation, handle, address = self.under_way, None, None
            if operation[0] == "create":
                bound = client.expect(200, "GET", f"/v1/sessions/{self.session}/names/{operation[1]}")
                handle = self.handle(bound)
                address = client.expect(200, "GET", f"/v1/sessions/{self.session}/objects/{handle}")["address"]
            self.apply(operation, handle, address)
            self.revision += 1
            self.adopted = 1
        self.under_way = None
        self.checked = self.revision
        self.answers.clear()
        return None

    @staticmethod
    def handle(bound):
        """The handle in the answer of a name, which is the object or has it."""
        return bound["object"]["id"] if "object" in bound else bound["id"]

    def check_state(self, client):
        """Names, lists and addresses as the acknowledged operations left them, and the server's own validation."""
        base = f"/v1/sessions/{self.session}"
        revision = client.expect(200, "GET", base)["revision"]
        if revision != self.revision:
            return f"{self.session} is at revision {revision}, not {self.revision}"
        for name in (f"n{i}" for i in range(NAMES)):
            status, bound = client.request("GET", f"{base}/names/{name}")
            if name not in self.names:
                if status != 404:
                    return f"{self.session}: the name {name} is bound to {bound}"
                continue
            handle = self.names[name]
            if status != 200 or self.handle(bound) != handle:
                return f"{self.session}: {name} is {handle}, not {bound}"
            described = client.expect(200, "GET", f"{base}/objects/{handle}")
            if described["address"] != self.addresses[handle]:
                return f"{self.session}: {handle} moved from {self.addresses[handle]} to {described['address']}"
            problem = self.check_list(client, base, handle)
            if problem:
                return problem
        validation = client.expect(200, "GET", base + "/validation")
        return None if validation["valid"] else f"{self.session}: {validation}"

    def check_list(self, client, base, handle):
        """gc.get_referents of a list is its items, the last one first; an item that is there twice has two references."""
        answer = client.expect(200, "GET", f"{base}/objects/{handle}/referents")
        found = {}
        for item in answer["items"]:
            for reference in item["references"]:
                found[reference["label"]] = item["object"]["id"]
        wanted = {f"[{index}]": item for index, item in enumerate(self.lists[handle])}
        if found != wanted:
            return f"{self.session}: {handle} holds {found}, not {wanted}"
        return None
