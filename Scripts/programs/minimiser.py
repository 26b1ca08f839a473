"""Makes a program that shows a difference as short as it gets while it still shows one."""

import ast


def blocks(tree):
    """Every list of statements in a tree."""
    for node in ast.walk(tree):
        for field in ("body", "orelse", "finalbody", "handlers", "cases"):
            statements = getattr(node, field, None)
            if isinstance(statements, list) and statements:
                yield statements


def minimise(source, differs, rounds=12):
    """The shortest program found; `differs` says whether a source still shows the difference."""
    tree = ast.parse(source)

    def holds():
        try:
            text = ast.unparse(ast.fix_missing_locations(tree))
            compile(text, "minimised", "exec")
        except (SyntaxError, ValueError, RecursionError):
            return False
        return differs(text)

    if not holds():
        return source
    for _ in range(rounds):
        before = ast.unparse(tree)
        for statements in list(blocks(tree)):
            shorten(statements, holds)
        for statements in list(blocks(tree)):
            unwrap(statements, holds)
        simplify(tree, holds)
        if ast.unparse(tree) == before:
            break
    return ast.unparse(tree) + "\n"


def shorten(statements, holds):
    """Deletes statements: halves first, then smaller runs, from the end."""
    size = max(1, len(statements) // 2)
    while size:
        start = len(statements) - size
        while start >= 0:
            removed = statements[start : start + size]
            if removed:
                del statements[start : start + size]
                placeholder = not statements and isinstance(removed[0], ast.stmt)
                if placeholder:
                    if len(removed) == 1 and isinstance(removed[0], ast.Pass):
                        statements[:] = removed
                        start -= size
                        continue
                    statements.append(ast.Pass())
                if not holds():
                    if placeholder:
                        statements.clear()
                    statements[start:start] = removed
            start -= size
        size //= 2


def unwrap(statements, holds):
    """Puts a compound statement's body in the statement's place."""
    for index in range(len(statements) - 1, -1, -1):
        if index >= len(statements):
            continue
        statement = statements[index]
        body = getattr(statement, "body", None)
        if (
            isinstance(statement, ast.stmt)
            and isinstance(body, list)
            and not isinstance(statement, (ast.FunctionDef, ast.ClassDef))
        ):
            statements[index : index + 1] = body
            if not holds():
                statements[index : index + len(body)] = [statement]


def simplify(tree, holds):
    """Replaces expressions by their parts or by small constants, and drops arguments."""
    for node in list(ast.walk(tree)):
        for field, value in list(ast.iter_fields(node)):
            if (
                isinstance(value, list)
                and value
                and isinstance(value[0], (ast.expr, ast.keyword))
                and field in ("args", "elts", "keywords", "decorator_list", "values", "bases")
            ):
                for index in range(len(value) - 1, -1, -1):
                    removed = value.pop(index)
                    if not holds():
                        value.insert(index, removed)
            elif (
                isinstance(value, ast.expr)
                and not isinstance(value, (ast.Name, ast.Constant))
                and field in ("value", "test", "left", "right", "operand", "iter", "func", "subject")
            ):
                parts = [part for part in ast.iter_child_nodes(value) if isinstance(part, ast.expr)]
                for candidate in [*parts, ast.Constant(0), ast.List([], ast.Load())]:
                    setattr(node, field, candidate)
                    if holds():
                        break
                    setattr(node, field, value)
