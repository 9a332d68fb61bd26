# The contents of the image's layers, each a folder on top of the previous one. They contain no links. Sourced by build.

packages=(base-files ca-certificates gcc-12-base libc6 libc-bin libgcc-s1)
libraries=(libc.so.6 libdl.so.2 libgcc_s.so.1 libm.so.6 libpthread.so.0 libresolv.so.2 librt.so.1)

debian_12() {
  command -v apt-get dpkg-deb >/dev/null \
    && (. /etc/os-release && [ "$ID $VERSION_ID" = "debian 12" ]) && [ "$(dpkg --print-architecture)" = amd64 ]
}

# The packages from the machine's archive, with security updates, in $cache/image-packages.
download_packages() {
  local uris
  archive="$cache/image-packages"
  mkdir -p "$archive"
  uris="$(package_uris)" || return 1
  package_files=()
  local uri file size sum
  while read -r uri file size sum; do
    package_files+=("$archive/$file")
    is_intact "$archive/$file" "$sum" && continue
    say "fetching $file"
    rm -f "$archive/$file"
    (cd "$archive" && apt-get -o APT::Sandbox::User= -qq download "${file%%_*}") && is_intact "$archive/$file" "$sum" \
      || return 1
  done <<< "$uris"
}

package_uris() {
  apt-get -qq download --print-uris "${packages[@]}" 2>/dev/null && return
  [ "$(id -u)" -eq 0 ] && apt-get update -qq >&2 && apt-get -qq download --print-uris "${packages[@]}"
}

# is_intact FILE ALGORITHM:SUM
is_intact() {
  local algorithm="${2%%:*}"
  [ -f "$1" ] && [ "$("${algorithm,,}sum" < "$1" | cut -d' ' -f1)" = "${2#*:}" ]
}

# glibc and the other libraries of native code; the user; the writable mount points. /var/lib/dpkg/status.d is for
# scanners, which use it to look up the packages' vulnerabilities at Debian.
make_system_layer() {
  local unpacked="$output/packages" system="$layers/system" file package
  rm -rf "$unpacked"
  mkdir -p "$unpacked" "$system"/{etc,lib64,lib/x86_64-linux-gnu,usr/lib/locale,tmp,proc,sys,dev,var/lib/dpkg/status.d}
  chmod 1777 "$system/tmp"
  : > "$facts/packages"
  for file in "${package_files[@]}"; do
    dpkg -x "$file" "$unpacked"
    package="$(dpkg-deb -f "$file" Package)"
    dpkg-deb -f "$file" > "$system/var/lib/dpkg/status.d/$package"
    dpkg-deb -W --showformat='${Package} ${Version} ${Architecture} ${source:Package}\n' "$file" \
      | tr '\n' ' ' >> "$facts/packages"
    sha256sum < "$file" | cut -d' ' -f1 >> "$facts/packages"
    install -D -m 644 "$unpacked/usr/share/doc/$package/copyright" "$system/usr/share/doc/$package/copyright"
  done
  install -m 755 "$unpacked/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2" "$system/lib64/"
  (cd "$unpacked/lib/x86_64-linux-gnu" && install -m 755 "${libraries[@]}" "$system/lib/x86_64-linux-gnu/")
  cp -r "$unpacked/usr/lib/locale/C.utf8" "$system/usr/lib/locale/"
  install -m 644 "$unpacked/usr/lib/os-release" "$system/etc/os-release"
  mkdir -p "$system/usr/share/common-licenses"
  cp -L "$unpacked"/usr/share/common-licenses/* "$system/usr/share/common-licenses/"
  printf 'root:x:0:0:root:/:/sbin/nologin\nagent-core:x:65532:65532:agent-core:/tmp:/sbin/nologin\n' \
    > "$system/etc/passwd"
  printf 'root:x:0:\nagent-core:x:65532:\n' > "$system/etc/group"
  printf 'hosts: files dns\n' > "$system/etc/nsswitch.conf"
  certificates="$unpacked/usr/share/ca-certificates/mozilla"
}

# The modules that the jar refers to, without those for desktops and databases, and with modules that nothing refers to:
# JNDI's DNS provider, jcmd, and socket options.
java_modules() {
  "$jdk/bin/jdeps" --ignore-missing-deps --multi-release base --print-module-deps "$jar" | tr ',' '\n' \
    | grep -vx -e java.desktop -e java.sql | tr '\n' ','
  printf 'java.logging,java.management,java.xml,jdk.jcmd,jdk.naming.dns,jdk.net\n'
}

# A JRE of these modules. The only program that it can start is itself, as a worker; it has the commands that an operator needs. Its certificates are
# Debian's and not the JDK's, to which this machine's owner may have added others.
make_java_layer() {
  local home="$layers/java/opt/java"
  mkdir -p "$layers/java/opt"
  "$jdk/bin/jlink" --add-modules "$(java_modules)" --no-header-files --no-man-pages --compress zip-0 \
    --output "$home" >&2
  find "$home/bin" -type f ! -name java ! -name jcmd ! -name jfr -delete
  rm "$home/lib/jexec"
  dereference "$home"
  image_java TrustStore "$certificates" "$home/lib/security/cacerts"
  cp "$jdk/release" "$facts/java-release"
  "$home/bin/java" --list-modules > "$facts/java-modules"
}

# The legal notices of all modules are links to those of one.
dereference() {
  local link
  find "$1" -type l -print0 | while IFS= read -r -d '' link; do
    cp --remove-destination "$(realpath "$link")" "$link"
  done
}

# The jar, the JVM's options, the jar's native libraries (otherwise Netty would write them to /tmp and load them from
# there), and the licences.
make_application_layer() {
  local application="$layers/application/opt/agent-core" library
  mkdir -p "$application/lib"
  install -m 644 "$jar" "$application/agent-core.jar"
  { grep -v -e '^#' -e '^$' -e '^-Xmx' "$root/bin/jvm.options"; cat "$image_scripts/../image/jvm.options"; } \
    > "$application/jvm.options"
  cp "$image_scripts/../image/health.options" "$application/"
  for library in tcnative_linux_x86_64 transport_native_epoll_x86_64; do
    (cd "$output" && "$jdk/bin/jar" xf "$jar" "META-INF/native/libio_grpc_netty_shaded_netty_$library.so")
  done
  mv "$output"/META-INF/native/* "$application/lib/"
  rm -r "$output/META-INF"
  copy_licences "$layers/application/licenses"
}

# The licences of the code in the guest, each from the code's source; BillOfMaterials adds those of the jars.
copy_licences() {
  local cpython="$root/python-guest/target/guest/cpython-source" name
  mkdir -p "$1"/{agent-core,cpython,zlib,bzip2,xz,sqlite,tzdata,wasi-libc,compiler-rt}
  cp "$root/LICENSE" "$1/agent-core/"
  cp "$cpython/LICENSE" "$cpython/Doc/license.rst" "$1/cpython/"
  cp "$cpython/Modules/expat/COPYING" "$1/cpython/expat-COPYING"
  sed '/\*\//q' "$cpython/Modules/_hacl/Hacl_Hash_SHA2.c" > "$1/cpython/hacl-star-LICENSE"
  sed '/\*\//q' "$cpython/Modules/_blake2/impl/blake2b-ref.c" > "$1/cpython/libb2-LICENSE"
  cp "$image_scripts/../image/COPYRIGHTS" "$1/"
  fetch_sources
  member "${source_file[zlib]}" LICENSE > "$1/zlib/LICENSE"
  member "${source_file[bzip2]}" LICENSE > "$1/bzip2/LICENSE"
  member "${source_file[xz]}" COPYING > "$1/xz/COPYING"
  member "${source_file[xz]}" COPYING.0BSD > "$1/xz/COPYING.0BSD"
  member "${source_file[sqlite]}" LICENSE.md > "$1/sqlite/LICENSE.md"
  # This archive has no folder.
  tar -xO -f "${source_file[tzdata]}" LICENSE > "$1/tzdata/LICENSE"
  dpkg-deb --fsys-tarfile "${source_file[wasi-libc]}" | tar -xO ./usr/share/doc/wasi-libc/copyright > "$1/wasi-libc/copyright"
  cp "/usr/share/doc/libclang-rt-$llvm-dev-wasm64/copyright" "$1/compiler-rt/"
  for name in cpython zlib bzip2 xz sqlite tzdata wasi-libc; do
    printf '%s %s %s\n' "$name" "${source_version[$name]}" "${source_sha256[$name]}"
  done > "$facts/guest"
  printf 'compiler-rt %s -\n' "$(dpkg-query -W -f '${Version}' "libclang-rt-$llvm-dev-wasm64")" >> "$facts/guest"
  printf 'unicode %s -\n' "$(sed -n 's/^#define UNIDATA_VERSION "\(.*\)"/\1/p' "$cpython/Modules/unicodedata_db.h")" \
    >> "$facts/guest"
  cp "$cpython/Misc/sbom.spdx.json" "$facts/cpython-sbom.json"
}

# member ARCHIVE NAME: a file of the archive's one folder.
member() { tar -xO --wildcards --no-wildcards-match-slash -f "$1" "*/$2"; }

# The JVM's start-up cache: see bin/agent-core. It is created by the JVM that will use it, in the image's root, since it
# refers to the jar and the JVM's modules by path, size and time. Two steps instead of one, which would have the JVM start
# a process, and this JRE cannot.
make_cache_layer() {
  local trained="$output/root" kept="$layers/cache/opt/agent-core"
  rm -rf "$trained"
  mkdir -p "$trained" "$kept"
  cp -a "$layers/system/." "$layers/java/." "$layers/application/." "$trained/"
  mkdir -p "$trained/tmp/training"
  in_image_root "$trained" -XX:AOTMode=record -XX:AOTConfiguration=/tmp/training/agent-core.conf \
    -jar /opt/agent-core/agent-core.jar run -c "$(cat "$image_scripts/../image/training.py")" \
    > "$output/training.log" 2>&1 \
    && in_image_root "$trained" -XX:AOTMode=create -XX:AOTConfiguration=/tmp/training/agent-core.conf \
      -XX:AOTCache=/tmp/training/agent-core.aot -jar /opt/agent-core/agent-core.jar >> "$output/training.log" 2>&1 \
    || { tail -n 5 "$output/training.log" >&2; return 1; }
  install -m 644 "$trained/tmp/training/agent-core.aot" "$kept/agent-core.aot"
  rm -rf "$trained"
}

# in_image_root ROOT OPTION...: runs the image's java there. It needs /proc to find its own files, and /dev for random
# bytes.
in_image_root() {
  local as_root=()
  [ "$(id -u)" -eq 0 ] || as_root=(--user --map-root-user)
  LC_ALL=C.UTF-8 unshare "${as_root[@]}" --mount --pid --fork --kill-child --propagation private bash -c '
    set -e
    mount -t proc proc "$0/proc"
    mount --rbind /dev "$0/dev"
    exec chroot "$0" /opt/java/bin/java @/opt/agent-core/jvm.options "$@"' "$@" </dev/null
}

# All files and folders have the same time: the cache refers to the jar's, and layers are reproducible.
give_one_time() {
  find "$1" -exec touch -h -d "$IMAGE_TIME" {} +
}
