"""The guest's libc, on Node's WASI: the host's side of wasi-libc is the same as for wasm32."""

import subprocess
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent


class LibcTest(unittest.TestCase):
    def test_what_was_changed_for_64_bits_works_on_a_host_of_32(self):
        with tempfile.TemporaryDirectory() as work:
            folder = Path(work, "folder")
            folder.mkdir()
            built = subprocess.run([HERE / "build.sh", work], capture_output=True, text=True)
            self.assertEqual(built.returncode, 0, built.stderr)
            command = ["node", "--no-warnings", HERE / "run.mjs", Path(work, "libc_test.wasm"), folder]
            ended = subprocess.run(command, capture_output=True, text=True)
            self.assertEqual((ended.stdout, ended.stderr, ended.returncode), ("0 failures\n", "", 0))
            self.assertEqual((folder / "file").read_bytes()[:12], b"0001020304XY")


if __name__ == "__main__":
    unittest.main()
