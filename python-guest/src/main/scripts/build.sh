#!/usr/bin/env bash
# Builds the guest's wasm module and its root folder (the standard library) from sources and leaves them in a folder:
#
#   build.sh OUTPUT [RELEASE]   OUTPUT/python.wasm, OUTPUT/python-native.wasm for engines of machine code, OUTPUT/root/,
#                               OUTPUT/native-python -> the Python of the same version,
#                               OUTPUT/cpython-source -> what all of it is built from
#
# RELEASE, such as 3.14, is one of CPython that sources.lock has a source of; without it, the first is built.
#
# Every step is kept under ${AGENT_CORE_CACHE:-~/.cache/agent-core} by a hash of its inputs: a second call does nothing
# but copy. Environment:
#   AGENT_CORE_CACHE    the cache's folder
#   AGENT_CORE_JOBS     parallel compilations
#   AGENT_CORE_SOURCES  a folder of source archives, for machines without a network: `bin/agent-core sources DIR` fills it
#   AGENT_CORE_LLVM     the release of LLVM, 19 if not set
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
. "$scripts/steps.sh"

output="${1:?usage: build.sh OUTPUT [RELEASE]}"
require_toolchain
build_all "${2:-}"

mkdir -p "$output"
cmp -s "$guest_dir/python.wasm" "$output/python.wasm" || cp "$guest_dir/python.wasm" "$output/python.wasm"
cmp -s "$native_guest_dir/python.wasm" "$output/python-native.wasm" || cp "$native_guest_dir/python.wasm" "$output/python-native.wasm"
ln -sfn "$stdlib_dir/root" "$output/root"
ln -sfn "$native_dir/python" "$output/native-python"
ln -sfn "$patched_dir" "$output/cpython-source"
