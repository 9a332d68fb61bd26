// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox;

import static dev.agentcore.sandbox.PythonRunAssert.assertThat;

import org.junit.jupiter.api.Test;

/** Modules that ask the system are there, and answer for a machine with one user, one program and no network. */
class SystemModulesTest {
    private static final long SCRATCH = 1 << 20;

    @Test
    void socketsCanBeMadeAndAsked() {
        assertThat(Python.run("""
                        import socket
                        print(socket.gethostname(), socket.gethostbyname(socket.gethostname()), socket.has_ipv6)
                        print(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, socket.TCP_NODELAY, socket.AF_UNIX)
                        print(socket.getaddrinfo("10.0.0.1", "https", type=socket.SOCK_STREAM)[0][2:])
                        print(socket.inet_aton("1.2.3.4"), socket.inet_ntop(socket.AF_INET6, socket.inet_pton(socket.AF_INET6, "1::2")))
                        print(socket.htons(80), socket.getservbyname("http"), socket.getservbyport(443))
                        with socket.socket() as s:
                            s.settimeout(2.5)
                            s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                            print(s.gettimeout(), s.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR), s.family, s.fileno() > 2)
                        print(s.fileno(), s)
                        """)).succeeded().printed("""
                        sandbox 127.0.0.1 True
                        2 1 6 1 1
                        (6, '', ('10.0.0.1', 443))
                        b'\\x01\\x02\\x03\\x04' 1::2
                        20480 80 https
                        2.5 1 2 True
                        -1 <socket.socket [closed] fd=-1, family=2, type=1, proto=0>
                        """);
    }

    @Test
    void socketsRefuseWhatIsNoAnswerOfASystem() {
        assertThat(Python.run("""
                        import _socket, socket
                        sock = _socket.socket(socket.AF_INET, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK)
                        print(sock.gettimeout(), repr(sock).startswith("<socket object, fd="), type(_socket.CAPI).__name__)
                        for ask in (
                            lambda: socket.setdefaulttimeout("soon"),
                            lambda: socket.socket(fileno=-1),
                            lambda: socket.getservbyport(65536),
                            lambda: socket.if_nametoindex(1),
                            lambda: socket.if_indextoname(-1),
                            lambda: socket.getaddrinfo("localhost", "http", flags=socket.AI_NUMERICSERV),
                        ):
                            try:
                                ask()
                            except Exception as error:
                                print(type(error).__name__, error)
                        """)).succeeded().printed("""
                        0.0 True PyCapsule
                        TypeError 'str' object cannot be interpreted as an integer
                        ValueError negative file descriptor
                        OverflowError getservbyport: port must be 0-65535.
                        TypeError expected str, bytes or os.PathLike object, not int
                        OverflowError can't convert negative value to unsigned int
                        gaierror [Errno -2] Name or service not known
                        """);
    }

    @Test
    void tlsCanBeSetUp() {
        assertThat(Python.run("""
                        import http.client, socket, ssl
                        context = ssl.create_default_context()
                        print(context.check_hostname, context.verify_mode.name, context.minimum_version.name)
                        context.check_hostname = False
                        context.verify_mode = ssl.CERT_NONE
                        context.set_alpn_protocols(["h2", "http/1.1"])
                        context.options |= ssl.OP_NO_TLSv1_2
                        print(ssl.OP_NO_TLSv1_2 in context.options, ssl.OPENSSL_VERSION_INFO >= (1, 1, 1), ssl.HAS_SNI)
                        print(ssl.Purpose.SERVER_AUTH.oid, issubclass(ssl.SSLError, OSError), len(ssl.RAND_bytes(8)))
                        for connect in (
                            lambda: context.wrap_socket(socket.socket(), server_hostname="host").connect(("10.0.0.1", 443)),
                            lambda: context.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_hostname="host"),
                            lambda: http.client.HTTPSConnection("10.0.0.1").request("GET", "/"),
                        ):
                            try:
                                connect()
                            except OSError as error:
                                print(type(error).__name__, error.strerror)
                        """)).succeeded().printed("""
                        True CERT_REQUIRED TLSv1_2
                        True True True
                        1.3.6.1.5.5.7.3.1 True 8
                        SSLError %1$s
                        SSLError %1$s
                        OSError %1$s
                        """.formatted(
                        "this sandbox has no network; give the program its data as files or standard input"));
    }

    @Test
    void thereAreOneUserAndRoot() {
        assertThat(Python.run("""
                        import getpass, grp, os, pathlib, pwd
                        os.environ["HOME"] = "/tmp"
                        root, user = pwd.getpwall()
                        _, group = grp.getgrall()
                        print(pwd.getpwuid(os.getuid()) == pwd.getpwnam(user.pw_name) == user, grp.getgrgid(user.pw_gid) == group)
                        print(user.pw_dir, user[6], group.gr_name == user.pw_name, len(user))
                        print(pathlib.Path("/lib").owner(), pathlib.Path("/lib").group(), root.pw_uid, grp.getgrnam("root").gr_gid)
                        for ask in (
                            lambda: pwd.getpwuid(12345),
                            lambda: pwd.getpwnam("nobody"),
                            lambda: pwd.getpwnam("a\\0"),
                            lambda: grp.getgrgid(12345),
                            lambda: grp.getgrgid(1 << 32),
                        ):
                            try:
                                ask()
                            except (KeyError, ValueError, OverflowError) as error:
                                print(error.args[0])
                        """)).succeeded().printed("""
                        True True
                        /workspace /bin/sh True 7
                        root root 0 0
                        getpwuid(): uid not found: 12345
                        getpwnam(): name not found: 'nobody'
                        embedded null byte
                        getgrgid(): gid not found: 12345
                        gid is greater than maximum
                        """);
    }

    @Test
    void thereIsNoTerminal() {
        assertThat(Python.run("""
                        import os, shutil
                        for descriptor in 1, 99:
                            try:
                                os.get_terminal_size(descriptor)
                            except OSError as error:
                                print(error)
                        print(shutil.get_terminal_size())
                        """)).succeeded().printed("""
                        [Errno 25] Inappropriate ioctl for device
                        [Errno 9] Bad file descriptor
                        os.terminal_size(columns=80, lines=24)
                        """);
    }

    @Test
    void theHostNamesItselfInOneWay() {
        assertThat(Python.run("""
                        import os, platform, socket
                        print(os.uname().nodename == platform.node() == socket.gethostname(), os.uname().machine)
                        """)).succeeded().printed("True wasm64\n");
    }

    @Test
    void nobodyCanBecomeAnotherUser() {
        assertThat(Python.run("""
                        import os
                        own = os.getuid()
                        print(os.getresuid() == (own,) * 3, os.getresgid() == (own,) * 3, os.getgroups() == [own])
                        os.setuid(own)
                        os.setresgid(own, -1, own)
                        os.setreuid(-1, -1)
                        for change in (
                            lambda: os.setuid(0),
                            lambda: os.setegid(0),
                            lambda: os.setreuid(0, -1),
                            lambda: os.setresgid(-1, -1, 0),
                            lambda: os.setuid(-1),
                        ):
                            try:
                                change()
                            except PermissionError as error:
                                print(error)
                        """)).succeeded().printed("""
                        True True True
                        """ + "[Errno 1] Operation not permitted\n".repeat(5));
    }

    @Test
    void aProgramCanSignalItself() {
        assertThat(Python.run("""
                        import os, signal, threading
                        signal.signal(signal.SIGUSR1, lambda number, frame: print(signal.Signals(number).name))
                        os.kill(os.getpid(), signal.SIGUSR1)
                        os.kill(0, signal.SIGUSR1)
                        os.kill(os.getpid(), 0)
                        sender = threading.Thread(target=os.kill, args=(os.getpid(), signal.SIGUSR1))
                        sender.start()
                        sender.join()
                        try:
                            os.kill(os.getpid(), signal.SIGINT)
                        except KeyboardInterrupt:
                            print("interrupted")
                        try:
                            os.kill(12345, signal.SIGTERM)
                        except OSError as error:
                            print(error)
                        """)).succeeded().printed("""
                        SIGUSR1
                        SIGUSR1
                        SIGUSR1
                        interrupted
                        [Errno 95] no processes in this sandbox; do it in Python, side by side with concurrent.futures.ThreadPoolExecutor
                        """);
    }

    @Test
    void modulesOfTheLibraryHaveFiles() {
        assertThat(Python.run("""
                        import abc, inspect, os, sys, zipimport
                        print(os.__file__, abc.__file__, zipimport.__file__, sys._stdlib_dir)
                        print(os.path.dirname(inspect.getfile(os.path)))
                        try:
                            from os import nothing
                        except ImportError as error:
                            print(error, error.path)
                        """)).succeeded().printed("""
                        /lib/python3.13/os.py /lib/python3.13/abc.py /lib/python3.13/zipimport.py /lib/python3.13
                        /lib/python3.13
                        cannot import name 'nothing' from 'os' (/lib/python3.13/os.py) /lib/python3.13/os.py
                        """);
    }

    @Test
    void debuggersSkipTheImportSystem() {
        assertThat(Python.run("""
                        import bdb
                        class Steps(bdb.Bdb):
                            def user_call(self, frame, arguments):
                                print("call", frame.f_code.co_name)
                                self.set_step()
                            def user_line(self, frame):
                                print("line", frame.f_code.co_name)
                                self.set_step()
                        def imports():
                            import colorsys
                        Steps(skip=["importlib*", "colorsys"]).runcall(imports)
                        """)).succeeded().printed("""
                        line imports
                        """);
    }

    @Test
    void usageIsTold() {
        assertThat(Python.run("""
                        import resource, time
                        sum(range(100_000))
                        usage = resource.getrusage(resource.RUSAGE_SELF)
                        print(0 < usage.ru_utime < 60, 10_000 < usage.ru_maxrss < 1_000_000, usage.ru_stime, len(usage))
                        before, block = usage.ru_maxrss, bytearray(50 << 20)
                        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before > 40_000)
                        print(resource.getrlimit(resource.RLIMIT_AS), resource.getpagesize())
                        try:
                            resource.setrlimit(resource.RLIMIT_AS, (1, 1))
                        except PermissionError as error:
                            print(error.strerror)
                        print(0 < time.thread_time() < 60, time.thread_time_ns() > 0)
                        print(time.get_clock_info("thread_time").monotonic)
                        """)).succeeded().printed("""
                        True True 0.0 16
                        True
                        (-1, -1) 4096
                        a program cannot set its limits here; they are given with the run
                        True True
                        True
                        """);
    }

    @Test
    void filesAreMappedAsCopies() {
        assertThat(Python.given("""
                        import mmap, re
                        with open("/tmp/data", "wb") as file:
                            file.write(b"one two three\\n" * 3)
                        with open("/tmp/data", "r+b") as file, mmap.mmap(file.fileno(), 0) as mapped:
                            print(len(mapped), mapped[4:7], mapped[0], mapped.find(b"three"), mapped.readline(), mapped.tell())
                            print(re.search(rb"t(w)o", mapped).span(), bytes(memoryview(mapped)[:3]), mapped.rfind(b"one"))
                            mapped[0:3] = b"ONE"
                            mapped.seek(4)
                            mapped.write(b"TWO")
                            print(open("/tmp/data", "rb").readline())
                            mapped.flush()
                            print(open("/tmp/data", "rb").readline())
                            mapped.move(8, 0, 3)
                        print(open("/tmp/data", "rb").readline(), mapped.closed)
                        with open("/tmp/data", "rb") as file:
                            mapped = mmap.mmap(file.fileno(), 7, access=mmap.ACCESS_READ)
                            print(mapped[:], mapped)
                            try:
                                mapped[0] = 1
                            except TypeError as error:
                                print(error)
                            mapped.close()
                            try:
                                mapped[0]
                            except ValueError as error:
                                print(error)
                        class Anonymous(mmap.mmap):
                            def __new__(cls, size):
                                return super().__new__(cls, -1, size, trackfd=False)
                        anonymous = Anonymous(5)
                        anonymous.write(b"abc")
                        print(anonymous[:], [*anonymous][0])
                        for refused in (
                            lambda: anonymous.size(),
                            lambda: anonymous.resize(9),
                            lambda: mmap.mmap(-1, 5, access=mmap.ACCESS_COPY).resize(9),
                            lambda: anonymous.__setitem__(5, b"x"),
                            lambda: anonymous.madvise(mmap.MADV_NORMAL, 0, -1),
                        ):
                            try:
                                refused()
                            except Exception as error:
                                print(type(error).__name__, error)
                        """).runWithScratch(SCRATCH)).succeeded().printed("""
                        42 b'two' 111 8 b'one two three\\n' 14
                        (4, 7) b'one' 28
                        b'one two three\\n'
                        b'ONE TWO three\\n'
                        b'ONE TWO ONEee\\n' True
                        b'ONE TWO' <mmap.mmap closed=False, access=ACCESS_READ, length=7, pos=0, offset=0>
                        mmap can't modify a readonly memory map.
                        mmap closed or invalid
                        b'abc\\x00\\x00' b'a'
                        OSError [Errno 9] Bad file descriptor
                        ValueError mmap can't resize with trackfd=False.
                        TypeError mmap can't resize a readonly or copy-on-write memory map.
                        IndexError mmap index out of range
                        ValueError madvise length invalid
                        """);
    }

    @Test
    void stacksAreDumped() {
        assertThat(Python.run("""
                        import faulthandler, sys
                        def inner():
                            faulthandler.dump_traceback(sys.stderr)
                        inner()
                        """)).exited(0).stderr().matches("""
                        Current thread 0x0*[1-9a-f][0-9a-f]* \\(most recent call first\\):
                          File ".*main.py", line 3 in inner
                          File ".*main.py", line 4 in <module>
                        """);
    }

    @Test
    void helpHasItsTexts() {
        assertThat(Python.run("help('if')"))
                .succeeded()
                .stdout()
                .startsWith(
                        "The \"if\" statement\n******************\n\nThe \"if\" statement is used for conditional execution:\n");
        assertThat(Python.run("help(len)")).succeeded().printed("""
                        Help on built-in function len in module builtins:

                        len(obj, /)
                            Return the number of items in a container.

                        """);
        assertThat(Python.given("help()").stdin("None\n\nquit\n").run())
                .succeeded()
                .stdout()
                .startsWith("Welcome to Python 3.13's help utility!")
                .contains("Help on NoneType object:");
    }
}
