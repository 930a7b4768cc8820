#!/usr/bin/env bash
# Builds what has changed, then runs build/ with all options: ./build.sh --target=Help
# LOADSHARING_CAKE=nuget|compat: take Cake's packages from the NuGet feed or from compat/, instead of finding out what the feed has.
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
feed=$root/.feed.props
artifacts=$root/artifacts
stamp=$artifacts/build.stamp
log=$artifacts/build.log
program=$artifacts/bin/Build/debug/Build.dll
cake=${LOADSHARING_CAKE:-}
lacking='^NU(110[12]|1603): ' # no such package, or none of the versions that one depends on

say() { printf '%s\n' "$*" >&2; }

die() {
  say "build.sh: $*"
  exit 1
}

# The feed is asked again when somebody else is to decide, or when other versions are wanted.
decided() { grep -qsF "Label=\"LOADSHARING_CAKE=$cake\"" "$feed" && [[ ! $root/Directory.Packages.props -nt $feed ]]; }

# A folder is newer, too, when a file in it was added or deleted.
built() {
  [[ -f $program && -f $stamp ]] && decided &&
    [[ -z $(cd "$root" && find build compat src tests/LoadSharing.MSTest Directory.*.props global.json .editorconfig .feed.props -newer "$stamp") ]]
}

# Ends with this process, however it ends, where there is flock. macOS has none: there a link names its owner.
lock() {
  if command -v flock >/dev/null; then
    flock 9
    return
  fi
  until ln -s "$$" "$artifacts/build.owner" 2>/dev/null; do
    owner=$(readlink "$artifacts/build.owner") && { kill -0 "$owner" 2>/dev/null || rm -f "$artifacts/build.owner"; }
    sleep 0.2
  done
  trap 'rm -f "$artifacts/build.owner"' EXIT
}

run_dotnet() { (cd "$root" && DOTNET_CLI_UI_LANGUAGE=en dotnet "$@" -nologo -v:q -tl:off >"$log" 2>&1 9>&-); }

remember() { # UseCakeCompat UseMakaretu what
  cat >"$feed" <<EOF
<Project>
  <PropertyGroup Label="LOADSHARING_CAKE=$cake">
    <UseCakeCompat>$1</UseCakeCompat>
    <UseMakaretu>$2</UseMakaretu>
  </PropertyGroup>
</Project>
EOF
  say "Packages: $3"
}

# The packages' names, with a version where only that is missing.
missing() { sed -nE 's/^NU110[12]: Unable to find package ([^ ]*[^ .])\.? .*/\1/p; s/^NU1603: .* but ([^ ]+ [^ ]+) was not found.*/\1/p' | sort -u | paste -sd, - | sed 's/,/, /g'; }

# Cake's packages and Makaretu's are two questions: a feed may have one of them, or have it without what it depends on.
decide() {
  local compat makaretu errors lacks='' what
  case $cake in
    nuget) remember false true 'Cake and Makaretu.Dns.Multicast from NuGet (LOADSHARING_CAKE)' && return ;;
    compat) remember true false 'Cake from compat/, no Makaretu.Dns.Multicast (LOADSHARING_CAKE)' && return ;;
  esac
  while read -r compat makaretu what; do
    # What the feed is known to lack is not asked for again.
    if [[ $compat == false && $lacks =~ \ Cake\. || $makaretu == true && $lacks =~ \ Makaretu\. ]]; then continue; fi
    if run_dotnet restore build/Build.csproj --artifacts-path "$artifacts" -p:UseCakeCompat="$compat" -p:UseMakaretu="$makaretu"; then
      remember "$compat" "$makaretu" "$what${lacks:+ (the NuGet feed lacks $(missing <<<"$lacks"))}"
      return
    fi
    errors=$(sed -nE 's/.*: error //p' "$log")
    if [[ -z $errors ]] || grep -vqE "$lacking" <<<"$errors"; then break; fi
    lacks+=${lacks:+$'\n'}$errors
  done <<'EOF'
false true Cake and Makaretu.Dns.Multicast from NuGet
false false Cake from NuGet, no Makaretu.Dns.Multicast
true true Cake from compat/, Makaretu.Dns.Multicast from NuGet
true false Cake from compat/, no Makaretu.Dns.Multicast
EOF
  cat "$log" >&2
  die 'the restore failed for another reason than packages that the NuGet feed may lack (see above)'
}

build() {
  local started=$SECONDS
  (cd "$root" && dotnet --version >/dev/null 2>&1) ||
    die "the .NET 10 SDK is needed, here is $(dotnet --list-sdks | cut -d ' ' -f 1 | paste -sd ' ' - | sed 's/^$/none/'); get it from https://dotnet.microsoft.com/download"
  mkdir -p "$artifacts"
  (
    lock
    ! built || exit 0
    decided || decide
    printf 'Building … ' >&2
    touch "$stamp.new"
    run_dotnet build build/Build.csproj --artifacts-path "$artifacts" || {
      say 'failed'
      cat "$log" >&2
      die 'the build failed (see above)'
    }
    mv -f "$stamp.new" "$stamp"
    say "done in $((SECONDS - started))s"
  ) 9>"$artifacts/build.lock"
}

[[ $cake =~ ^(nuget|compat)?$ ]] || die "LOADSHARING_CAKE=$cake: must be nuget or compat, or not be set"
command -v dotnet >/dev/null || die 'the .NET 10 SDK is needed; get it from https://dotnet.microsoft.com/download'
built || build
exec dotnet "$program" "$@"
