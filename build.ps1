# Builds what has changed, then runs build/ with all options: ./build.ps1 --target=Help
# LOADSHARING_CAKE=nuget|compat: take Cake's packages from the NuGet feed or from compat/, instead of finding out what the feed has.
$ErrorActionPreference = 'Stop'

$feed = "$PSScriptRoot/.feed.props"
$artifacts = "$PSScriptRoot/artifacts"
$stamp = "$artifacts/build.stamp"
$program = "$artifacts/bin/Build/debug/Build.dll"
$inputs = 'build', 'compat', 'src', 'tests/LoadSharing.MSTest', 'Directory.Build.props', 'Directory.Packages.props', 'global.json', '.editorconfig', '.feed.props'
$cake = "$env:LOADSHARING_CAKE"
$output = @()

function Stop-Build([string] $why) {
    $output | ForEach-Object { [Console]::Error.WriteLine($_) }
    [Console]::Error.WriteLine("build.ps1: $why")
    exit 1
}

# The feed is asked again when somebody else is to decide, or when other versions are wanted.
function Test-Decided {
    [IO.File]::Exists($feed) -and
        [IO.File]::ReadAllText($feed).Contains("Label=""LOADSHARING_CAKE=$cake""") -and
        [IO.File]::GetLastWriteTimeUtc("$PSScriptRoot/Directory.Packages.props") -le [IO.File]::GetLastWriteTimeUtc($feed)
}

# A folder is newer, too, when a file in it was added or deleted.
function Test-Built {
    if (-not ([IO.File]::Exists($program) -and [IO.File]::Exists($stamp) -and (Test-Decided))) { return $false }
    $time = [IO.File]::GetLastWriteTimeUtc($stamp)
    foreach ($path in $inputs | ForEach-Object { "$PSScriptRoot/$_" }) {
        $all = @($path)
        if ([IO.Directory]::Exists($path)) { $all += [IO.Directory]::GetFileSystemEntries($path, '*', 'AllDirectories') }
        foreach ($entry in $all) { if ([IO.File]::GetLastWriteTimeUtc($entry) -gt $time) { return $false } }
    }
    return $true
}

# Standard error is output too; Windows PowerShell would take each of its lines for an error of ours. Arguments of the form -x:y are quoted:
# on their way through a function they are split at the colon otherwise.
function Invoke-DotNet {
    $ErrorActionPreference = 'Continue'
    $language = $env:DOTNET_CLI_UI_LANGUAGE
    $env:DOTNET_CLI_UI_LANGUAGE = 'en'
    Push-Location -LiteralPath $PSScriptRoot
    try { $script:output = @(& dotnet @args 2>&1 | ForEach-Object { "$_" }) }
    finally { Pop-Location; $env:DOTNET_CLI_UI_LANGUAGE = $language }
    return $LASTEXITCODE -eq 0
}

function Save-Decision([string] $compat, [string] $makaretu, [string] $what) {
    [IO.File]::WriteAllText($feed, "<Project>`n  <PropertyGroup Label=""LOADSHARING_CAKE=$cake"">`n    <UseCakeCompat>$compat</UseCakeCompat>`n    <UseMakaretu>$makaretu</UseMakaretu>`n  </PropertyGroup>`n</Project>`n")
    [Console]::Error.WriteLine("Packages: $what")
}

# The packages' names, with a version where only that is missing.
function Get-Missing([string[]] $errors) {
    $names = [Collections.Generic.SortedSet[string]] @()
    foreach ($text in $errors) {
        if ($text -match '^NU110[12]: Unable to find package (\S*[^\s.])\.? ') { [void] $names.Add($Matches[1]) }
        elseif ($text -match '^NU1603: .* but (\S+ \S+) was not found') { [void] $names.Add($Matches[1]) }
    }
    [string]::Join(', ', $names)
}

# Cake's packages and Makaretu's are two questions: a feed may have one of them, or have it without what it depends on.
function Set-Decision {
    if ($cake -eq 'nuget') { return Save-Decision 'false' 'true' 'Cake and Makaretu.Dns.Multicast from NuGet (LOADSHARING_CAKE)' }
    if ($cake -eq 'compat') { return Save-Decision 'true' 'false' 'Cake from compat/, no Makaretu.Dns.Multicast (LOADSHARING_CAKE)' }

    $lacks = @()
    foreach ($choice in @('false', 'true', 'Cake and Makaretu.Dns.Multicast from NuGet'),
        @('false', 'false', 'Cake from NuGet, no Makaretu.Dns.Multicast'),
        @('true', 'true', 'Cake from compat/, Makaretu.Dns.Multicast from NuGet'),
        @('true', 'false', 'Cake from compat/, no Makaretu.Dns.Multicast')) {
        $compat, $makaretu, $what = $choice
        # What the feed is known to lack is not asked for again.
        if (($compat -eq 'false' -and $lacks -match ' Cake\.') -or ($makaretu -eq 'true' -and $lacks -match ' Makaretu\.')) { continue }
        if (Invoke-DotNet restore build/Build.csproj --artifacts-path $artifacts "-p:UseCakeCompat=$compat" "-p:UseMakaretu=$makaretu" '-nologo' '-v:q' '-tl:off') {
            if ($lacks) { $what = "$what (the NuGet feed lacks $(Get-Missing $lacks))" }
            return Save-Decision $compat $makaretu $what
        }
        $errors = @($output | Where-Object { $_ -match ': error ' } | ForEach-Object { $_ -replace '^.*: error ', '' })
        if ($errors.Count -eq 0 -or @($errors | Where-Object { $_ -notmatch '^NU(110[12]|1603): ' }).Count -gt 0) { break }
        $lacks += $errors
    }
    Stop-Build 'the restore failed for another reason than packages that the NuGet feed may lack (see above)'
}

function Invoke-Build {
    if (-not (Invoke-DotNet --version)) {
        Stop-Build "the .NET 10 SDK is needed, here is: $(dotnet --list-sdks); get it from https://dotnet.microsoft.com/download"
    }
    if (-not (Test-Decided)) { Set-Decision }
    [Console]::Error.Write('Building ... ')
    $started = [DateTime]::UtcNow
    if (-not (Invoke-DotNet build build/Build.csproj --artifacts-path $artifacts '-nologo' '-v:q' '-tl:off')) {
        [Console]::Error.WriteLine('failed')
        Stop-Build 'the build failed (see above)'
    }
    [IO.File]::WriteAllText($stamp, '')
    [IO.File]::SetLastWriteTimeUtc($stamp, $started)
    [Console]::Error.WriteLine("done in $([int] ([DateTime]::UtcNow - $started).TotalSeconds)s")
}

if (@('', 'nuget', 'compat') -cnotcontains $cake) { Stop-Build "LOADSHARING_CAKE=${cake}: must be nuget or compat, or not be set" }
if (-not (Get-Command dotnet -ErrorAction SilentlyContinue)) { Stop-Build 'the .NET 10 SDK is needed; get it from https://dotnet.microsoft.com/download' }
if (-not (Test-Built)) {
    # Open for one process at a time, and closed with it however it ends.
    [void] [IO.Directory]::CreateDirectory($artifacts)
    $lock = $null
    while (-not $lock) {
        try { $lock = [IO.File]::Open("$artifacts/build.lock", 'OpenOrCreate', 'ReadWrite', 'None') }
        catch [IO.IOException] { [Threading.Thread]::Sleep(200) }
    }
    try { if (-not (Test-Built)) { Invoke-Build } }
    finally { $lock.Dispose() }
}

& dotnet $program @args
exit $LASTEXITCODE
