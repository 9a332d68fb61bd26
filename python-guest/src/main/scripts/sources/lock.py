"""The file sources.lock: which archives a source is built from, and the places that have them."""

import re
from dataclasses import dataclass, field
from pathlib import Path


KINDS = ("url", "debian", "ubuntu", "npm", "pypi")


@dataclass(frozen=True)
class PlaceName:
    """A place as the lock names it: its kind, and what that kind needs to find the archive."""

    kind: str
    location: str

    def __str__(self):
        return self.location if self.kind == "url" else f"{self.kind} {self.location}"


@dataclass(frozen=True)
class Archive:
    sha256: str
    size: int
    file: str
    places: list[PlaceName] = field(default_factory=list)

    @property
    def file_names(self):
        """The names that the archive is published under, the lock's first."""
        published = [place.location.rpartition("/")[2] for place in self.places if place.kind in ("url", "debian", "ubuntu")]
        return list(dict.fromkeys([self.file, *published]))


@dataclass(frozen=True)
class Source:
    name: str
    version: str
    archives: list[Archive] = field(default_factory=list)

    def __str__(self):
        return f"{self.name} {self.version}"


class LockError(Exception):
    """A line that is no part of a lock."""


def read_lock(path: Path) -> list[Source]:
    """The sources of a lock, in its order."""
    sources = []
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            _read_line(line, sources)
        except (ValueError, IndexError):
            raise LockError(f"{path.name}:{number}: not understood: {line}") from None
    return sources


def select(sources: list[Source], release: str | None) -> list[Source]:
    """One source of each name: the first, or of CPython the one of this release, such as 3.14."""
    selected = {}
    for source in sources:
        if source.name != "cpython" or not release or source.version.startswith(f"{release}."):
            selected.setdefault(source.name, source)
    if release and "cpython" not in selected:
        offered = " and ".join(source.version for source in sources if source.name == "cpython")
        raise LockError(f"no source of CPython {release}: there is {offered}")
    return list(selected.values())


def _read_line(line, sources):
    words = line.split()
    match len(line) - len(line.lstrip()):
        case 0:
            name, version = words
            sources.append(Source(name, version))
        case 2:
            keyword, sha256, size, file = words
            if keyword != "archive" or not re.fullmatch("[0-9a-f]{64}", sha256):
                raise ValueError(line)
            sources[-1].archives.append(Archive(sha256, int(size), file))
        case 4:
            kind, location = words
            if kind not in KINDS:
                raise ValueError(line)
            sources[-1].archives[-1].places.append(PlaceName(kind, location))
        case _:
            raise ValueError(line)
