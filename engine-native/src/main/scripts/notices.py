# SPDX-FileCopyrightText: 2026 The agent-core authors
# SPDX-License-Identifier: Apache-2.0
"""Lists the crates whose code is in the engine's library, with their notices. Run in the folder of the workspace.

Usage: notices.py OUTPUT writes OUTPUT/crates, a line for each crate: name, version, SHA-256 of its archive, licence (SPDX);
and its notices as OUTPUT/NAME/FILE.
"""

import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

NOTICE = re.compile(r"(licen[sc]e|copy|notice|unlicense)", re.IGNORECASE)
# In fewer bytes, a file only names the others.
SHORTEST = 100


def cargo(*arguments):
    return subprocess.run(["cargo", *arguments], check=True, capture_output=True, text=True).stdout


def linked():
    """Names and versions: what the library is linked with, and not what only its build or its compiler needs."""
    tree = cargo(
        *("tree", "--locked", "--package", "agent-core-engine", "--edges", "normal,no-proc-macro"),
        *("--prefix", "none", "--no-dedupe", "--format", "{p}"),
    )
    return sorted({tuple(line.split()[:2]) for line in tree.splitlines() if line and "agent-core-" not in line})


def main():
    output = Path(sys.argv[1])
    known = json.loads(cargo("metadata", "--locked", "--format-version", "1"))["packages"]
    packages = {(each["name"], "v" + each["version"]): each for each in known}
    locked = tomllib.loads(Path("Cargo.lock").read_text())["package"]
    checksums = {(each["name"], "v" + each["version"]): each.get("checksum") for each in locked}
    lines = []
    for crate in linked():
        package = packages[crate]
        licence = package["license"].replace("/", " OR ")
        lines.append(f"{package['name']} {package['version']} {checksums[crate]} {licence}\n")
        folder = output / package["name"]
        folder.mkdir(parents=True)
        for file in sorted(Path(package["manifest_path"]).parent.iterdir()):
            if file.is_file() and NOTICE.match(file.name) and file.stat().st_size > SHORTEST:
                shutil.copyfile(file, folder / file.name)
    (output / "crates").write_text("".join(lines))


main()
