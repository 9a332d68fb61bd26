#!/usr/bin/env bash
# Builds the test-only guest: the guest's own objects, the extension modules that CPython's tests need, and a standard
# library with CPython's tests. And the reference: the same with the evaluation loop as CPython published it.
#
#   build-test-guest.sh OUTPUT     OUTPUT/split.wasm, OUTPUT/unsplit.wasm, OUTPUT/machine.wasm for engines of machine code,
#                                  OUTPUT/root/, OUTPUT/native-python and, for it, the folder of modules
#                                  OUTPUT/native-test-modules
#
# Cached as build.sh does it, whose steps come first.
set -euo pipefail
tests="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
main_scripts="$(cd "$(dirname "${BASH_SOURCE[0]}")/../../main/scripts" && pwd)"
. "$main_scripts/lib.sh"
. "$main_scripts/steps.sh"

# sources_of MODULE: the files that CPython's own build makes an extension module of.
sources_of() {
  awk -v module="$1" '$1 ~ "@" module "$" { for (i = 2; i <= NF; i++) print $i }' "$patched_dir/Modules/Setup.stdlib.in"
}

test_modules=(_testbuffer _testcapi _testclinic _testclinic_limited _testimportmultiple _testinternalcapi _testlimitedcapi
  _testmultiphase _testsinglephase _xxtestfuzz xxlimited xxlimited_35 xxsubtype)

build_test_modules() {
  local module file smaller
  for module in "${test_modules[@]}"; do
    for file in $(sources_of "$module"); do
      # One function of a thousand lines would be too large for a JVM method at -O2.
      [ "$module/$file" = _testlimitedcapi/_testlimitedcapi/unicode.c ] && smaller=-Oz || smaller=
      printf '%s\n' "$(tr -s ' \n' ' ' <<< "$(core_cc)") $smaller $patched_dir/Modules/$file -o $module-$(basename "$file" .c).o"
    done
  done | xargs -P "$jobs" -d '\n' -n 1 sh -e -c
  $(core_cc) "$tests/test_modules.c" -o test_modules.o
}

# The same for this machine's Python, as files.
build_native_test_modules() {
  local module file sources
  for module in "${test_modules[@]}"; do
    sources=
    for file in $(sources_of "$module"); do
      sources+=" $source_dir/Modules/$file"
    done
    printf '%s\n' "cc -shared -fPIC -O1 -w -DNDEBUG -fno-strict-overflow -I$source_dir/Include/internal \
      -I$source_dir/Include/internal/mimalloc -I$native_dir/build -I$source_dir/Include $sources -o $module.so" | tr -s ' \n' ' '
    echo
  done | xargs -P "$jobs" -d '\n' -n 1 sh -e -c
}

build_test_guest() {
  compile_guest
  link_guest split.wasm "${guest_objects[@]}" "$test_modules_dir"/*.o "$compiler_dir"/*.o "$eval_loop_dir"/*.o
  link_guest unsplit.wasm "${guest_objects[@]}" "$test_modules_dir"/*.o
}

build_machine_test_guest() {
  compile_native_guest
  link_native_guest machine.wasm "${guest_objects[@]}" "$test_modules_dir"/*.o "$compiler_dir"/*.o
}

# The guest's root as users get it, bytecode only, and the tests as sources, which some of them read, with their bytecode
# beside them: each run would compile them anew. Sources that are no Python are there to be refused. Some modules are of use to
# tests only.
build_test_root() {
  local library=root/lib/python$python_release
  cp -a "$stdlib_dir/root" root
  tar -C "$patched_dir/Lib" --exclude __pycache__ -cf - test __phello__ _android_support.py _apple_support.py _osx_support.py \
    | tar -C $library -xf -
  "$native_dir/python" -m compileall -q -j "$jobs" -s root -p / --invalidation-mode unchecked-hash \
    -x 'bad_coding|badsyntax|bad_data|encoded_modules' $library/test
  find root -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
}

output="${1:?usage: build-test-guest.sh OUTPUT}"
require_toolchain
build_all
step test_modules "$cpython_dir" "$(core_cc)" "$tests/test_modules.c" "$(declare -f sources_of)" "${test_modules[*]}"
step native_test_modules "$native_dir" "$(declare -f sources_of)" "${test_modules[*]}"
step test_guest "$guest_main/c" "$posix_dir" "$test_modules_dir" "$eval_loop_dir" "$compiler_dir" "$sqlite_dir" "$binaryen_dir" \
  "$(declare -f compile_guest link_guest lower_module core_cc)" "$stack_size" "${lowering_passes[*]}" \
  "${wrapped_functions[*]}" "${guest_objects[*]}"
step machine_test_guest "$test_guest_dir" "$native_guest_dir"
step test_root "$stdlib_dir"

mkdir -p "$output"
for module in "$test_guest_dir"/{split,unsplit}.wasm "$machine_test_guest_dir/machine.wasm"; do
  cmp -s "$module" "$output/$(basename "$module")" || cp "$module" "$output/"
done
ln -sfn "$test_root_dir/root" "$output/root"
ln -sfn "$native_dir/python" "$output/native-python"
ln -sfn "$native_test_modules_dir" "$output/native-test-modules"
