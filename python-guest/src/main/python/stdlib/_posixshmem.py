"""In the place of an extension module: see _processes."""

from _processes import refuse as shm_open
from _processes import refuse as shm_unlink

__all__ = ["shm_open", "shm_unlink"]
