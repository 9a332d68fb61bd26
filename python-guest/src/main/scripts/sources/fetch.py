"""Puts the archives of a lock into a folder: from folders that have them, or else from the lock's places."""

import hashlib
import os
import shutil
import textwrap
from pathlib import Path

from transfer import PlaceError


class NotFetched(Exception):
    """No place gave the right bytes. The message has the answer of each, and how to go on without them."""


class Fetcher:
    """Fills one folder. `places` has, by the kind of a place, what fetches from it; `report` gets the lines of progress."""

    def __init__(self, folder: Path, given: Path | None, cache: Path | None, places: dict, report):
        """`given` should have the archives, and `cache` may."""
        self._folder = folder
        self._given = given
        self._others = [other for other in (given, cache) if other]
        self._places = places
        self._report = report

    def put(self, source):
        """Puts one of the source's archives into the folder, unless it is there. Returns the archive and its file."""
        answers = []
        found = self._found(source, answers) or self._fetched(source, answers)
        if not found:
            raise NotFetched(_message(source, answers))
        return found

    def _found(self, source, answers):
        for folder in [self._folder, *self._others]:
            for archive in source.archives:
                for file in (folder / name for name in archive.file_names):
                    if not file.is_file():
                        continue
                    if wrong := _wrong_bytes(archive, file):
                        self._answer(source, answers, str(file), wrong)
                    elif folder == self._folder:
                        return archive, file
                    else:
                        part = self._part(archive)
                        shutil.copyfile(file, part)
                        return archive, self._keep(archive, part)
        if self._given:
            self._report(f"{source}: not in {self._given}; asking its places")
        return None

    def _fetched(self, source, answers):
        for archive in source.archives:
            for place in archive.places:
                part = self._part(archive)
                try:
                    self._places[place.kind].fetch(archive, place.location, part)
                    if wrong := _wrong_bytes(archive, part):
                        raise PlaceError(wrong)
                    self._report(f"{source}: fetched from {place}")
                    return archive, self._keep(archive, part)
                except PlaceError as error:
                    self._answer(source, answers, str(place), str(error))
                finally:
                    part.unlink(missing_ok=True)
        return None

    def _answer(self, source, answers, place, answer):
        answers.append((place, answer))
        self._report(f"{source}: {_one_answer(place, answer)}")

    def _part(self, archive):
        """Where an archive is until its bytes are known to be right; another process may fetch the same one."""
        self._folder.mkdir(parents=True, exist_ok=True)
        return self._folder / f".{archive.file}.{os.getpid()}.part"

    def _keep(self, archive, part):
        file = self._folder / archive.file
        part.replace(file)
        return file


def _wrong_bytes(archive, file):
    """What is wrong with a file that should be the archive; nothing if it is."""
    size = file.stat().st_size
    if size != archive.size:
        return f"wrong bytes: {size} instead of {archive.size}"
    with file.open("rb") as content:
        found = hashlib.file_digest(content, "sha256").hexdigest()
    return "" if found == archive.sha256 else f"wrong bytes: their SHA-256 is {found}"


def _one_answer(place, answer):
    return f"{place}:\n" + textwrap.indent(answer, "  ") if "\n" in answer else f"{place}: {answer}"


def _message(source, answers):
    listed = [textwrap.indent(_one_answer(place, answer), "  ") for place, answer in answers]
    archives = [f"  {archive.file}, SHA-256 {archive.sha256}" for archive in source.archives]
    by_hand = "To provide it by hand, put this file into a folder, and name the folder in AGENT_CORE_SOURCES:"
    return "\n".join([f"cannot fetch {source}", *listed, by_hand, "\n  or\n".join(archives)])
