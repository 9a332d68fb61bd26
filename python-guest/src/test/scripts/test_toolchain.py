"""What the build says of compilers that are not there. The machine's package tools are stood in for."""

import os
import subprocess
import tempfile
import unittest
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parents[2] / "main/scripts"


class ToolchainTest(unittest.TestCase):
    def setUp(self):
        self.work = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.tools = self.work / "tools"
        self.tools.mkdir()
        self.stand_in("dpkg-query", "exit 1")
        self.stand_in("id", "echo 0")

    def stand_in(self, tool, script):
        (self.tools / tool).write_text(f"#!/bin/sh\n{script}\n")
        (self.tools / tool).chmod(0o755)

    def require_toolchain(self, **variables):
        script = f'. "{SCRIPTS}/lib.sh"; . "{SCRIPTS}/steps.sh"; require_toolchain'
        environment = {"PATH": f"{self.tools}:{os.environ['PATH']}", "AGENT_CORE_CACHE": str(self.work / "cache")}
        return subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script], env=environment | variables, capture_output=True, text=True
        )

    def test_what_is_missing_is_named_where_it_cannot_be_installed(self):
        self.stand_in("id", "echo 1000")
        ended = self.require_toolchain()
        self.assertEqual(ended.returncode, 1)
        self.assertIn(
            "[python-guest] error: missing packages; as root: apt-get install clang-19 lld-19 llvm-19 "
            "libclang-rt-19-dev-wasm64 ",
            ended.stderr,
        )

    def test_packages_that_are_gone_are_named_with_what_was_tried_and_what_is_there(self):
        self.stand_in("apt-get", 'echo "$@"; exit 100')
        self.stand_in(
            "apt-cache",
            """\
            case "$*" in
              "pkgnames libclang-rt-") printf 'libclang-rt-21-dev-wasm64\\nlibclang-rt-21-dev\\nlibclang-rt-16-dev-wasm64\\n' ;;
              *-19*) exit 100 ;;
            esac""",
        )
        ended = self.require_toolchain()
        self.assertEqual(ended.returncode, 1)
        self.assertIn(
            """\
[python-guest] error: this machine's APT sources do not have clang-19 lld-19 llvm-19 libclang-rt-19-dev-wasm64.
[python-guest]   Tried: LLVM 19. The guest is known to work with LLVM 19, which Debian 12 and 13 have: add one of them to the APT sources.
[python-guest]   The APT sources have LLVM 16 21 for wasm64. To try one: AGENT_CORE_LLVM=RELEASE; then run
[python-guest]   python-guest/src/test/cpython/run, which decides.
""",
            ended.stderr,
        )

    def test_another_release_can_be_tried(self):
        self.stand_in("apt-get", "exit 0")
        ended = self.require_toolchain(AGENT_CORE_LLVM="21")
        self.assertEqual(ended.returncode, 0)
        self.assertIn("[python-guest] installing clang-21 lld-21 llvm-21 libclang-rt-21-dev-wasm64 ", ended.stderr)


if __name__ == "__main__":
    unittest.main()
