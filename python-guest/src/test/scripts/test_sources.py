"""Fetching the guest's sources, from mirrors with holes: the program itself, as the build calls it."""

import hashlib
import lzma
import os
import re
import shutil
import subprocess
import sys
import tempfile
import textwrap
import unittest
from pathlib import Path

from mirror import Silence, Stalled, Truncated, mirror

SCRIPTS = Path(__file__).resolve().parents[2] / "main/scripts"

# Long enough for a program to start on a busy machine; the places that are silent in these tests cost as much.
TIMEOUT = 3

ARCHIVE = b"an archive of sources" * 100
SHA256 = hashlib.sha256(ARCHIVE).hexdigest()
LISTED = f"  archive {SHA256} {len(ARCHIVE)} tool-1.0.tar.gz"
BY_HAND = (
    "To provide it by hand, put this file into a folder, and name the folder in AGENT_CORE_SOURCES:\n"
    f"  tool-1.0.tar.gz, SHA-256 {SHA256}\n"
)


class Fetching(unittest.TestCase):
    def setUp(self):
        self.mirror = self.enterContext(mirror())
        self.work = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.folder = self.work / "folder"

    def lock(self, *places, archive=LISTED):
        """A lock of one source with these places."""
        lines = ["tool 1.0", archive, *(f"    {place}" for place in places)]
        (self.work / "lock").write_text("\n".join(lines) + "\n")

    def url(self, path):
        return f"url {self.mirror.url(path)}"

    def fetch(self, *options, **variables):
        """Runs the program; with APT sources that are this test's mirror."""
        (self.work / "apt.conf").write_text(
            f'Dir::Etc::sourcelist "{self.work}/sources.list";\nDir::Etc::sourceparts "/dev/null";\n'
            f'Dir::State::lists "{self.work}/lists";\n'
        )
        (self.work / "sources.list").write_text(f"deb {self.mirror.url('debian')} trixie main\n")
        command = [sys.executable, "-B", SCRIPTS / "sources", self.folder, "--lock", self.work / "lock", *options]
        return subprocess.run(
            [*command, f"--timeout={TIMEOUT}"],
            env={"PATH": os.environ["PATH"], "APT_CONFIG": str(self.work / "apt.conf"), **variables},
            capture_output=True,
            text=True,
        )

    def assert_fetched(self, ended, said):
        """The archive is in the folder, alone, and standard error is what was `said`."""
        self.assertEqual(ended.stderr, self.at_mirror(said))
        self.assertEqual(ended.returncode, 0)
        self.assertEqual(ended.stdout, f"tool 1.0 {SHA256} {self.folder / 'tool-1.0.tar.gz'}\n")
        self.assertEqual(os.listdir(self.folder), ["tool-1.0.tar.gz"])
        self.assertEqual((self.folder / "tool-1.0.tar.gz").read_bytes(), ARCHIVE)

    def assert_not_fetched(self, ended, answers):
        """The message ends standard error, and nothing is left in the folder."""
        message = self.at_mirror(f"error: cannot fetch tool 1.0\n{textwrap.indent(textwrap.dedent(answers), '  ')}{BY_HAND}")
        self.assertEqual(ended.stderr[-len(message) :], message)
        self.assertEqual(ended.returncode, 1)
        self.assertEqual(ended.stdout, "")
        self.assertEqual(os.listdir(self.folder), [])

    def at_mirror(self, text):
        """MIRROR and HOST stand for where the mirror is."""
        return text.replace("MIRROR", self.mirror.address).replace("HOST", self.mirror.address.removeprefix("http://"))


class AddressesTest(Fetching):
    def test_the_first_place_with_the_right_bytes_is_the_last_that_is_asked(self):
        self.mirror.files |= {"first": ARCHIVE, "second": ARCHIVE}
        self.lock(self.url("first"), self.url("second"))
        self.assert_fetched(self.fetch(), "tool 1.0: fetched from MIRROR/first\n")
        self.assertEqual(self.mirror.asked, ["first"])

    def test_an_archive_that_is_there_is_not_fetched_again(self):
        self.mirror.files["first"] = ARCHIVE
        self.lock(self.url("first"))
        self.fetch()
        self.assert_fetched(self.fetch(), "")
        self.assertEqual(self.mirror.asked, ["first"])

    def test_a_missing_file(self):
        self.mirror.files["second"] = ARCHIVE
        self.lock(self.url("first"), self.url("second"))
        self.assert_fetched(
            self.fetch(),
            "tool 1.0: MIRROR/first: HTTP status 404 Not Found\n"
            "tool 1.0: fetched from MIRROR/second\n",
        )

    def test_wrong_bytes_are_said_and_the_next_place_is_asked(self):
        forged = ARCHIVE.replace(b"sources", b"SOURCES")
        self.mirror.files |= {"forged": forged, "short": ARCHIVE[:-1], "long": ARCHIVE + b"!" * 100_000, "right": ARCHIVE}
        self.lock(self.url("forged"), self.url("short"), self.url("long"), self.url("right"))
        ended = self.fetch()
        self.assertRegex(ended.stderr, r": (wrong bytes: 102100 instead of 2100|more than the 2100 bytes that it should have)\n")
        self.assert_fetched(
            ended,
            f"tool 1.0: MIRROR/forged: wrong bytes: their SHA-256 is {hashlib.sha256(forged).hexdigest()}\n"
            "tool 1.0: MIRROR/short: wrong bytes: 2099 instead of 2100\n"
            f"tool 1.0: MIRROR/long: {ended.stderr.partition('/long: ')[2].partition(chr(10))[0]}\n"
            "tool 1.0: fetched from MIRROR/right\n",
        )

    def test_a_place_that_accepts_and_never_answers(self):
        self.mirror.files |= {"silent": Silence, "right": ARCHIVE}
        with mirror() as other:
            other.files["right"] = ARCHIVE
            self.lock(self.url("silent"), self.url("silent-too"), f"url {other.url('right')}")
            self.assert_fetched(
                self.fetch(),
                "tool 1.0: MIRROR/silent: no answer for 3 s\n"
                "tool 1.0: MIRROR/silent-too: not asked: the host did not answer before\n"
                f"tool 1.0: fetched from {other.url('right')}\n",
            )

    def test_a_transfer_that_stalls(self):
        self.mirror.files["stalled"] = Stalled(ARCHIVE[:500])
        with mirror() as other:
            other.files["right"] = ARCHIVE
            self.lock(self.url("stalled"), f"url {other.url('right')}")
            self.assert_fetched(
                self.fetch(),
                "tool 1.0: MIRROR/stalled: no answer for 3 s, after 500 bytes\n"
                f"tool 1.0: fetched from {other.url('right')}\n",
            )

    def test_a_transfer_that_breaks_off(self):
        self.mirror.files |= {"broken": Truncated(ARCHIVE[:500]), "right": ARCHIVE}
        self.lock(self.url("broken"), self.url("right"))
        self.assert_fetched(
            self.fetch(),
            "tool 1.0: MIRROR/broken: wrong bytes: 500 instead of 2100\n"
            "tool 1.0: fetched from MIRROR/right\n",
        )

    def test_a_second_archive_of_the_source_is_as_good(self):
        self.mirror.files["right"] = ARCHIVE
        other = f"  archive {'0' * 64} 1 tool-other.zip\n    {self.url('absent')}\n"
        self.lock(self.url("right"), archive=other + LISTED)
        self.assert_fetched(
            self.fetch(),
            "tool 1.0: MIRROR/absent: HTTP status 404 Not Found\n"
            "tool 1.0: fetched from MIRROR/right\n",
        )

    def test_when_no_place_has_it_each_answer_is_listed(self):
        self.mirror.files |= {"short": ARCHIVE[:-1]}
        self.lock(self.url("first"), self.url("short"), "url http://127.0.0.1:1/x")
        self.assert_not_fetched(
            self.fetch(),
            """\
            MIRROR/first: HTTP status 404 Not Found
            MIRROR/short: wrong bytes: 2099 instead of 2100
            http://127.0.0.1:1/x: not reached: [Errno 111] Connection refused
            """,
        )


@unittest.skipUnless(shutil.which("apt-get"), "this machine has no APT, so Debian's pool is no place here")
class DebianTest(Fetching):
    """Debian's pool, in which only one file is wanted: no .dsc and no patches are there in any of these."""

    FILE = "tool_1.0+really1.orig.tar.gz"

    def publish(self, suite, sha256=SHA256, file=FILE):
        """Lists a file in the index of a release, among others."""
        self.mirror.files[f"debian/dists/{suite}/main/source/Sources.xz"] = lzma.compress(
            textwrap.dedent(f"""\
                Package: before
                Checksums-Sha256:
                 {"1" * 64} 7 before_1.orig.tar.gz
                Directory: pool/main/b/before

                Package: tool
                Files:
                 {"2" * 32} 1 tool_1.0-1.dsc
                 {"3" * 32} {len(ARCHIVE)} {file}
                Checksums-Sha256:
                 {"4" * 64} 1 tool_1.0-1.dsc
                 {sha256} {len(ARCHIVE)} {file}
                Directory: pool/main/t/tool

                Package: zebra
                Directory: pool/main/z/zebra
                """).encode()
        )

    def test_the_file_is_found_in_the_index_and_fetched_alone(self):
        self.publish("trixie")
        self.mirror.files[f"debian/pool/main/t/tool/{self.FILE}"] = ARCHIVE
        self.lock(f"debian {self.FILE}")
        self.assert_fetched(self.fetch(), f"tool 1.0: fetched from debian {self.FILE}\n")
        self.assertEqual(
            self.mirror.asked,
            ["debian/dists/trixie/main/source/Sources.xz", f"debian/pool/main/t/tool/{self.FILE}"],
        )

    def test_a_package_is_found_too(self):
        self.mirror.files["debian/dists/trixie/main/binary-amd64/Packages.xz"] = lzma.compress(
            textwrap.dedent(f"""\
                Package: tool
                Filename: pool/main/t/tool/tool_1.0~git_all.deb
                Size: {len(ARCHIVE)}
                SHA256: {SHA256}
                """).encode()
        )
        self.mirror.files["debian/pool/main/t/tool/tool_1.0~git_all.deb"] = ARCHIVE
        self.lock("debian tool_1.0~git_all.deb")
        self.assert_fetched(self.fetch(), "tool 1.0: fetched from debian tool_1.0~git_all.deb\n")

    def test_other_releases_are_looked_through(self):
        # trixie has no index, forky lists other bytes of the name, sid has lost the file, bookworm has it.
        self.publish("forky", sha256="5" * 64)
        self.publish("sid")
        self.publish("bookworm")
        self.mirror.files["debian/pool/main/t/tool/" + self.FILE] = None
        self.lock(f"debian {self.FILE}")
        ended = self.fetch()
        self.assert_not_fetched(
            ended,
            f"""\
            debian {self.FILE}:
              MIRROR/debian, trixie: index: 404 Not Found
              MIRROR/debian, forky: lists the file with another checksum
              MIRROR/debian, sid: 404 Not Found
              MIRROR/debian, bookworm: 404 Not Found
            """,
        )

    def test_an_index_without_the_file_and_one_that_is_no_index(self):
        self.publish("trixie", file="other_1.0.orig.tar.gz")
        self.mirror.files["debian/dists/forky/main/source/Sources.xz"] = b"no XZ"
        self.publish("sid")
        self.mirror.files[f"debian/pool/main/t/tool/{self.FILE}"] = ARCHIVE
        self.lock(f"debian {self.FILE}")
        self.assert_fetched(self.fetch(), f"tool 1.0: fetched from debian {self.FILE}\n")

    def test_a_mirror_that_accepts_and_never_answers_is_asked_once(self):
        self.mirror.files |= {"debian/dists/trixie/main/source/Sources.xz": Silence}
        self.lock(f"debian {self.FILE}")
        self.assert_not_fetched(
            self.fetch(),
            f"""\
            debian {self.FILE}:
              MIRROR/debian, trixie: index: no answer for 3 s
              MIRROR/debian, forky: index: not asked: it did not answer before
              MIRROR/debian, sid: index: not asked: it did not answer before
              MIRROR/debian, bookworm: index: not asked: it did not answer before
            """,
        )

    def test_a_pool_that_stalls_and_an_address_that_does_not(self):
        self.publish("trixie")
        self.mirror.files[f"debian/pool/main/t/tool/{self.FILE}"] = Stalled(ARCHIVE[:500])
        self.mirror.files["right"] = ARCHIVE
        self.lock(f"debian {self.FILE}", self.url("right"))
        ended = self.fetch()
        self.assertIn(", trixie: no answer for 3 s", ended.stderr)
        self.assertTrue(ended.stderr.endswith(self.at_mirror("tool 1.0: fetched from MIRROR/right\n")), ended.stderr)
        self.assertEqual((self.folder / "tool-1.0.tar.gz").read_bytes(), ARCHIVE)


    def test_ubuntus_archive_is_asked_on_debian_if_it_is_named(self):
        self.publish("resolute")
        index = "dists/resolute/main/source/Sources.xz"
        self.mirror.files[f"ubuntu/{index}"] = self.mirror.files.pop(f"debian/{index}")
        self.mirror.files[f"ubuntu/pool/main/t/tool/{self.FILE}"] = ARCHIVE
        self.lock(f"ubuntu {self.FILE}")
        self.assert_not_fetched(
            self.fetch(),
            f"ubuntu {self.FILE}: MIRROR/debian, resolute: index: 404 Not Found\n",
        )
        self.assert_fetched(
            self.fetch(AGENT_CORE_APT_ARCHIVES=self.mirror.url("ubuntu/")), f"tool 1.0: fetched from ubuntu {self.FILE}\n"
        )


class GivenFolderTest(Fetching):
    """AGENT_CORE_SOURCES."""

    def setUp(self):
        super().setUp()
        self.given = self.work / "given"
        self.given.mkdir()

    def test_no_place_is_asked_for_what_the_folder_has(self):
        (self.given / "tool-1.0.tar.gz").write_bytes(ARCHIVE)
        self.lock(self.url("first"), "debian tool_1.0.orig.tar.gz")
        self.assert_fetched(self.fetch(AGENT_CORE_SOURCES=str(self.given)), "")
        self.assertEqual(self.mirror.asked, [])

    def test_a_file_may_have_the_name_that_a_place_gives_it(self):
        for name in "tool-v1.tgz", "tool_1.0.orig.tar.gz":
            with self.subTest(name):
                shutil.rmtree(self.folder, ignore_errors=True)
                (self.given / name).write_bytes(ARCHIVE)
                self.lock(self.url("releases/tool-v1.tgz"), "debian tool_1.0.orig.tar.gz")
                self.assert_fetched(self.fetch(AGENT_CORE_SOURCES=str(self.given)), "")
                (self.given / name).unlink()
        self.assertEqual(self.mirror.asked, [])

    def test_what_the_folder_lacks_is_asked_of_the_places(self):
        self.mirror.files["right"] = ARCHIVE
        self.lock(self.url("right"))
        self.assert_fetched(
            self.fetch(AGENT_CORE_SOURCES=str(self.given)),
            f"tool 1.0: not in {self.given}; asking its places\n"
            "tool 1.0: fetched from MIRROR/right\n",
        )

    def test_wrong_bytes_in_the_folder_are_an_answer_like_a_place_s(self):
        (self.given / "tool-1.0.tar.gz").write_bytes(ARCHIVE[:-1])
        self.lock(self.url("first"))
        self.assert_not_fetched(
            self.fetch(AGENT_CORE_SOURCES=str(self.given)),
            f"""\
            {self.given}/tool-1.0.tar.gz: wrong bytes: 2099 instead of 2100
            MIRROR/first: HTTP status 404 Not Found
            """,
        )

    def test_the_cache_s_archive_is_as_good(self):
        (self.given / "tool-1.0.tar.gz").write_bytes(ARCHIVE)
        self.lock(self.url("first"))
        self.assert_fetched(self.fetch("--cache", self.given), "")


class RegistriesTest(Fetching):
    """The registries' clients are stood in for: each leaves what it is told to, and where."""

    def client(self, name, script):
        tools = self.work / "tools"
        tools.mkdir(exist_ok=True)
        (tools / name).write_text(f"#!/bin/sh\n{script}\n")
        (tools / name).chmod(0o755)
        return {"PATH": f"{tools}:{os.environ['PATH']}"}

    def npm(self, script):
        """A client that finds the folder for the package in $into."""
        return self.client("npm", f'for each in "$@"; do case "$each" in --pack-destination=*) into="${{each#*=}}";; esac; done\n{script}')

    def test_npm_is_asked_for_the_package_of_that_version(self):
        (self.work / "archive").write_bytes(ARCHIVE)
        self.lock("npm tool@1.0.0")
        ended = self.fetch(**self.npm(f'echo "$@" > {self.work}/asked; cp {self.work}/archive "$into/tool-1.0.0.tgz"'))
        self.assert_fetched(ended, "tool 1.0: fetched from npm tool@1.0.0\n")
        self.assertRegex((self.work / "asked").read_text(), "^pack .* tool@1.0.0\n$")

    def test_other_bytes_than_the_locked_ones_are_refused(self):
        self.lock("npm tool@1.0.0")
        ended = self.fetch(**self.npm('echo other > "$into/tool-1.0.0.tgz"'))
        self.assert_not_fetched(ended, "npm tool@1.0.0: wrong bytes: 6 instead of 2100\n")

    def test_the_client_s_own_words_are_the_answer(self):
        self.lock("npm tool@1.0.0")
        ended = self.fetch(**self.npm("echo 404 not in this registry >&2; exit 1"))
        self.assert_not_fetched(ended, "npm tool@1.0.0: 404 not in this registry\n")

    def test_a_client_that_leaves_nothing_is_no_place(self):
        self.lock("npm tool@1.0.0")
        self.assert_not_fetched(self.fetch(**self.npm("true")), "npm tool@1.0.0: 0 files instead of one\n")

    def test_a_silent_registry_is_given_up(self):
        self.lock("npm tool@1.0.0")
        self.assert_not_fetched(self.fetch(**self.npm("exec sleep 60")), f"npm tool@1.0.0: no answer for {TIMEOUT} s\n")

    def test_more_than_the_archive_can_need_is_stopped(self):
        self.lock("npm tool@1.0.0")
        ended = self.fetch(**self.npm('exec dd if=/dev/zero of="$into/x" bs=1M count=200 2>&1'))
        self.assert_not_fetched(ended, f"npm tool@1.0.0: more than the {4 * len(ARCHIVE) + (64 << 20)} bytes that it should have\n")

    def test_pip_is_asked_for_the_wheel_alone(self):
        (self.work / "archive").write_bytes(ARCHIVE)
        folder = self.work / "modules"
        folder.mkdir()
        (folder / "pip.py").write_text(
            "import shutil, sys\n"
            "into = next(each for each in sys.argv if each.startswith('--dest='))[7:]\n"
            "assert sys.argv[1] == 'download' and '--no-deps' in sys.argv and sys.argv[-1] == 'tool==1.0', sys.argv\n"
            f"shutil.copy({str(self.work / 'archive')!r}, into + '/tool-1.0-py3-none-any.whl')\n"
        )
        self.lock("pypi tool==1.0")
        self.assert_fetched(self.fetch(PYTHONPATH=str(folder)), "tool 1.0: fetched from pypi tool==1.0\n")


class LockTest(Fetching):
    def test_a_line_that_is_none_is_named(self):
        (self.work / "lock").write_text("# A comment.\n\ntool 1.0\n  archive 123 4 file\n")
        ended = self.fetch()
        self.assertEqual(ended.stderr, "error: lock:4: not understood:   archive 123 4 file\n")
        self.assertEqual(ended.returncode, 1)


class PythonsTest(Fetching):
    """A lock with two releases of CPython, and a tool."""

    def setUp(self):
        super().setUp()
        self.mirror.files |= {"older": ARCHIVE, "newer": ARCHIVE, "tool": ARCHIVE}
        lines = []
        for name, place in (("cpython 3.13.15", "older"), ("cpython 3.14.4", "newer"), ("tool 1.0", "tool")):
            archive = f"  archive {SHA256} {len(ARCHIVE)} {name.replace(' ', '-')}.tar.xz"
            lines += [name, archive, f"    {self.url(place)}"]
        (self.work / "lock").write_text("\n".join(lines) + "\n")

    def test_the_first_is_fetched(self):
        ended = self.fetch()
        self.assertEqual(ended.returncode, 0)
        self.assertEqual([line.rsplit(maxsplit=2)[0] for line in ended.stdout.splitlines()], ["cpython 3.13.15", "tool 1.0"])
        self.assertEqual(self.mirror.asked, ["older", "tool"])

    def test_another_release_is_fetched_in_its_place(self):
        ended = self.fetch("--python", "3.14")
        self.assertEqual(ended.returncode, 0)
        self.assertEqual([line.rsplit(maxsplit=2)[0] for line in ended.stdout.splitlines()], ["cpython 3.14.4", "tool 1.0"])
        self.assertEqual(self.mirror.asked, ["newer", "tool"])
        self.assertEqual(set(os.listdir(self.folder)), {"cpython-3.14.4.tar.xz", "tool-1.0.tar.xz"})

    def test_a_release_that_no_place_has_names_each_place(self):
        del self.mirror.files["newer"]
        ended = self.fetch("--python", "3.14")
        self.assertEqual(ended.returncode, 1)
        self.assertIn(
            self.at_mirror("error: cannot fetch cpython 3.14.4\n  MIRROR/newer: HTTP status 404 Not Found\n"), ended.stderr
        )

    def test_a_release_that_the_lock_has_not(self):
        for release in ("3.12", "3.1", "3.13.1"):
            with self.subTest(release):
                ended = self.fetch("--python", release)
                self.assertEqual(ended.returncode, 1)
                self.assertEqual(
                    ended.stderr, f"error: no source of CPython {release}: there is 3.13.15 and 3.14.4\n"
                )
        self.assertEqual(self.mirror.asked, [])


class OfflineTest(unittest.TestCase):
    """The real sources, which the build before these tests has left in the cache, where no place can be reached."""

    ROOT = SCRIPTS.parents[3]
    FILES = {"bzip2-1.0.8.tar.gz", "binaryen-132.0.0.tgz", "wasi-libc_0.0~git20241209.574b88d-2_all.deb", "xz-5.8.1.tar.xz"}

    def setUp(self):
        self.work = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.folder = self.work / "folder with spaces"
        (self.work / "apt.conf").write_text('Dir::Etc::sourcelist "/dev/null";\nDir::Etc::sourceparts "/dev/null";\n')

    def run_offline(self, *command, **variables):
        nowhere = dict.fromkeys(("http_proxy", "https_proxy"), "http://127.0.0.1:1")
        unset = dict.fromkeys(("no_proxy", "AGENT_CORE_PYTHON", "AGENT_CORE_APT_ARCHIVES"), "")
        environment = os.environ | nowhere | unset | {"APT_CONFIG": str(self.work / "apt.conf")} | variables
        return subprocess.run(command, env=environment, capture_output=True, text=True)

    def test_a_build_from_the_folder_that_the_command_makes_asks_no_place(self):
        command = self.ROOT / "bin/agent-core"
        made = self.run_offline(command, "sources", self.folder)
        self.assertEqual((made.returncode, made.stderr), (0, ""))
        self.assertIn(f"All sources of the guest are in {self.folder}.\n", made.stdout)
        files = set(os.listdir(self.folder))
        locked = re.findall(r"^[a-z]\S*", (SCRIPTS / "sources.lock").read_text(), re.MULTILINE)
        self.assertEqual(len(files), len(set(locked)), "one archive of each source")
        self.assertLess(self.FILES, files)

        # What build.sh does first, with a cache that is empty.
        script = f'. "{SCRIPTS}/lib.sh" && fetch_sources && printf "%s\\n" "${{source_file[@]}}"'
        variables = {"AGENT_CORE_CACHE": str(self.work / "cache"), "AGENT_CORE_SOURCES": str(self.folder)}
        built = self.run_offline("bash", "-euo", "pipefail", "-c", script, **variables)
        self.assertEqual((built.returncode, built.stderr), (0, ""))
        self.assertEqual(set(built.stdout.splitlines()), {str(self.work / "cache/sources" / file) for file in files})

    def test_without_the_folder_every_source_and_every_place_is_named(self):
        variables = {"AGENT_CORE_CACHE": str(self.work / "cache")}
        ended = self.run_offline("bash", "-euo", "pipefail", "-c", f'. "{SCRIPTS}/lib.sh"; fetch_sources', **variables)
        self.assertEqual(ended.returncode, 1)
        for said in (
            "error: cannot fetch cpython 3.13.15",
            "error: cannot fetch wasi-libc",
            "error: cannot fetch zlib 1.3.1",
            "error: cannot fetch bzip2 1.0.8",
            "error: cannot fetch wasi-libc-sources 0.14.1",
            "error: cannot fetch binaryen 132.0.0",
            "npm binaryen@132.0.0:",
            "pypi ziglang==0.14.1:",
            "error: cannot fetch xz 5.8.1",
            "python-3.13.15.tar.xz: not reached: ",
            "debian python3.13_3.13.15.orig.tar.xz: this machine has no APT",
            "  xz-5.8.1.tar.xz, SHA-256 0b54f79df85912504de0b14aec7971e3f964491af1812d83447005807513cd9e",
        ):
            self.assertIn(said.lower(), ended.stderr.lower())
        self.assertTrue(all(line.startswith("[python-guest] ") for line in ended.stderr.splitlines()), ended.stderr)

    def test_the_command_fetches_another_release_of_python_too(self):
        ended = self.run_offline(self.ROOT / "bin/agent-core", "sources", self.folder, AGENT_CORE_PYTHON="3.12")
        self.assertEqual(ended.returncode, 70)
        self.assertRegex(ended.stderr, "^agent-core: error: no source of CPython 3.12: there is 3.13.[0-9]+ and 3.14.[0-9]+\n$")
        self.assertTrue(any(file.startswith("Python-3.13.") for file in os.listdir(self.folder)))

    def test_the_command_needs_a_folder(self):
        for arguments in [], ["--help"], ["one", "two"]:
            with self.subTest(arguments):
                ended = self.run_offline(self.ROOT / "bin/agent-core", "sources", *arguments)
                self.assertEqual((ended.returncode, ended.stderr), (2, "usage: agent-core sources DIR\n"))


if __name__ == "__main__":
    unittest.main()
