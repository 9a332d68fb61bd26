# Shared by every step of the guest's build: where things are, how a step is cached, how sources are fetched.
# Sourced, never run. Callers have `set -euo pipefail` on.

# Everywhere the same order of files in archives, and the same words of tools.
export LC_ALL=C.UTF-8

scripts="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
guest_main="$(dirname "$scripts")"
cache="${AGENT_CORE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/agent-core}"
jobs="${AGENT_CORE_JOBS:-$(nproc)}"
# The release of LLVM. The guest is known to work with 19, which Debian 12 and 13 have.
llvm="${AGENT_CORE_LLVM:-19}"

say() { sed 's/^/[python-guest] /' <<< "$*" >&2; }
die() { say "error: $*"; exit 1; }

# hash_of ARG...: one hash over the arguments. A file or a folder stands for its contents, but a folder of the cache
# for its name, which is a hash already.
hash_of() {
  local argument
  for argument in "$@"; do
    if [ -d "$argument" ] && [ "${argument#"$cache"}" = "$argument" ]; then
      (cd "$argument" && find . -type f ! -name '*.pyc' -print0 | LC_ALL=C sort -z | xargs -0 -r sha256sum)
    elif [ -f "$argument" ]; then
      sha256sum < "$argument"
    else
      printf '%s\n' "$argument"
    fi
  done | sha256sum | cut -c1-16
}

# step NAME INPUT... : runs the function build_NAME in a folder of its own, named by the hash of the inputs, and sets
# the variable NAME_dir to it. A folder without its `.complete` mark is an interrupted build and is made anew; the
# folder's name never changes, because CPython's build writes absolute paths into its files.
step() {
  local name="$1"; shift
  local directory="$cache/$name-$(hash_of "$name" "$(declare -f "build_$name")" "$@")"
  printf -v "${name}_dir" '%s' "$directory"
  [ -e "$directory/.complete" ] && return 0
  mkdir -p "$cache"
  exec {lock}>"$directory.lock"
  flock "$lock"
  if [ ! -e "$directory/.complete" ]; then
    local began=$SECONDS
    say "$name: building (log: $directory.log)"
    rm -rf "$directory"
    mkdir -p "$directory"
    # A subshell with its own `set -e`, not a condition: inside a condition a failing command would not stop the step.
    set +e
    (set -e; cd "$directory"; "build_$name") > "$directory.log" 2>&1
    local status=$?
    set -e
    if [ $status -ne 0 ]; then
      tail -n 40 "$directory.log" >&2
      die "$name failed; the whole log is $directory.log"
    fi
    touch "$directory/.complete"
    say "$name: done in $((SECONDS - began)) s"
  fi
  exec {lock}>&-
}

# fetch_sources [RELEASE]: leaves the archives of sources.lock in the cache, with CPython's of this release, and sets
# source_file[NAME], source_version[NAME] and source_sha256[NAME].
declare -A source_file source_version source_sha256
fetch_sources() {
  local listed name version sha256 file
  listed=$(python3 -B "$scripts/sources" --prefix '[python-guest] ' ${1:+--python "$1"} "$cache/sources") || exit 1
  while read -r name version sha256 file; do
    source_file[$name]=$file source_version[$name]=$version source_sha256[$name]=$sha256
  done <<< "$listed"
}
