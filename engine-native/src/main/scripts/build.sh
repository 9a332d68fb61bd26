#!/usr/bin/env bash
# Builds the native parts of the engine into a folder of resources, with their hashes:
#
#   build.sh NAMES GUESTS OUTPUT    NAMES: a file of images' names, one a line; GUESTS/NAME/python.wasm and
#                                   GUESTS/NAME/python.snapshot: what python-guest has made for machine code
#
# Each step is kept in the cache by a hash of its inputs, as python-guest's are. A machine without cargo, or one that cannot
# get the crates, builds none, which is not an error: then this module has no native code, and says so when it is chosen.
set -euo pipefail
engine_main="$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")"
# shellcheck source-path=SCRIPTDIR
. "$engine_main/../../../python-guest/src/main/scripts/lib.sh"
say() { sed 's/^/[engine-native] /' <<< "$*" >&2; }

# prepare_crates: copies the sources here, with the lock file: crates.lock is Cargo.lock without the address of the package
# index. Cargo knows the address, and the checksums hold whoever serves the crates.
prepare_crates() {
  cp -r "$engine_main/rust/." .
  cargo generate-lockfile --quiet
  local index
  index="$(grep -m1 '^source = ' Cargo.lock)"
  sed "s|^source = \"index\"|$index|" crates.lock > Cargo.lock
  export CARGO_TARGET_DIR="$PWD/target"
  # Nothing tells where it was built.
  export RUSTFLAGS="--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=cargo --remap-path-prefix=$PWD=engine"
}

build_engine_library() {
  prepare_crates
  cargo build --locked --release --package agent-core-engine
  cp target/release/libagent_core_engine.so .
  rm -rf target
}

# What of others is in the library, and its licences.
build_engine_notices() {
  prepare_crates
  cargo fetch --locked --quiet
  python3 -B "$engine_main/scripts/notices.py" notices
  printf 'rust-standard-library %s - MIT OR Apache-2.0\n' "$(rustc --version | cut -d ' ' -f 2)" >> notices/crates
}

build_engine_compiler() {
  prepare_crates
  cargo build --locked --profile tool --package agent-core-compiler
  cp target/tool/agent-core-compiler .
  rm -rf target
}

build_engine_image() {
  local architecture
  for architecture in "${architectures[@]}"; do
    "$engine_compiler_dir/agent-core-compiler" "$guest/python.wasm" "$architecture-unknown-linux-gnu" "$architecture.cwasm"
  done
}
architectures=(x86_64 aarch64)

# hashes: of all files here but the list itself, by their names.
hashes() {
  find . -type f ! -name parts.properties -printf '%P\n' | sort | while read -r file; do
    printf '%s=%s\n' "$file" "$(sha256sum < "$file" | cut -d ' ' -f 1)"
  done
}

usage="usage: build.sh NAMES GUESTS OUTPUT"
names="${1:?$usage}" guests="$(readlink -f "${2:?$usage}")" output="${3:?$usage}"
rm -rf "$output"
if ! command -v cargo >/dev/null; then
  say "no native engine: cargo is not installed (engine.kind=native will not be available)"
  exit 0
fi
# Asked once: what has been fetched is there the next time, without a network.
crates="$cache/engine_crates-$(hash_of "$engine_main/rust/crates.lock")"
if [ ! -e "$crates" ]; then
  mkdir -p "$cache"
  if ! (check="$(mktemp -d)" && trap 'rm -rf "$check"' EXIT && cd "$check" && prepare_crates && cargo fetch --locked --quiet) 2>/dev/null; then
    say "no native engine: cargo cannot get its crates (engine.kind=native will not be available)"
    exit 0
  fi
  touch "$crates"
fi
step engine_library "$engine_main/rust" "$(cargo --version)" "$(uname -m)" "$(declare -f prepare_crates)"
step engine_notices "$engine_main/rust" "$engine_main/scripts/notices.py" "$(cargo --version)" "$(uname -m)" \
  "$(declare -f prepare_crates)"
step engine_compiler "$engine_main/rust/Cargo.toml" "$engine_main/rust/crates.lock" "$engine_main/rust/settings.rs" \
  "$engine_main/rust/compiler" "$(cargo --version)" "$(uname -m)" "$(declare -f prepare_crates)"

mkdir -p "$output/$(uname -m)"
cp "$engine_library_dir/libagent_core_engine.so" "$output/$(uname -m)/"
cp -r "$engine_notices_dir/notices" "$output/"
while read -r image; do
  guest="$guests/$image"
  step engine_image "$engine_compiler_dir" "$guest/python.wasm" "${architectures[*]}"
  for architecture in "${architectures[@]}"; do
    mkdir -p "$output/$architecture"
    cp "$engine_image_dir/$architecture.cwasm" "$output/$architecture/$image.cwasm"
  done
  cp "$guest/python.snapshot" "$output/$image.snapshot"
done < "$names"
(cd "$output" && hashes > parts.properties)
