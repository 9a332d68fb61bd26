# The steps that turn sources into a wasm module, each a function that builds in the current folder. Sourced, after
# lib.sh. They must be called in this order; each sets <name>_dir (see `step` in lib.sh).

# Dates that compilers write into what they make: the day of CPython's release, so that builds are reproducible.
export SOURCE_DATE_EPOCH=1785888000

toolchain_packages=(clang-$llvm lld-$llvm llvm-$llvm libclang-rt-$llvm-dev-wasm64 build-essential zlib1g-dev
  xz-utils dpkg-dev pkg-config tcl)

# What the build needs of the machine: installed where that is allowed, named where it is not.
require_toolchain() {
  local missing=() package
  for package in "${toolchain_packages[@]}"; do
    dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
  done
  command -v python3 >/dev/null || missing+=(python3)
  command -v node >/dev/null || missing+=(nodejs)
  [ ${#missing[@]} -eq 0 ] && return 0
  command -v apt-get >/dev/null || die "needs Debian's packages ${missing[*]}, and this machine has no APT"
  [ "$(id -u)" -eq 0 ] || die "missing packages; as root: apt-get install ${missing[*]}"
  say "installing ${missing[*]}"
  mkdir -p "$cache"
  # An index of one source that cannot be updated does not matter if the packages are to be had from the others.
  apt-get update -qq > "$cache/apt-install.log" 2>&1 || true
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >> "$cache/apt-install.log" 2>&1 && return 0
  tail -n 20 "$cache/apt-install.log" >&2
  explain_toolchain "${missing[@]}"
}

# explain_toolchain PACKAGE...: ends with what to do about packages that could not be installed.
explain_toolchain() {
  local package absent=() offered
  for package in "$@"; do
    apt-cache show "$package" >/dev/null 2>&1 || absent+=("$package")
  done
  [ ${#absent[@]} -gt 0 ] || die "apt-get install failed; its log is $cache/apt-install.log"
  offered=$(apt-cache pkgnames libclang-rt- | sed -n 's/^libclang-rt-\([0-9]*\)-dev-wasm64$/\1/p' | sort -n | tr '\n' ' ')
  die "this machine's APT sources do not have ${absent[*]}.
  Tried: LLVM $llvm. The guest is known to work with LLVM 19, which Debian 12 and 13 have: add one of them to the APT sources.
  The APT sources have LLVM ${offered:-in no release }for wasm64. To try one: AGENT_CORE_LLVM=RELEASE; then run
  python-guest/src/test/cpython/run, which decides."
}

build_source() {
  tar --strip-components=1 -xf "$cpython_archive"
}

# The guest's sources, with the few changes that it needs.
build_patched() {
  local change
  cp -a "$source_dir/." .
  for change in "${patches[@]}"; do
    patch --strip 1 --fuzz 0 --no-backup-if-mismatch < "$change"
  done
}

# Sets `patches`: those for every release of CPython, and those for this one.
select_patches() {
  patches=("$guest_main"/patches/*.patch "$guest_main/patches/$python_release"/*.patch)
}

# A Python of the same version for this machine: CPython's cross build needs it, it compiles the standard library to
# bytecode, and benchmarks compare with it.
build_native() {
  mkdir build
  cd build
  "$source_dir/configure" --prefix="$native_dir/install" --disable-test-modules --with-ensurepip=no
  make -j"$jobs"
  make install
  ln -s "$native_dir/install/bin/python$python_release" "$native_dir/python"
}

# The guest is LP64: pointers, size_t and long have 64 bits, as on a Linux server. Its module has a memory of 32 bits all the
# same, after lower_module. `wasm64-wasi` and not `wasm64-wasip1`: Debian's clang looks for its builtins under that name.
wasm_target=wasm64-wasi

# The tool that lowers the module.
build_binaryen() {
  tar --strip-components=1 -xf "$binaryen_archive"
}

# wasi-libc for wasm64-wasi, in a folder of its own: see libc/sysroot.py.
build_sysroot() {
  local sources='ziglang/lib/libc'
  mkdir package given older made
  dpkg -x "$wasi_libc_package" package
  python3 -c 'import sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as wheel:
    wheel.extractall("given", [name for name in wheel.namelist() if name.startswith((sys.argv[2] + "/wasi/", sys.argv[2] + "/musl/"))])
' "$wasi_libc_sources" "$sources"
  tar -C older --strip-components=1 -xf "$wasi_libc_older"
  python3 -B "$guest_main/libc/sysroot.py" package "given/$sources" older made
  mkdir -p usr/include usr/lib/$wasm_target objects
  cp -r made/include usr/include/$wasm_target
  libc_compilations | xargs -P "$jobs" -d '\n' -n 1 sh -e -c
  local library objects
  for library in $(cut -d ' ' -f 1 made/sources | sort -u); do
    llvm-ar-$llvm rcs "usr/lib/$wasm_target/$library.a" "objects/$library"-*.o
  done
  # Empty in wasi-libc too: their functions are in libc.
  for library in m rt pthread crypt util xnet resolv; do
    llvm-ar-$llvm rcs "usr/lib/$wasm_target/lib$library.a"
  done
  $(libc_cc) $(libc_bottom_flags) -c made/libc/libc-bottom-half/crt/crt1-reactor.c -o usr/lib/$wasm_target/crt1-reactor.o
  $(libc_cc) $(libc_bottom_flags) -c made/libc/libc-bottom-half/crt/crt1-command.c -o usr/lib/$wasm_target/crt1-command.o
  cp -r package/usr/share/doc/wasi-libc/copyright .
  rm -r package given older made objects
}

libc_cc() {
  printf '%s' "clang-$llvm --target=$wasm_target --sysroot=/nonexistent -nostdlibinc -isystem made/include -O2 -DNDEBUG \
    -mbulk-memory -mthread-model single -fno-trapping-math -fno-stack-protector -w"
}
libc_bottom_flags() {
  local bottom=made/libc/libc-bottom-half musl=made/libc/libc-top-half/musl
  printf '%s' "-I$bottom/headers/private -I$bottom/cloudlibc/src/include -I$bottom/cloudlibc/src -I$musl/src/include -I$musl/src/internal"
}
libc_top_flags() {
  local musl=made/libc/libc-top-half/musl
  printf '%s' "-I$musl/src/include -I$musl/src/internal -I$musl/arch/wasm32 -I$musl/arch/generic \
    -Imade/libc/libc-top-half/headers/private -D_WASI_EMULATED_SIGNAL"
}

# A command a line: each compiles one source of wasi-libc. Objects of the folder libc/ are in libc.a too.
libc_compilations() {
  local library file flags
  while read -r library file; do
    case "$library/$file" in
      libwasi-emulated-signal/*/signal/signal.c) flags= ;;
      */libc-top-half/*) flags="$(libc_top_flags)" ;;
      *) flags="$(libc_bottom_flags)" ;;
    esac
    printf '%s\n' "$(tr -s ' \n' ' ' <<< "$(libc_cc) $flags") -c made/libc/$file -o objects/$library-${file//\//-}.o"
  done < made/sources
  printf '%s\n' "$(tr -s ' \n' ' ' <<< "$(libc_cc)") -Imade/libc/dlmalloc/include -c made/libc/dlmalloc/src/dlmalloc.c -o objects/libc-dlmalloc.o"
  for file in bulk_memory tf_compare; do
    printf '%s\n' "$(tr -s ' \n' ' ' <<< "$(libc_cc)") -fno-builtin -c $guest_main/libc/$file.c -o objects/libc-$file.o"
  done
}

# Headers in front of wasi-libc's: Linux's error numbers, and functions that wasi-libc does not declare. Everything but
# wasi-libc itself is compiled with them. Apart from the library, on which nothing but the guest's link depends.
build_headers() {
  cp -r "$guest_main/c/posix/include/." .
}

# The library of these functions.
build_posix() {
  local file
  for file in "$guest_main"/c/posix/*.c; do
    $(wasm_cc) $(wasm_cppflags) $(wasm_cflags) -D_GNU_SOURCE -std=c11 -Wall -Werror -c "$file"
  done
  llvm-ar-$llvm rcs libposix.a *.o
}

wasm_cc() { printf '%s' "clang-$llvm --target=$wasm_target --sysroot=$sysroot_dir/usr"; }
# The guest is not to tell where it was built: CPython's own errors name the file that they come from.
wasm_cppflags() { printf '%s' "-isystem $headers_dir -isystem $sysroot_dir/usr/include/$wasm_target -ffile-prefix-map=$cache/="; }
wasm_ldflags() { printf '%s' "-L$sysroot_dir/usr/lib/$wasm_target"; }
wasm_cflags() { printf '%s' "-O2"; }

# zlib, bzip2 and liblzma as static wasm libraries.
build_libraries() {
  local cc; cc="$(wasm_cc) $(wasm_cppflags) $(wasm_cflags) -D_WASI_EMULATED_SIGNAL"
  mkdir -p install/{include,lib} zlib bzip2 xz
  tar --strip-components=1 -C zlib -xf "$zlib_archive"
  tar --strip-components=1 -C bzip2 -xf "$bzip2_archive"
  tar --strip-components=1 -C xz -xf "$xz_archive"

  (cd zlib
    $cc -DHAVE_UNISTD_H -c adler32.c compress.c crc32.c deflate.c infback.c inffast.c inflate.c inftrees.c trees.c \
      uncompr.c zutil.c
    llvm-ar-$llvm rcs ../install/lib/libz.a *.o
    cp zlib.h zconf.h ../install/include)
  (cd bzip2
    $cc -c blocksort.c huffman.c crctable.c randtable.c compress.c decompress.c bzlib.c
    llvm-ar-$llvm rcs ../install/lib/libbz2.a *.o
    cp bzlib.h ../install/include)
  (cd xz
    ./configure CC="$(wasm_cc)" CPPFLAGS="$(wasm_cppflags) -D_WASI_EMULATED_SIGNAL" CFLAGS="$(wasm_cflags)" \
      LDFLAGS="$(wasm_ldflags)" AR=llvm-ar-$llvm RANLIB=llvm-ranlib-$llvm --host=$wasm_target \
      --prefix="$libraries_dir/install" --enable-threads=no --enable-small=no --disable-shared --enable-static \
      --disable-xz --disable-xzdec --disable-lzmadec --disable-lzmainfo --disable-scripts --disable-doc --disable-nls
    make -j"$jobs"
    make install)
}

# What the library has: full-text search, JSON, R-trees, mathematics. No mutexes: Python's own lock is held wherever a
# program's threads could meet in it.
sqlite_options=(-DSQLITE_WASI=1 -DSQLITE_THREADSAFE=1 -DSQLITE_MUTEX_NOOP -DSQLITE_OMIT_LOAD_EXTENSION
  '-DSQLITE_DEFAULT_UNIX_VFS="unix-excl"' -DSQLITE_TEMP_STORE=2 -DHAVE_USLEEP=1 -DHAVE_LOCALTIME_R=1 -DHAVE_GMTIME_R=1
  -DSQLITE_ENABLE_FTS3 -DSQLITE_ENABLE_FTS3_PARENTHESIS -DSQLITE_ENABLE_FTS4 -DSQLITE_ENABLE_FTS5 -DSQLITE_ENABLE_RTREE
  -DSQLITE_ENABLE_GEOPOLY -DSQLITE_ENABLE_MATH_FUNCTIONS -DSQLITE_ENABLE_DBSTAT_VTAB -DSQLITE_ENABLE_COLUMN_METADATA
  -DSQLITE_ENABLE_STMTVTAB)

# SQLite as a static wasm library: the amalgamation, made by its own build for this machine, with its virtual machine split.
build_sqlite() {
  mkdir -p source amalgamation split install/{include,lib}
  tar --strip-components=1 -C source -xf "$sqlite_archive"
  (cd amalgamation
    env -u CFLAGS -u LDFLAGS ../source/configure --disable-tcl --disable-readline
    make sqlite3.c)
  python3 -B "$guest_main/sqlite/prepare_amalgamation.py" amalgamation/sqlite3.c split/sqlite3.c
  $(wasm_cc) $(wasm_cppflags) $(wasm_cflags) -w -D_WASI_EMULATED_MMAN -Isplit "${sqlite_options[@]}" \
    -c "$guest_main/sqlite/sqlite.c" -o sqlite.o
  llvm-ar-$llvm rcs install/lib/libsqlite3.a sqlite.o
  cp amalgamation/sqlite3.h install/include
}

# What CPython's own modules are linked with, below its build's folder.
module_libraries() {
  local hashes=SHA2
  [ "$python_release" = 3.13 ] || hashes='MD5 SHA1 SHA2 SHA3 BLAKE2'
  printf 'Modules/_decimal/libmpdec/libmpdec.a Modules/expat/libexpat.a'
  printf ' Modules/_hacl/libHacl_Hash_%s.a' $hashes
  [ "$python_release" = 3.13 ] || printf ' Modules/_hacl/libHacl_HMAC.a'
}

cpython_defines() { printf '%s' "-DWITH_PYMALLOC_RADIX_TREE=0"; }

# CPython as static libraries for wasm64-wasi, with its evaluation loop as published: the reference that the split is
# compared with, and every object of the guest but ceval.o.
build_cpython() {
  mkdir build
  cd build
  local libraries="$libraries_dir/install" sqlite="$sqlite_dir/install"
  CC="$(wasm_cc)" CXX="clang++-$llvm" AR=llvm-ar-$llvm RANLIB=llvm-ranlib-$llvm \
  CPPFLAGS="$(wasm_cppflags) $(cpython_defines) -I$libraries/include" LDFLAGS="$(wasm_ldflags) -L$libraries/lib" CFLAGS="$(wasm_cflags)" \
  CONFIG_SITE="$(find "$patched_dir/Tools/wasm" -name config.site-wasm32-wasi) $guest_main/c/config.site" \
  PKG_CONFIG_PATH= PKG_CONFIG_LIBDIR=/nonexistent \
  ZLIB_CFLAGS="-I$libraries/include" ZLIB_LIBS="-L$libraries/lib -lz" \
  BZIP2_CFLAGS="-I$libraries/include" BZIP2_LIBS="-L$libraries/lib -lbz2" \
  LIBLZMA_CFLAGS="-I$libraries/include" LIBLZMA_LIBS="-L$libraries/lib -llzma" \
  LIBSQLITE3_CFLAGS="-I$sqlite/include" LIBSQLITE3_LIBS="-L$sqlite/lib -lsqlite3 -lwasi-emulated-mman" \
    "$patched_dir/configure" --host=wasm64-unknown-wasi --build="$("$patched_dir/config.guess")" \
      --with-build-python="$native_dir/python" --with-pymalloc --without-mimalloc --disable-test-modules --with-ensurepip=no
  cp "$guest_main/c/posix.h" .
  printf '\n#include "posix.h"\n' >> pyconfig.h
  make -j"$jobs" "libpython$python_release.a" $(module_libraries) pybuilddir.txt
}

# The compiler's command line for one of CPython's own core sources, as its cross build has it.
core_cc() {
  printf '%s' "$(wasm_cc) -c -fno-strict-overflow -DNDEBUG -O2 -std=c11 -fvisibility=hidden -w \
    -I$patched_dir/Include/internal -I$patched_dir/Include/internal/mimalloc -I$cpython_dir/build \
    -I$patched_dir/Include -I$patched_dir/Python $(wasm_cppflags) $(cpython_defines)"
}

# The evaluation loop, split into one function per opcode, and what else is too large for a JVM method.
build_eval_loop() {
  "$native_dir/python" -B "$guest_main/split/split_eval_loop.py" --source "$patched_dir" --output .
  "$native_dir/python" -B "$guest_main/split/split_ast_annotations.py" --source "$patched_dir" --output .
  "$native_dir/python" -B "$guest_main/split/split_numeric_values.py" --source "$patched_dir" --output .
  $(core_cc) -DPy_BUILD_CORE -I. ceval.c -o ceval.o
  $(core_cc) -DPy_BUILD_CORE Python-ast.c -o Python-ast.o
  $(core_cc) -DPy_BUILD_CORE unicodectype.c -o unicodectype.o
}

# The functions that threads.c, pipes.c and yields.c stand in front of, and the library posix.
wrapped_functions=(__wasi_poll_oneoff __wasi_fd_read __wasi_fd_write deflate inflate crc32 adler32 BZ2_bzCompress
  BZ2_bzDecompress lzma_code {python_hashlib,_Py_LibHacl}_Hacl_Hash_{MD5_update,SHA1_update,SHA2_update_256,SHA2_update_512,SHA3_update}
  PyMem_RawMalloc PyMem_RawCalloc PyMem_RawFree
  __wasilibc_find_relpath_alloc open openat mkdir mkdirat chmod fchmod fchmodat posix_fadvise pselect statvfs fstatvfs sysconf
  gmtime_r setlocale)

# The guest's own objects, by their sources' names; the latter include the sources of objects that they take the place of.
guest_parts=(guest leave salvage arenas modules usage threads requests pipes transit yields)
replaced_parts=(allocation text_io buffered_io)
guest_objects=("${guest_parts[@]/%/.o}" "${replaced_parts[@]/%/.o}" keyderivation.o)

# The compiler, with small frames: the deepest source that CPython allows fits the stack.
build_compiler() {
  local file; file=$("$native_dir/python" -B "$guest_main/frontend/small_frames.py" "$patched_dir" .)
  $(core_cc) -DPy_BUILD_CORE -fno-inline-functions "$file"
}

# A reactor of libpython and the guest's own objects. An object that is named before the archive takes the place of the archive's own:
# that is how the split ceval.o gets in, and allocation.o for obmalloc.o and text_io.o for textio.o. The stack stands first, so that its overflow is a trap and not a corruption. A function that is called with
# other types than it has would be a trap too: that warning is an error.
link_guest() {
  local output="$1" libraries; shift
  read -ra libraries <<< "$(module_libraries)"
  $(wasm_cc) -mexec-model=reactor $(wasm_ldflags) -L"$libraries_dir/install/lib" -L"$sqlite_dir/install/lib" \
    -z stack-size=$stack_size -Wl,--stack-first -Wl,--export=__stack_pointer -Wl,--strip-debug \
    -Wl,--fatal-warnings \
    "${wrapped_functions[@]/#/-Wl,--wrap=}" \
    "$@" "$posix_dir/libposix.a" "$cpython_dir/build/libpython$python_release.a" \
    "${libraries[@]/#/$cpython_dir/build/}" \
    -lz -lbz2 -llzma -lsqlite3 -ldl -lwasi-emulated-mman -lwasi-emulated-signal -lwasi-emulated-getpid -lwasi-emulated-process-clocks -lm \
    -o "$output.lp64"
  lower_module "$output.lp64" "$output"
  rm "$output.lp64"
}
# The deepest recursion that CPython allows is that of the ast module: objects to trees, 10,000 levels of 320 bytes.
stack_size=3670016

# lower_module IN OUT: a memory and a table of 32 bits instead of 64. Addresses are cut to 32 bits where they are used, and so
# is the operand of memory.grow: who calls it must not ask for more. -g keeps the functions' names. The features are named one
# by one: with all of them binaryen writes encodings that no other program reads.
lower_module() {
  node --stack-size=7000 --max-old-space-size=6000 "$binaryen_dir/bin/wasm-opt" -g --enable-memory64 --enable-bulk-memory \
    --enable-sign-ext --enable-mutable-globals --enable-reference-types --enable-multivalue \
    --enable-nontrapping-float-to-int "$1" "${lp64_passes[@]}" --memory64-lowering "${lowering_passes[@]}" -o "$2"
}
lp64_passes=() lowering_passes=()

# compile_guest OPTION... : the guest's own objects.
compile_guest() {
  local part
  for part in "${guest_parts[@]}"; do
    $(core_cc) -I"$libraries_dir/install/include" "$@" "$guest_main/c/$part.c" -o $part.o
  done
  for part in "${replaced_parts[@]}"; do
    $(core_cc) "$@" -DPy_BUILD_CORE -I"$patched_dir" "$guest_main/c/$part.c" -o $part.o
  done
  $(core_cc) "$@" -I"$patched_dir" -I"$patched_dir/Modules/_hacl/include" "$guest_main/c/keyderivation.c" -o keyderivation.o
}

# Where Python looks for its library. CPython's own build has the folder of its sources in it, to recognise itself there.
compile_getpath() {
  $(core_cc) -DPy_BUILD_CORE -I"$cpython_dir/build/Modules" -DPREFIX='"/usr/local"' -DEXEC_PREFIX='"/usr/local"' \
    -DVERSION="\"$python_release\"" -DVPATH='""' -DPLATLIBDIR='"lib"' -DPYTHONFRAMEWORK='""' "$patched_dir/Modules/getpath.c" \
    -o getpath.o
}

build_guest() {
  compile_guest
  compile_getpath
  link_guest python.wasm "${guest_objects[@]}" getpath.o "$compiler_dir"/*.o "$eval_loop_dir"/*.o
}

# The guest for an engine that compiles it to machine code: of the same objects, but with the evaluation loop and the trees
# as CPython published them, which no method's limit keeps from being one function each. Each function that moves the stack
# pointer compares it with two globals of its instance, which __set_stack_limits sets: so the end of a thread's stack needs no
# page without access, which a bulk instruction must not meet. A level of recursion takes more of the stack: the one function
# has the variables of all opcodes. So 3.13, which counts the levels, needs more of it. 3.14 measures the stack: of 3.5 MiB,
# functions that need little of it would have more levels than the machine's stack of 8 MiB has room for, so it may use less.
build_native_guest() {
  compile_native_guest
  link_native_guest python.wasm "${guest_objects[@]}" "$guest_dir/getpath.o" "$compiler_dir"/*.o
}
compile_native_guest() { compile_guest -DRECURSION_FRAME=800 -DMOST_RECURSION=1572864; }
link_native_guest() {
  local lp64_passes=(--stack-check) stack_size=$stack_size
  [ "$python_release" != 3.13 ] || stack_size=8388608
  link_guest "$@"
}

# The rules of time zones as files, by the machine's zic, which is part of Debian's libc-bin.
build_zoneinfo() {
  mkdir source zoneinfo
  tar -C source -xf "$tzdata_archive"
  (cd source
    PATH="$PATH:/usr/sbin" zic -b slim -d ../zoneinfo africa antarctica asia australasia europe northamerica \
      southamerica etcetera factory backward
    cp iso3166.tab zone.tab zone1970.tab leapseconds ../zoneinfo/)
  rm -r source
}

# The guest's root folder: the rules of time zones, the standard library as bytecode in the place of its sources, without tests and without what
# cannot work here, and an empty working directory. lib/guest, the guest's own package, is there only while the snapshot
# is made. Folders have a fixed time, because the import system's caches in the snapshot hold it.
build_stdlib() {
  local library=root/lib/python$python_release
  mkdir -p $library root/lib/guest root/workspace root/usr/share
  cp -r "$zoneinfo_dir/zoneinfo" root/usr/share/
  tar -C "$patched_dir/Lib" --exclude-from="$scripts/stdlib-exclude" -cf - . | tar -C $library -xf -
  cp "$cpython_dir"/build/build/lib.*/_sysconfigdata_*.py $library/
  sed -i "s|$cache/||g" $library/_sysconfigdata_*.py
  cp -r "$guest_main/python/stdlib/." $library/
  replace_event_loop $library/asyncio
  refuse_processes $library
  replace_key_derivation $library/hashlib.py
  stand_in_for_absent_modules $library
  cp -r "$guest_main/python/guest" root/lib/guest/
  compile_to_bytecode root/lib /lib
  find root -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
}

# asyncio's event loop for Unix needs a socket pair; ours does not. Refuses a source that it does not recognise.
replace_event_loop() {
  local known='2 0'
  [ "$python_release" = 3.13 ] || known='3 1'
  [ "$(grep -c unix_events "$1/__init__.py") $(grep -c unix_events "$1/events.py")" = "$known" ] \
    && grep -qF '    from .unix_events import *' "$1/__init__.py" \
    && grep -qxF '    __all__ += unix_events.__all__' "$1/__init__.py" || die "$1: not the asyncio that is known here"
  sed -i 's/unix_events/wasi_events/' "$1/__init__.py" "$1/events.py"
}

# subprocess and multiprocessing say what works in the place of a process. Refuses sources that it does not recognise.
refuse_processes() {
  local message='f"{sys.platform} does not support processes."' start='    def _launch(self, process_obj):' way
  [ "$(grep -cF "$message" "$1/subprocess.py")" = 1 ] || die "$1/subprocess.py: not the module that is known here"
  sed -i "s/$message/__import__(\"_processes\").ADVICE/" "$1/subprocess.py"
  for way in fork spawn_posix forkserver; do
    [ "$(grep -cxF "$start" "$1/multiprocessing/popen_$way.py")" = 1 ] || die "$1/multiprocessing: not the one that is known here"
    sed -i "s/^$start\$/&\n        __import__(\"_processes\").refuse()/" "$1/multiprocessing/popen_$way.py"
  done
  # Since 3.14 a pool of threads has locks that another process looks after, unless processes would be forked.
  [ "$python_release" = 3.13 ] \
    || sed -i -E "s/(_default_context = DefaultContext\(_concrete_contexts\[')(forkserver|spawn)'/\1fork'/" "$1/multiprocessing/context.py"
}

# hashlib has pbkdf2_hmac and scrypt of OpenSSL; here they are the guest's own. Refuses a source that it does not recognise.
replace_key_derivation() {
  [ "$(grep -cE 'from _hashlib import (pbkdf2_hmac|scrypt)( +#.*)?$' "$1")" = 2 ] || die "$1: not the hashlib that is known here"
  sed -i -E 's/from _hashlib import (pbkdf2_hmac|scrypt)( +#.*)?$/from _keyderivation import \1/' "$1"
}

# What Python has and this one has not says so when it is imported, in the place of a module of the same name.
stand_in_for_absent_modules() {
  local module why
  while read -r module why; do
    rm -rf "$1/$module" "$1/$module.py"
    printf 'raise ModuleNotFoundError("No module named %s: it is not in this sandbox: %s", name="%s")\n' \
      "'$module'" "$why" "$module" > "$1/$module.py"
  done < <(grep -v '^#' "$scripts/stdlib-absent")
}

# Bytecode next to the sources' names, with the paths it has in the guest, checked by nothing; then the sources go.
compile_to_bytecode() {
  "$native_dir/python" -m compileall -q -b -j "$jobs" -s "$1" -p "$2" --invalidation-mode unchecked-hash "$1"
  find "$1" -name '*.py' -delete
  find "$1" -name __pycache__ -prune -exec rm -r {} +
}

# build_all [RELEASE]: all steps, in order.
build_all() {
  fetch_sources "${1:-}"
  cpython_archive=${source_file[cpython]}
  python_release=${source_version[cpython]%.*}
  select_patches
  wasi_libc_package=${source_file[wasi-libc]}
  wasi_libc_sources=${source_file[wasi-libc-sources]}
  wasi_libc_older=${source_file[wasi-libc-allocator]}
  binaryen_archive=${source_file[binaryen]}
  zlib_archive=${source_file[zlib]}
  bzip2_archive=${source_file[bzip2]}
  xz_archive=${source_file[xz]}
  sqlite_archive=${source_file[sqlite]}
  tzdata_archive=${source_file[tzdata]}
  step binaryen "${source_sha256[binaryen]}"
  step source "${source_sha256[cpython]}"
  step native "$source_dir"
  step patched "$source_dir" "${patches[@]}"
  step sysroot "${source_sha256[wasi-libc]}" "${source_sha256[wasi-libc-sources]}" "${source_sha256[wasi-libc-allocator]}" \
    "$guest_main/libc" "$(declare -f libc_cc libc_bottom_flags libc_top_flags libc_compilations)" ${AGENT_CORE_LLVM:+"llvm $llvm"}
  step headers "$guest_main/c/posix/include"
  step posix "$guest_main/c/posix" "$headers_dir" "$sysroot_dir" "$(wasm_cflags)" ${AGENT_CORE_LLVM:+"llvm $llvm"}
  step libraries "${source_sha256[zlib]}" "${source_sha256[bzip2]}" "${source_sha256[xz]}" "$sysroot_dir" \
    "$(wasm_cppflags)" "$(wasm_cflags)" ${AGENT_CORE_LLVM:+"llvm $llvm"}
  step sqlite "${source_sha256[sqlite]}" "$sysroot_dir" "$guest_main/sqlite" "${sqlite_options[*]}" "$(wasm_cppflags)" \
    "$(wasm_cflags)" ${AGENT_CORE_LLVM:+"llvm $llvm"}
  # Nothing of SQLite's library gets into CPython's, so a change of ours to it does not make CPython anew.
  step cpython "$patched_dir" "$native_dir" "$libraries_dir" "${source_sha256[sqlite]}" "$(wasm_cppflags)" "$(wasm_cflags)" \
    "$(cpython_defines)" "$guest_main/c/config.site" "$guest_main/c/posix.h" "$(declare -f module_libraries)" \
    ${AGENT_CORE_LLVM:+"llvm $llvm"}
  step eval_loop "$guest_main/split" "$cpython_dir" "$(core_cc)"
  step compiler "$guest_main/frontend" "$cpython_dir" "$(core_cc)"
  step guest "$guest_main/c" "$posix_dir" "$eval_loop_dir" "$compiler_dir" "$sqlite_dir" "$binaryen_dir" \
    "$(declare -f compile_guest compile_getpath link_guest module_libraries lower_module core_cc)" "$stack_size" "${lowering_passes[*]}" \
    "${wrapped_functions[*]}" "${guest_objects[*]}"
  step native_guest "$guest_dir" \
    "$(declare -f compile_native_guest link_native_guest compile_guest link_guest module_libraries lower_module)" \
    "${wrapped_functions[*]}"
  step zoneinfo "${source_sha256[tzdata]}"
  step stdlib "$cpython_dir" "$zoneinfo_dir" "$guest_main/python" "$scripts/stdlib-exclude" "$scripts/stdlib-absent" \
    "$(declare -f replace_event_loop refuse_processes replace_key_derivation stand_in_for_absent_modules compile_to_bytecode)"
}
