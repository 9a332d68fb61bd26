"""Packages of npm and PyPI, fetched by their own clients, which know the machine's registries, proxies and credentials."""

import shutil
import sys
from pathlib import Path

from transfer import PlaceError, transfer


class Registry:
    """Runs a client that leaves one package in a folder.

    `command` makes the client's command of the package and two folders: one for the package, and one for what the client
    keeps on its way.
    """

    def __init__(self, work: Path, timeout: float, command):
        """`work` is an empty folder, for downloads that are not complete."""
        self._work = work
        self._timeout = timeout
        self._command = command

    def fetch(self, archive, package: str, into: Path):
        """Writes a package's archive into `into`. Raises PlaceError with the client's answer."""
        shutil.rmtree(self._work, ignore_errors=True)
        folder, kept = self._work / "package", self._work / "kept"
        folder.mkdir(parents=True)
        kept.mkdir()
        command = self._command(package, folder, kept)
        if not shutil.which(command[0]):
            raise PlaceError(f"this machine has no {Path(command[0]).name}")
        # What a client keeps may be the archive, unpacked and packed.
        transfer(command, self._work, self._timeout, 4 * archive.size + (64 << 20))
        files = list(folder.iterdir())
        if len(files) != 1:
            raise PlaceError(f"{len(files)} files instead of one")
        shutil.move(files[0], into)


def npm(work: Path, timeout: float) -> Registry:
    """Fetches NAME@VERSION."""
    return Registry(
        work,
        timeout,
        lambda package, folder, kept: [
            "npm", "pack", "--loglevel=error", "--fetch-retries=0", f"--cache={kept}", f"--pack-destination={folder}", package,
        ],
    )


def pypi(work: Path, timeout: float) -> Registry:
    """Fetches NAME==VERSION: the wheel for Linux on x86-64, on any machine."""
    return Registry(
        work,
        timeout,
        lambda package, folder, kept: [
            sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--retries=0", "--no-deps",
            "--only-binary=:all:", "--platform=manylinux2014_x86_64", f"--cache-dir={kept}", f"--dest={folder}", package,
        ],
    )
