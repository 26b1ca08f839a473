"""Makes a program of operations as short as it gets while it still shows the same difference."""

import json


def minimise(operations, shows):
    """The fewest operations found; `shows` says whether a program still shows the difference."""
    if not shows(operations):
        return operations
    size = max(1, len(operations) // 2)
    while size:
        start = len(operations) - size
        while start > -size:
            shorter = operations[: max(0, start)] + operations[start + size :]
            if len(shorter) < len(operations) and shows(shorter):
                operations = shorter
            start -= size
        size //= 2
    return simplified(operations, shows)


def simplified(operations, shows):
    """Takes arguments and members away that are not needed, operation by operation."""
    for index in range(len(operations)):
        for member in ("args", "del", "slots", "bases", "cb", "steps"):
            operation = json.loads(operations[index])
            if not operation.pop(member, None):
                continue
            shorter = json.dumps(operation, separators=(",", ":"))
            changed = [*operations[:index], shorter, *operations[index + 1 :]]
            if shows(changed):
                operations = changed
    return operations
