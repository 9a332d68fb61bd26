#!/usr/bin/env bash
# build.sh OUTPUT: compiles libc_test.c with the guest's libc alone, and otherwise as the guest is compiled, into
# OUTPUT/libc_test.wasm.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
. "$here/../../main/scripts/lib.sh"
. "$here/../../main/scripts/steps.sh"
output="${1:?usage: build.sh OUTPUT}"
require_toolchain
build_all
$(wasm_cc) -isystem "$sysroot_dir/usr/include/$wasm_target" -O2 -Wall -Werror -Wno-constant-conversion -fno-builtin $(wasm_ldflags) -Wl,--fatal-warnings \
  "$here/libc_test.c" -lm -o "$output/libc_test.lp64"
lower_module "$output/libc_test.lp64" "$output/libc_test.wasm"
