"""The classes that specs and loaders are of."""

import sys
import weakref

ModuleSpec = type(sys.__spec__)
BuiltinImporter = sys.__spec__.loader
SourceFileLoader = type(weakref.__spec__.loader)
class NamespaceLoader:
    """What loads a package that is only a place where others are."""

    def __init__(self, name, path, path_finder):
        self._path = path

    def is_package(self, fullname):
        return True

    def get_source(self, fullname):
        return ""

    def get_code(self, fullname):
        return compile("", "<string>", "exec", dont_inherit=True)

    def create_module(self, spec):
        pass

    def exec_module(self, module):
        pass


SOURCE_SUFFIXES = [".py"]
BYTECODE_SUFFIXES = [".pyc"]
EXTENSION_SUFFIXES = []


def all_suffixes():
    return SOURCE_SUFFIXES + BYTECODE_SUFFIXES + EXTENSION_SUFFIXES
