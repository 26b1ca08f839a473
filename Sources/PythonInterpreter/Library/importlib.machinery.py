"""The classes that specs and loaders are of."""

import sys
import weakref

ModuleSpec = type(sys.__spec__)
BuiltinImporter = sys.__spec__.loader
SourceFileLoader = type(weakref.__spec__.loader)
SOURCE_SUFFIXES = [".py"]
BYTECODE_SUFFIXES = [".pyc"]
EXTENSION_SUFFIXES = []


def all_suffixes():
    return SOURCE_SUFFIXES + BYTECODE_SUFFIXES + EXTENSION_SUFFIXES
