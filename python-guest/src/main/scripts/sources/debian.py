"""The pools of Debian and Ubuntu, as the machine's own APT sources reach them: no mirror's name is written down in this
repository."""

import lzma
import os
import re
import shutil
import subprocess
from pathlib import Path

from transfer import NoAnswer, PlaceError, transfer

# The releases whose indices are searched, in this order. The pool keeps a file for as long as a release lists it.
DEBIAN = ("trixie", "forky", "sid", "bookworm")
UBUNTU = ("resolute",)

# Addresses of archives that this machine's APT does not use, such as Ubuntu's on Debian, with spaces between them.
OTHER_ARCHIVES = "AGENT_CORE_APT_ARCHIVES"

_APT_HELPER = "/usr/lib/apt/apt-helper"
_LARGEST_INDEX = 64 << 20


class Pool:
    """A distribution's. Finds a file in the indices by its name and checksum, and fetches that file alone.

    `apt-get source` would ask for the newest version's description and patches too, which a mirror may lack.
    """

    def __init__(self, suites: tuple[str, ...], work: Path, timeout: float):
        """`work` is an empty folder, for downloads that are not complete."""
        self._suites = suites
        self._work = work
        self._timeout = timeout
        self._indices = {}
        self._silent = set()

    def fetch(self, archive, file: str, into: Path):
        """Writes a file of the pool into `into`. Raises PlaceError with the answer of each APT source and release."""
        answers = []
        for site in _apt_sites():
            for suite in self._suites:
                try:
                    path = _path_in_pool(self._index(site, suite, file), archive, file)
                    return self._download(site, path, into, archive.size)
                except PlaceError as error:
                    answers.append(f"{site}, {suite}: {error}")
        raise PlaceError("\n".join(answers))

    def _index(self, site, suite, file):
        """The index of a release that lists files of this kind, as it was when it was first asked for."""
        kind = "binary-amd64/Packages.xz" if file.endswith(".deb") else "source/Sources.xz"
        path = f"dists/{suite}/main/{kind}"
        if (site, path) not in self._indices:
            try:
                index = self._work / "index.xz"
                self._download(site, path, index, _LARGEST_INDEX)
                self._indices[site, path] = lzma.decompress(index.read_bytes())
            except (PlaceError, lzma.LZMAError) as error:
                self._indices[site, path] = PlaceError(f"index: {error}")
        if isinstance(self._indices[site, path], PlaceError):
            raise self._indices[site, path]
        return self._indices[site, path]

    def _download(self, site, path, into, limit):
        """By APT itself, which knows the machine's proxies and credentials."""
        if site in self._silent:
            raise PlaceError("not asked: it did not answer before")
        into.unlink(missing_ok=True)
        command = [_APT_HELPER, "-oAcquire::Retries=0", "-oAPT::Sandbox::User=", "download-file", f"{site}/{path}", str(into)]
        try:
            transfer(command, into, self._timeout, limit)
        except NoAnswer:
            self._silent.add(site)
            raise
        except PlaceError as error:
            raise PlaceError(_reason(str(error))) from None


def _apt_sites():
    """The addresses of the machine's APT sources, its distribution's archive among them, and of what else is named."""
    if not shutil.which("apt-get") or not Path(_APT_HELPER).exists():
        raise PlaceError("this machine has no APT")
    # Without the information of releases, which is there only after `apt-get update`.
    command = ["apt-get", "indextargets", "--no-release-info", "--format", "$(SITE)"]
    listed = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    others = (address.rstrip("/") for address in os.environ.get(OTHER_ARCHIVES, "").split())
    sites = list(dict.fromkeys([*listed.stdout.split(), *others]))
    if not sites:
        raise PlaceError("this machine has no APT sources")
    return sites


def _path_in_pool(index, archive, file):
    """Where an index says that the file is, below the archive's address."""
    if file.endswith(".deb"):
        listed = re.compile(rb"^Filename: (\S+/%b)$" % re.escape(file.encode()), re.MULTILINE)
    else:
        listed = re.compile(rb"^ [0-9a-f]{64} \d+ (%b)$" % re.escape(file.encode()), re.MULTILINE)
    found = list(listed.finditer(index))
    for match in found:
        stanza = index[index.rfind(b"\n\n", 0, match.start()) + 1 : _end(index, match.end())]
        if archive.sha256.encode() in stanza:
            directory = re.search(rb"^Directory: (\S+)$", stanza, re.MULTILINE)
            path = match[1] if file.endswith(".deb") else directory[1] + b"/" + match[1]
            return path.decode()
    raise PlaceError("lists the file with another checksum" if found else "does not list the file")


def _end(index, position):
    end = index.find(b"\n\n", position)
    return len(index) if end < 0 else end


def _reason(message):
    """What went wrong, of a message of APT: `E: Failed to fetch ADDRESS  404  Not Found [IP: ...]`."""
    lines = [line.removeprefix("E: ") for line in message.splitlines() if line.startswith("E: ")] or [message]
    return re.sub(r"^Failed to fetch \S+\s+|\s+\[IP: .*", "", lines[0]).replace("  ", " ")
