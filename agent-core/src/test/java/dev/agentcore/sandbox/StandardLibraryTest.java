// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox;

import static dev.agentcore.sandbox.PythonRunAssert.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The standard library is there, but for what cannot work in a sandbox, and that says so. */
class StandardLibraryTest {
    @Test
    void everyPublicModuleIsThereOrSaysThatItIsNot() {
        assertThat(Python.run("""
                        import importlib, sys
                        others = {"antigravity", "this", "pydoc_data"}  # a joke, a poem, and topics of help()
                        others |= {"msvcrt", "nt", "winreg", "winsound"}  # Windows has them
                        absent = []
                        for name in sorted(sys.stdlib_module_names - others):
                            if name.startswith("_"):
                                continue
                            try:
                                importlib.import_module(name)
                            except ModuleNotFoundError as error:
                                assert str(error).startswith(f"No module named '{name}': it is not in this sandbox: "), error
                                assert error.name == name
                                absent.append(name)
                        print(*absent)
                        """)).succeeded().printed("""
                        ctypes curses ensurepip fcntl idlelib pty readline syslog termios tkinter tty turtle turtledemo venv
                        """);
    }

    /** It stands between CPython and its allocator, which is called directly otherwise. */
    @Test
    void tracesAllocations() {
        assertThat(Python.run("""
                        import tracemalloc
                        before = [bytes(1000) for _ in range(100)]
                        tracemalloc.start()
                        data = [bytes(1000) for _ in range(100)]
                        size, peak = tracemalloc.get_traced_memory()
                        print(100_000 < size <= peak < 150_000)
                        del data, before
                        print(tracemalloc.get_traced_memory()[0] < 10_000)
                        tracemalloc.stop()
                        print([bytes(1000) for _ in range(100)][99] == bytes(1000), tracemalloc.get_traced_memory())
                        """)).succeeded().printed("""
                        True
                        True
                        True (0, 0)
                        """);
    }

    @Test
    void compresses() {
        assertThat(Python.run("""
                        import bz2, gzip, io, lzma, tarfile, zipfile, zlib
                        data = b"agent-core " * 1000
                        for module in zlib, bz2, lzma, gzip:
                            small = module.compress(data)
                            print(module.__name__, len(small) < 200, module.decompress(small) == data)
                        file = io.BytesIO()
                        for method in zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA:
                            with zipfile.ZipFile(file, "w", method) as archive:
                                archive.writestr("a.txt", data)
                            with zipfile.ZipFile(file) as archive:
                                print(archive.namelist(), archive.testzip(), archive.read("a.txt") == data)
                        file = io.BytesIO()
                        with tarfile.open(fileobj=file, mode="w:gz") as archive:
                            member = tarfile.TarInfo("b")
                            member.size = len(data)
                            archive.addfile(member, io.BytesIO(data))
                        file.seek(0)
                        print(tarfile.open(fileobj=file).extractfile("b").read() == data)
                        """)).succeeded().printed("""
                        zlib True True
                        bz2 True True
                        lzma True True
                        gzip True True
                        ['a.txt'] None True
                        ['a.txt'] None True
                        ['a.txt'] None True
                        ['a.txt'] None True
                        True
                        """);
    }

    @Test
    void hashes() {
        // The values of hashlib's own documentation, of FIPS 180-4, FIPS 202 and RFC 7693 for "abc".
        assertThat(Python.run("""
                        import hashlib, hmac
                        print(hashlib.algorithms_guaranteed <= hashlib.algorithms_available)
                        for name in sorted(hashlib.algorithms_guaranteed):
                            digest = hashlib.new(name, b"abc")
                            print(name, digest.hexdigest(4) if "shake" in name else digest.hexdigest()[:8])
                        print(hmac.new(b"key", b"The quick brown fox jumps over the lazy dog", "sha256").hexdigest())
                        """)).succeeded().printed("""
                        True
                        blake2b ba80a53f
                        blake2s 508c5e8c
                        md5 90015098
                        sha1 a9993e36
                        sha224 23097d22
                        sha256 ba7816bf
                        sha384 cb00753f
                        sha3_224 e642824c
                        sha3_256 3a985da7
                        sha3_384 ec014982
                        sha3_512 b751850b
                        sha512 ddaf35a1
                        shake_128 5881092d
                        shake_256 48336660
                        f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8
                        """);
    }

    @Test
    void calculates() {
        assertThat(Python.run("""
                        import cmath, decimal, fractions, math, statistics
                        print(decimal.Decimal(1) / 7, fractions.Fraction(3, 9), statistics.stdev([1, 2, 4]))
                        print(2**200 % 10**9, math.comb(40, 20), math.isclose(math.gamma(5.5), 52.34277778455352))
                        print(0.1 + 0.2, round(2.5), 1e308 * 10, cmath.sqrt(-1), float.hex(0.1), math.fsum([0.1] * 10))
                        """)).succeeded().printed("""
                        0.1428571428571428571428571429 1/3 1.5275252316519468
                        %d 137846528820 True
                        0.30000000000000004 2 inf 1j 0x1.999999999999ap-4 1.0
                        """.formatted(java.math.BigInteger.TWO
                .pow(200)
                .mod(java.math.BigInteger.TEN.pow(9))
                .intValue()));
    }

    @Test
    void knowsTextsAndTimes() {
        assertThat(Python.run("""
                        import calendar, csv, datetime, html, io, json, re, textwrap, tomllib, unicodedata, urllib.parse
                        import xml.etree.ElementTree as ET
                        print(unicodedata.name("\\u00e9"), re.findall(r"(\\w)(\\d+)", "a1 b22"), html.escape("<&>"))
                        print(urllib.parse.quote("a b/\\u00fc"), tomllib.loads("a = 1"), json.dumps({"k": [1.5, None]}))
                        print(ET.fromstring("<a><b>t</b></a>").find("b").text, textwrap.shorten("a long text", 9))
                        print(datetime.date(2024, 2, 29).strftime("%A %d %B %Y"), calendar.isleap(2024))
                        print(datetime.datetime.fromisoformat("2024-02-29T12:00+02:00").astimezone(datetime.timezone.utc))
                        print(list(csv.reader(io.StringIO('1,"a,b"'))), "\\u65e5".encode("shift_jis"), b"\\x80".decode("cp1252"))
                        """)).succeeded().printed("""
                        LATIN SMALL LETTER E WITH ACUTE [('a', '1'), ('b', '22')] &lt;&amp;&gt;
                        a%20b/%C3%BC {'a': 1} {"k": [1.5, null]}
                        t a [...]
                        Thursday 29 February 2024 True
                        2024-02-29 10:00:00+00:00
                        [['1', 'a,b']] b'\\x93\\xfa' \u20ac
                        """);
    }

    @Test
    void testsAndMeasuresPrograms() {
        assertThat(Python.run("""
                        import cProfile, doctest, io, pstats, timeit, unittest
                        def double(n):
                            '''
                            >>> double(2)
                            4
                            '''
                            return n * 2
                        class DoubleTest(unittest.TestCase):
                            def test_right(self):
                                self.assertEqual(double(1), 2)
                            def test_wrong(self):
                                self.assertEqual(double(1), 3)
                        print(doctest.testmod())
                        suite = unittest.defaultTestLoader.loadTestsFromTestCase(DoubleTest)
                        result = unittest.TextTestRunner(stream=io.StringIO()).run(suite)
                        print(result.testsRun, len(result.failures), len(result.errors))
                        print(timeit.timeit("1 + 1", number=10) >= 0)
                        profile = cProfile.Profile()
                        profile.runcall(double, 1)
                        pstats.Stats(profile, stream=(told := io.StringIO())).print_stats()
                        print("(double)" in told.getvalue())
                        """)).succeeded().printed("""
                        TestResults(failed=0, attempted=1)
                        2 1 0
                        True
                        True
                        """);
    }

    @Test
    void nothingRevealsWhereThePythonWasBuilt() {
        assertThat(Python.run("""
                        import sysconfig
                        told = sysconfig.get_config_vars()
                        print(len(told) > 500, told["VERSION"])
                        print([name for name, value in told.items() if "/.cache" in str(value) or "/patched-" in str(value)])
                        """)).succeeded().printed("""
                        True 3.13
                        []
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tempfile.mkdtemp()",
                "concurrent.futures.ProcessPoolExecutor().submit(print)",
                "subprocess.check_output('ls', shell=True)",
            })
    void whatNeedsMoreThanThereIsSaysSo(String expression) {
        assertThat(Python.run("""
                        import concurrent.futures, subprocess, tempfile
                        try:
                            %s
                        except (OSError, NotImplementedError) as error:
                            print(len(str(error)) > 20)
                        """.formatted(expression))).succeeded().printed("True\n");
    }
}
