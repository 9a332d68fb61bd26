"""Addresses of HTTP and HTTPS."""

import sys
import urllib.parse
from pathlib import Path

from transfer import NoAnswer, PlaceError, transfer

_DOWNLOAD = Path(__file__).with_name("download.py")


class Addresses:
    """Fetches from addresses. A host that did not answer is not asked again."""

    def __init__(self, timeout: float):
        self._timeout = timeout
        self._silent = set()

    def fetch(self, archive, address: str, into: Path):
        """Writes what the address answers into `into`. Raises PlaceError with another answer."""
        host = urllib.parse.urlsplit(address).netloc
        if host in self._silent:
            raise PlaceError("not asked: the host did not answer before")
        try:
            transfer([sys.executable, "-B", str(_DOWNLOAD), address, str(into)], into, self._timeout, archive.size)
        except NoAnswer:
            self._silent.add(host)
            raise
