# Shared by every step of the guest's build: where things are, how a step is cached, how sources are fetched.
# Sourced, never run. Callers have `set -euo pipefail` on.

scripts="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
guest_main="$(dirname "$scripts")"
cache="${AGENT_CORE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/agent-core}"
jobs="${AGENT_CORE_JOBS:-$(nproc)}"
llvm=19

say() { printf '[python-guest] %s\n' "$*" >&2; }
die() { printf '[python-guest] error: %s\n' "$*" >&2; exit 1; }

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

# locked_field NAME COLUMN: a column of sources.lock (2 version, 3 file, 4 sha256).
locked_field() {
  awk -v name="$1" -v column="$2" '$1 == name { print $column; found = 1 } END { exit !found }' \
    "$scripts/sources.lock" || die "sources.lock has no line for '$1'"
}

# verified NAME FILE: whether FILE is what sources.lock says NAME is.
verified() {
  [ -f "$2" ] && [ "$(sha256sum < "$2" | cut -d' ' -f1)" = "$(locked_field "$1" 4)" ]
}

# The machine's own APT sources with another suite and `deb-src` added, in a private configuration: nothing on the
# system changes, and no mirror's name is written down in this repository.
private_apt() {
  local root="$cache/apt"
  if [ ! -e "$root/updated" ]; then
    mkdir -p "$root"/{parts,lists/partial,cache/archives/partial}
    local uri
    uri=$(apt-get indextargets --format '$(SITE) $(RELEASE) $(CODENAME) $(SOURCESENTRY)' 2>/dev/null \
      | awk '$2 ~ /bookworm$|trixie$/ || $3 ~ /^(bookworm|trixie)$/ { print $1; exit }')
    [ -n "$uri" ] || die "no Debian APT source found on this machine (apt-get indextargets is empty: run apt-get update)"
    printf 'Types: deb deb-src\nURIs: %s\nSuites: trixie\nComponents: main\nSigned-By: %s\n' \
      "$uri" /usr/share/keyrings/debian-archive-keyring.gpg > "$root/parts/trixie.sources"
    apt-get "${private_apt_options[@]}" update -qq || die "apt-get update of the private trixie index failed"
    touch "$root/updated"
  fi
}
private_apt_options=(
  -o "Dir::Etc::sourcelist=/dev/null" -o "Dir::Etc::sourceparts=$cache/apt/parts"
  -o "Dir::State::lists=$cache/apt/lists" -o "Dir::Cache=$cache/apt/cache"
  -o "APT::Get::List-Cleanup=0" -o "APT::Sandbox::User="
)

# fetch NAME: leaves the verified file of sources.lock's line NAME in the cache and prints its path.
fetch() {
  local name="$1" file directory="$cache/sources"
  file="$directory/$(locked_field "$name" 3)"
  if ! verified "$name" "$file"; then
    mkdir -p "$directory/incoming"
    say "fetching $name $(locked_field "$name" 2)"
    rm -f "$directory"/incoming/*
    if [ -n "${AGENT_CORE_SOURCES:-}" ] && [ -f "$AGENT_CORE_SOURCES/$(basename "$file")" ]; then
      cp "$AGENT_CORE_SOURCES/$(basename "$file")" "$directory/incoming/"
    else
      private_apt
      case "$file" in
        *.deb) (cd "$directory/incoming" && apt-get "${private_apt_options[@]}" -qq download \
                 "$(locked_field "$name" 5)=$(locked_field "$name" 2)") >&2 ;;
        *)     (cd "$directory/incoming" && apt-get "${private_apt_options[@]}" -qq source --download-only \
                 "$(locked_field "$name" 5)") >&2 ;;
      esac || die "cannot fetch $name; put $(basename "$file") into a folder and name it in AGENT_CORE_SOURCES"
    fi
    verified "$name" "$directory/incoming/$(basename "$file")" \
      || die "$name: $(basename "$file") is missing or its SHA-256 is not $(locked_field "$name" 4)"
    mv "$directory/incoming/$(basename "$file")" "$file"
  fi
  printf '%s\n' "$file"
}
