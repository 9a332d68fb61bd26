#!/usr/bin/env bash
# Builds the test-only guest: the guest's own objects, the extension modules that CPython's tests need, and a standard
# library with CPython's tests. And the reference: the same with the evaluation loop as CPython published it.
#
#   build-test-guest.sh OUTPUT     OUTPUT/split.wasm, OUTPUT/unsplit.wasm, OUTPUT/root/, OUTPUT/native-python
#
# Cached as build.sh does it, whose steps come first.
set -euo pipefail
main_scripts="$(cd "$(dirname "${BASH_SOURCE[0]}")/../../main/scripts" && pwd)"
. "$main_scripts/lib.sh"
. "$main_scripts/steps.sh"

# sources_of MODULE: the files that CPython's own build makes an extension module of.
sources_of() {
  awk -v module="$1" '$1 ~ "@" module "$" { for (i = 2; i <= NF; i++) print $i }' "$patched_dir/Modules/Setup.stdlib.in"
}

build_test_modules() {
  local module file
  for module in _testcapi _testinternalcapi; do
    for file in $(sources_of "$module"); do
      $(core_cc) "$patched_dir/Modules/$file" -o "$module-$(basename "$file" .c).o"
    done
  done
}

build_test_guest() {
  compile_guest -DGUEST_TEST_MODULES
  link_guest split.wasm "${guest_objects[@]}" "$test_modules_dir"/*.o "$compiler_dir/compile.o" "$eval_loop_dir"/*.o
  link_guest unsplit.wasm "${guest_objects[@]}" "$test_modules_dir"/*.o
}

# The guest's root as users get it, bytecode only, and the tests as sources: some of them read themselves.
build_test_root() {
  cp -a "$stdlib_dir/root" root
  tar -C "$patched_dir/Lib" --exclude __pycache__ -cf - test | tar -C root/lib/python3.13 -xf -
  find root -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
}

output="${1:?usage: build-test-guest.sh OUTPUT}"
require_toolchain
build_all
step test_modules "$cpython_dir" "$(core_cc)" "$(declare -f sources_of)"
step test_guest "$guest_main/c" "$posix_dir" "$test_modules_dir" "$eval_loop_dir" "$compiler_dir" "$sqlite_dir" "$binaryen_dir" \
  "$(declare -f compile_guest link_guest lower_module core_cc)" "$stack_size" "${lowering_passes[*]}" \
  "${wrapped_functions[*]}" "${guest_objects[*]}"
step test_root "$stdlib_dir"

mkdir -p "$output"
for module in split unsplit; do
  cmp -s "$test_guest_dir/$module.wasm" "$output/$module.wasm" || cp "$test_guest_dir/$module.wasm" "$output/"
done
ln -sfn "$test_root_dir/root" "$output/root"
ln -sfn "$native_dir/python" "$output/native-python"
