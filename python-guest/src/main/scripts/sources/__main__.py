"""sources DIR: puts the archives that the guest is built from into a folder, and prints NAME VERSION SHA-256 FILE for each.

  --python RELEASE   of the lock's sources of CPython that of this release, such as 3.14, instead of the first
  --lock FILE        instead of sources.lock beside this program
  --cache FOLDER     a folder that may have some of them
  --timeout SECONDS  how long a place may be silent: 5
  --prefix TEXT      what each line of progress, on standard error, begins with

AGENT_CORE_SOURCES names a folder too. Its archives are used without asking any place. AGENT_CORE_APT_ARCHIVES has addresses of
archives that are asked as those of the machine's APT sources are. Needs Python 3.11 and nothing else.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from addresses import Addresses
from debian import DEBIAN, UBUNTU, Pool
from fetch import Fetcher, NotFetched
from lock import LockError, read_lock, select
from registries import npm, pypi


def main(arguments):
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--lock", type=Path, default=Path(__file__).parent.with_name("sources.lock"))
    parser.add_argument("--python")
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--timeout", type=float, default=5)
    parser.add_argument("--prefix", default="")
    asked = parser.parse_args(arguments)

    def report(text):
        for line in text.splitlines():
            print(asked.prefix + line, file=sys.stderr, flush=True)

    given = os.environ.get("AGENT_CORE_SOURCES")
    failures = []
    with tempfile.TemporaryDirectory(prefix="agent-core-sources-") as work:
        places = {
            "url": Addresses(asked.timeout),
            "debian": Pool(DEBIAN, Path(work), asked.timeout),
            "ubuntu": Pool(UBUNTU, Path(work), asked.timeout),
            "npm": npm(Path(work, "npm"), asked.timeout),
            "pypi": pypi(Path(work, "pypi"), asked.timeout),
        }
        fetcher = Fetcher(asked.folder, Path(given).absolute() if given else None, asked.cache, places, report)
        try:
            for source in select(read_lock(asked.lock), asked.python):
                try:
                    archive, file = fetcher.put(source)
                    print(source, archive.sha256, file.absolute(), flush=True)
                except NotFetched as failure:
                    failures.append(str(failure))
        except LockError as error:
            failures.append(str(error))
    for failure in failures:
        report(f"error: {failure}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
