"""CPython, running programs in a clean heap. `Reference` is used by the comparing side; this file itself is the child's script.

The child collects and freezes what the interpreter itself made, then forks once for each program, so that every program meets
what a fresh session is: no garbage, no objects of others, `PYTHONHASHSEED=0`.
"""

import json
import os
import sys

class Reference:
    """A CPython process that runs one program after another."""

    def __init__(self, python):
        # What only the comparing side needs is imported there: in the child, strings that it interns would show.
        import subprocess

        environment = {"PYTHONHASHSEED": "0", "PATH": "/usr/bin:/bin"}
        self.process = subprocess.Popen(
            [python, "-X", "utf8", __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            text=True,
        )

    def run(self, path, mode="script"):
        """What a program file prints on both streams, and its exit status."""
        import pathlib
        import tempfile

        with tempfile.TemporaryDirectory() as folder:
            self.process.stdin.write(json.dumps({"path": str(path), "mode": mode, "folder": folder}) + "\n")
            self.process.stdin.flush()
            status = json.loads(self.process.stdout.readline())
            texts = [
                pathlib.Path(folder, name).read_text(errors="backslashreplace") for name in ("out", "err")
            ]
        return texts[0], texts[1], status

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def bring(tree, ast):
    """Imports the modules that a program's import statements name, as far as they are there."""
    names = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.append(node.module)
    for name in names:
        try:
            __import__(name)
        except ImportError:
            pass


def perform(request, gc, ast):
    """Runs one program in this forked process and ends it."""
    for number, name in ((1, "out"), (2, "err")):
        descriptor = os.open(os.path.join(request["folder"], name), os.O_WRONLY | os.O_CREAT)
        os.dup2(descriptor, number)
        os.close(descriptor)
    path = request["path"]
    filename = os.path.basename(path)
    status = 0
    with open(path, encoding="utf-8") as file:
        source = file.read()
    try:
        if request["mode"] == "script":
            codes = [compile(source, filename, "exec")]
        else:
            codes = [
                compile(ast.Interactive([statement]), filename, "single")
                for statement in ast.parse(source).body
            ]
        # What it imports is no part of what it does; more than that is not there, for the strings that it interns.
        bring(ast.parse(source), ast)
        del file, source
        # The list of what repr shows is one of the interpreter's own objects.
        repr([0])
        for _ in range(3):
            gc.collect()
        gc.freeze()
        namespace = {"__name__": "__main__", "__builtins__": __builtins__}
        gc.collect()
        for code in codes:
            exec(code, namespace)
    except SystemExit as error:
        status = error.code if isinstance(error.code, int) else 0 if error.code is None else 1
        if status == 1 and error.code != 1:
            print(error.code, file=sys.stderr)
    except BaseException as error:
        status = 1
        sys.excepthook(type(error), error, error.__traceback__.tb_next)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status & 255)


def serve():
    import ast
    import gc
    import resource
    import warnings

    warnings.simplefilter("ignore")
    resource.setrlimit(resource.RLIMIT_CPU, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    for line in sys.stdin:
        request = json.loads(line)
        child = os.fork()
        if child == 0:
            resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
            perform(request, gc, ast)
        _, status = os.waitpid(child, 0)
        sys.stdout.write(json.dumps(os.waitstatus_to_exitcode(status)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve()
