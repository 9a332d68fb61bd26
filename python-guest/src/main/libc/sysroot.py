"""sysroot.py PACKAGE SOURCES DLMALLOC FOLDER: makes the headers and the sources of wasi-libc for wasm64-wasi.

  PACKAGE   Debian's package of wasi-libc for wasm32, unpacked: its headers, and the list of what belongs to libc
  SOURCES   the folder lib/libc of the package `ziglang`, which has the sources of the same commit of wasi-libc, and of musl
  DLMALLOC  the source of an older wasi-libc: for the allocator, which SOURCES does not have

Into FOLDER go `include`, `libc` and, one line each, `sources`: what to compile for which library. The C side has pointers and
sizes of 64 bits. The host's side stays as it is for wasm32: addresses below 4 GiB as i32. So what the host reads or writes in
memory is converted where WASI is called. Every replacement must match, or this stops.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

# Members of Debian's libc.a that SOURCES does not have: fts and stubs of threads. Without the stubs the rest of threads is
# useless too; CPython has stubs of its own.
_ABSENT = {"barrier", "condvar", "mutex", "rwlock", "spinlock", "stub-pthreads-good", "fts"}
_THREADS = "libc-top-half/musl/src/thread/"
_OWN = {"memcpy", "memmove", "memset", "dlmalloc"}
_LIBRARIES = ("libc", "libdl", "libwasi-emulated-getpid", "libwasi-emulated-mman", "libwasi-emulated-process-clocks", "libwasi-emulated-signal")
# Folders with sources of the same names as others have, for machines or uses that are not ours.
_FOREIGN = re.compile(r"/(i386|x86_64|x32|aarch64|arm|loongarch64|m68k|mips\w*|powerpc\w*|riscv\w*|s390x|ldso|compat)/")


def main(package, sources, dlmalloc, folder):
    include, libc = folder / "include", folder / "libc"
    shutil.copytree(package / "usr/include/wasm32-wasi", include)
    shutil.copytree(sources / "wasi", libc, ignore=lambda folder, _: ["include"] if folder.endswith("/musl") else [])
    # Ours last: wasi-libc's changed files are named like musl's.
    shutil.copytree(sources / "musl/src", libc / "libc-top-half/musl/src", dirs_exist_ok=True, ignore=_existing(sources, libc))
    shutil.copytree(sources / "musl/arch/generic", libc / "libc-top-half/musl/arch/generic")
    (libc / "libc-top-half/musl/include").symlink_to(include.absolute())
    shutil.copytree(dlmalloc / "dlmalloc", libc / "dlmalloc")
    change_headers(include)
    change_sources(libc)
    listing = listed(package, libc, sources / "wasi")
    (folder / "sources").write_text("".join(f"{library} {file}\n" for library, file in listing))


def _existing(sources, libc):
    def ignored(directory, names):
        beside = libc / "libc-top-half/musl/src" / Path(directory).relative_to(sources / "musl/src")
        return [name for name in names if (beside / name).is_file()]

    return ignored


def listed(package, libc, wasi):
    """The sources of each library, by the members that Debian's build of it has."""
    by_name, of_wasi = {}, {}
    for file in sorted(libc.rglob("*.[cs]")):
        path = file.relative_to(libc)
        if not _FOREIGN.search(str(path)):
            (of_wasi if (wasi / path).exists() else by_name).setdefault(file.stem, []).append(path)
    by_name.update(of_wasi)
    for library in _LIBRARIES:
        archive = package / f"usr/lib/wasm32-wasi/{library}.a"
        members = subprocess.run(["ar", "t", archive], check=True, capture_output=True, text=True).stdout.split()
        for name in sorted({_name(member) for member in members} - _ABSENT - _OWN):
            if len(by_name.get(name, [])) != sum(name == _name(member) for member in members):
                sys.exit(f"{library}: {name} is {by_name.get(name, 'not there')}")
            for path in by_name[name]:
                if not str(path).startswith(_THREADS):
                    yield library, path


def _name(member):
    return re.sub(r"(\.c)?\.o(bj)?$", "", member)


def change(path, *pairs):
    text = path.read_text()
    for old, new in pairs:
        if old not in text:
            sys.exit(f"{path}: not found: {old!r}")
        text = text.replace(old, new)
    path.write_text(text)


def substitute(path, pattern, replacement, expected):
    text, count = re.subn(pattern, replacement, path.read_text())
    if count != expected:
        sys.exit(f"{path}: {count} instead of {expected}: {pattern}")
    path.write_text(text)


def change_headers(include):
    change(
        include / "bits/stdint.h",
        ("INTPTR_MIN      INT32_MIN", "INTPTR_MIN      INT64_MIN"),
        ("UINTPTR_MAX     UINT32_MAX", "UINTPTR_MAX     UINT64_MAX"),
        ("INTPTR_MAX      INT32_MAX", "INTPTR_MAX      INT64_MAX"),
        ("PTRDIFF_MIN     INT32_MIN", "PTRDIFF_MIN     INT64_MIN"),
        ("PTRDIFF_MAX     INT32_MAX", "PTRDIFF_MAX     INT64_MAX"),
        ("SIZE_MAX        UINT32_MAX", "SIZE_MAX        UINT64_MAX"),
    )
    change(include / "bits/posix.h", ("ILP32_OFFBIG", "LP64_OFF64"))
    api = include / "wasi/api.h"
    change(
        api,
        ("#ifndef __wasm32__\n", "#ifndef __wasm64__\n"),
        ("_Static_assert(_Alignof(void*) == 4,", "_Static_assert(_Alignof(void*) == 8,"),
    )
    substitute(api, r"_Static_assert\((sizeof|_Alignof)\(__wasi_size_t\) == 4,.*\n", "", 2)
    substitute(api, r"_Static_assert\((?:sizeof|_Alignof|offsetof)\(__wasi_c?iovec_t.*\n", "", 8)
    # The only size in a structure that the host writes.
    substitute(api, r"__wasi_size_t pr_name_len;", "uint32_t pr_name_len;", 1)


def change_sources(libc):
    musl = libc / "libc-top-half/musl"
    change(musl / "src/misc/uname.c", ("#if defined(__wasm32__)", '#if defined(__wasm64__)\n\tstrcpy(uts->machine, "wasm64");\n#elif defined(__wasm32__)'))
    atomics = musl / "arch/wasm32/atomic_arch.h"
    atomics.write_text(atomics.read_text() + _POINTER_ATOMICS)
    change_sbrk(libc / "libc-bottom-half/sources/sbrk.c")
    path = libc / "libc-bottom-half/sources/__wasilibc_real.c"
    path.write_text(converting(path.read_text()))


_POINTER_ATOMICS = """
#define a_cas_p a_cas_p
static inline void *a_cas_p(volatile void *p, void *t, void *s)
{
	return (void *)__sync_val_compare_and_swap((volatile unsigned long *)p, (unsigned long)t, (unsigned long)s);
}
"""


def change_sbrk(path):
    """The lowered memory.grow uses the low 32 bits of its operand, so that a growth by 4 GiB would succeed by growing nothing."""
    change(
        path,
        (
            "    uintptr_t old = __builtin_wasm_memory_grow(",
            "    if ((uintptr_t)increment > (1UL << 32) - __builtin_wasm_memory_size(0) * PAGESIZE) {\n"
            "        errno = ENOMEM;\n"
            "        return (void *)-1;\n"
            "    }\n\n"
            "    uintptr_t old = __builtin_wasm_memory_grow(",
        ),
    )


_CONVERSIONS = """\
#include <string.h>

// A length that the host's 32 bits cannot hold is refused instead of cut.
#define REFUSE_LONG(n) if ((n) > UINT32_MAX) return __WASI_ERRNO_INVAL
#define as_int32(p) ((int32_t)(uintptr_t)(p))

typedef struct { uint32_t buf; uint32_t buf_len; } iovec32;
// Vectors beyond this number are left for the caller's next call: reads and writes may always be partial.
#define IOVECS 64
#define CONVERT_IOVECS(from, count) \\
    iovec32 vectors[IOVECS]; \\
    if ((count) > IOVECS) (count) = IOVECS; \\
    for (size_t i = 0; i < (count); i++) { \\
        REFUSE_LONG((from)[i].buf_len); \\
        vectors[i].buf = (uint32_t)(uintptr_t)(from)[i].buf; \\
        vectors[i].buf_len = (uint32_t)(from)[i].buf_len; \\
    }

%s
// The host has written 32-bit pointers: widen them in place, from the last to the first.
static void widen(uint8_t **pointers, uint32_t count) {
    const uint32_t *narrow = (const uint32_t *)pointers;
    while (count-- > 0) {
        uint32_t value = narrow[count];
        memcpy(&pointers[count], &(uintptr_t){value}, sizeof(uintptr_t));
    }
}
"""


def converting(text):
    """The wrappers of the imports. They cast every argument to int32_t, so pointers to what is the same on both sides stay."""
    sizes_get = r"int32_t __imported_wasi_snapshot_preview1_(?:args|environ)_sizes_get\(.*?\)\);\n"
    declarations = re.findall(sizes_get, text, re.DOTALL)
    if len(declarations) != 2 or text.count("#include <string.h>\n") != 1:
        sys.exit("__wasilibc_real.c: not the one that is known here")
    wrapper = r"__wasi_errno_t __wasi_(?P<name>\w+)\((?P<parameters>[^)]*)\)\{\n(?P<body>.*?)\}"
    text, count = re.subn(wrapper, _converting_wrapper, text, flags=re.DOTALL)
    if count != 44:
        sys.exit(f"__wasilibc_real.c: {count} wrappers")
    return text.replace("#include <string.h>\n", _CONVERSIONS % "".join(declarations))


def _converting_wrapper(wrapper):
    name, parameters, body = wrapper.group("name", "parameters", "body")
    before, after = "", ""
    for pointer in re.findall(r"__wasi_size_t \*(retptr\d)", parameters):
        narrow = pointer.replace("retptr", "result")
        before += f"    uint32_t {narrow} = 0;\n"
        body = body.replace(f"(int32_t) {pointer}", f"as_int32(&{narrow})")
        after += f"    *{pointer} = {narrow};\n"
    for vector in re.findall(r"const __wasi_c?iovec_t \*(\w+)", parameters):
        before += f"    CONVERT_IOVECS({vector}, {vector}_len)\n"
        body = body.replace(f"(int32_t) {vector},", "as_int32(vectors),")
    for length in re.findall(r"__wasi_size_t (\w+)", parameters):
        before += f"    REFUSE_LONG({length});\n"
    if name in ("args_get", "environ_get"):
        sizes_get = f"__imported_wasi_snapshot_preview1_{name.replace('get', 'sizes_get')}"
        before += (
            "    uint32_t count = 0, bytes = 0;\n"
            f"    int32_t failed = {sizes_get}(as_int32(&count), as_int32(&bytes));\n"
            "    if (failed) return (uint16_t) failed;\n"
        )
        after += f"    if (ret == 0) widen({'argv' if name == 'args_get' else 'environ'}, count);\n"
    body = body.replace("    return (uint16_t) ret;", after + "    return (uint16_t) ret;")
    body = re.sub(r"\(int32_t\) (\w+)", r"as_int32(\1)", body)
    return f"__wasi_errno_t __wasi_{name}({parameters}){{\n{before}{body}}}"


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
