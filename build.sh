#!/usr/bin/env bash
# Compiles build/ if a source has changed, then runs it with the given options: ./build.sh --target=Help
# LOADSHARING_CAKE=nuget|compat chooses Cake's packages or their stand-ins in compat/. Without it, the NuGet feed is probed once.
set -euo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P) artifacts=$root/artifacts
program=$artifacts/bin/Build/debug/Build.dll log=$artifacts/build.log
stamp=$artifacts/build.stamp # its time is the start of the last successful build
choice=$root/.feed.props     # imported by Directory.Build.props
cake=${LOADSHARING_CAKE:-}
fail() { echo "build.sh: $*" >&2; exit 1; }
fail_with_log() { cat "$log" >&2; fail "$*"; }
show_projects() { local line; while IFS= read -r line; do [[ ! $line =~ ^\ +([^ ]+)\ -\>\  ]] || echo "  ${BASH_REMATCH[1]}" >&2; done; }
run_dotnet() { (cd "$root" && dotnet "$@" 9>&-) 2>&1 | tee "$log" | show_projects; } # without 9: a compiler server must not hold the lock

# A change of LOADSHARING_CAKE or of a package's version makes the choice obsolete.
is_chosen() { grep -qsF "Label=\"LOADSHARING_CAKE=$cake\"" "$choice" && [[ ! $root/Directory.Packages.props -nt $choice ]]; }

# Directories are compared too: adding or deleting a file changes the time of its directory.
is_up_to_date() {
  [[ -f $program && -f $stamp ]] && is_chosen &&
    [[ -z $(cd "$root" && find build compat src tests/LoadSharing.MSTest {.,tests}/Directory.*.props global.json .editorconfig .feed.props -newer "$stamp") ]]
}

# dotnet would abort with "Out of memory", and NuGet with a stack trace.
check_machine() {
  [[ $(ulimit -Hn) =~ ^(unlimited|[0-9]{4,})$ ]] || fail "at most $(ulimit -Hn) files may be open, at least 1000 are needed: ulimit -n 4096"
  for directory in "${DOTNET_CLI_HOME:-${HOME:-}}"/{.dotnet,.nuget/NuGet}; do
    { mkdir -p "$directory" && [[ -w $directory ]]; } || fail "$directory must be writable, or set DOTNET_CLI_HOME to a directory that is."
  done
}

choose_packages() {
  local compat=false missing absent='error NU(1101|1102|1603): ' # no such package, no such version, another version of a dependency
  [[ $cake != compat ]] || compat=true; echo 'Restoring packages ...' >&2
  until run_dotnet restore build/Build.csproj -p:UseCakeCompat=$compat -nologo -v:q -tl:off; do
    missing=$(sed -nE "s/.*$absent.*[^A-Za-z]((Cake\.|IPNetwork)[A-Za-z0-9.]*[A-Za-z0-9]).*/\2/p" "$log" | sort -u | paste -sd, - | sed 's/,/, /g')
    [[ $compat == false && $cake != nuget && $missing ]] || fail_with_log 'The restore failed (see above).'
    ! grep ': error ' "$log" | grep -qvE "$absent" || fail_with_log 'The restore failed (see above).'
    echo "The NuGet feed lacks $missing: using the stand-ins in compat/." >&2
    compat=true
  done
  echo "<Project><PropertyGroup Label=\"LOADSHARING_CAKE=$cake\"><UseCakeCompat>$compat</UseCakeCompat></PropertyGroup></Project>" >"$choice"
}

build() {
  check_machine
  run_dotnet --version || fail_with_log 'needs the .NET 10 SDK: https://dotnet.microsoft.com/download'
  is_chosen || choose_packages
  touch "$stamp.new"; echo 'Compiling ...' >&2
  run_dotnet build build/Build.csproj -nologo -v:m -tl:off || fail_with_log 'The build failed (see above).'
  mv -f "$stamp.new" "$stamp"; echo "Built in $SECONDS s." >&2
}

[[ $cake =~ ^(nuget|compat)?$ ]] || fail "LOADSHARING_CAKE=$cake: valid are nuget and compat."
if ! is_up_to_date; then
  mkdir -p "$artifacts" && exec 9>"$artifacts/build.lock" # one build at a time; perl stands in for flock(1), which macOS lacks
  flock 9 2>/dev/null || perl -MFcntl=:flock -e 'open my $lock, ">&=9"; flock $lock, LOCK_EX'
  is_up_to_date || build
fi
exec dotnet "$program" "$@" 9>&-
