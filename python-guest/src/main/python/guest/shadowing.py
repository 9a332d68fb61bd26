"""The program's modules come before the library's, also where the library's are in the snapshot.

A program's folder is the first of sys.path. A module of the library that a module of the program has the name of must
therefore not be there already when the program imports it; what the library itself has imported stays as it is.
"""

import os
import sys
from importlib.machinery import BuiltinImporter, FrozenImporter, PathFinder

FOLDER = "/workspace"
LIBRARY = "/lib/python{}.{}".format(*sys.version_info)

# What any Python has imported before a program begins, from files: nothing can come before it.
ALWAYS_THERE = {"encodings"}

# Built into this interpreter, and files of their own on a server, where a program's module comes before them.
EXTENSION_MODULES = frozenset(
    """
    array binascii cmath math pyexpat select unicodedata zlib
    """.split()
)


class ProgramFirst:
    """A finder for names that the built-in modules would be found under."""

    def __init__(self, names):
        self._names = names

    def find_spec(self, name, path=None, target=None):
        return PathFinder.find_spec(name, path, target) if name in self._names else None


def make_room():
    """Called before the first program of an interpreter."""
    names = {name.partition(".")[0] for name in os.listdir(FOLDER)}
    built_in = names & EXTENSION_MODULES
    taken = {name for name in names if is_of_library(sys.modules.get(name))} | built_in
    taken -= ALWAYS_THERE
    if not taken:
        return
    for name in [name for name in sys.modules if name.partition(".")[0] in taken]:
        del sys.modules[name]
    if built_in:
        sys.meta_path.insert(0, ProgramFirst(built_in))


def is_of_library(module):
    spec = getattr(module, "__spec__", None)
    if spec is None or spec.loader in (BuiltinImporter, FrozenImporter):
        return False
    return (spec.origin or "").startswith(f"{LIBRARY}/")
