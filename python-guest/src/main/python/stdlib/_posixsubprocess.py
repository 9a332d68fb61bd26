"""In the place of an extension module: see _processes."""

from _processes import refuse as fork_exec

__all__ = ["fork_exec"]
