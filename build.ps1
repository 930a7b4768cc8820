# Compiles build/ if a source has changed, then runs it with the given options: ./build.ps1 --target=Help
# LOADSHARING_CAKE=nuget|compat chooses Cake's packages or their stand-ins in compat/. Without it, the NuGet feed is probed once.
$ErrorActionPreference, $output, $cake, $artifacts = 'Stop', @(), "$env:LOADSHARING_CAKE", "$PSScriptRoot/artifacts"
$program = "$artifacts/bin/Build/debug/Build.dll"
$stamp, $choice = "$artifacts/build.stamp", "$PSScriptRoot/.feed.props" # the time of the first is the start of the last successful build
$files = 'Directory.Packages.props', 'Directory.Build.props', 'tests/Directory.Build.props', 'global.json', '.editorconfig', '.feed.props' |
    ForEach-Object { "$PSScriptRoot/$_" }
$directories = 'build', 'compat', 'src', 'tests/LoadSharing.MSTest' | ForEach-Object { "$PSScriptRoot/$_" }

function Write-Line([string] $text) { [Console]::Error.WriteLine($text) }
function Stop-Build([string] $reason) { $output | ForEach-Object { Write-Line $_ }; Write-Line "build.ps1: $reason"; exit 1 }
function Open-Lock { [IO.File]::Open("$artifacts/build.lock", 'OpenOrCreate', 'ReadWrite', 'None') }
function Show-Project([string] $line) { if ($line -match '^ +(\S+) -> ') { Write-Line "  $($Matches[1])" }; $line }
# Windows PowerShell would take a line on dotnet's standard error for an error of this script.
function Invoke-DotNet([string[]] $arguments) {
    $ErrorActionPreference = 'Continue'; Push-Location -LiteralPath $PSScriptRoot
    try { $script:output = @(& dotnet $arguments 2>&1 | ForEach-Object { Show-Project "$_" }) } finally { Pop-Location }
    $LASTEXITCODE -eq 0
}

# A change of LOADSHARING_CAKE or of a package's version makes the choice obsolete.
function Test-Chosen {
    [IO.File]::Exists($choice) -and [IO.File]::ReadAllText($choice).Contains("Label=""LOADSHARING_CAKE=$cake""") -and
        [IO.File]::GetLastWriteTimeUtc($files[0]) -le [IO.File]::GetLastWriteTimeUtc($choice)
}

# Directories are compared too: adding or deleting a file changes the time of its directory.
function Test-UpToDate {
    if (-not ([IO.File]::Exists($program) -and [IO.File]::Exists($stamp) -and (Test-Chosen))) { return $false }
    $built = [IO.File]::GetLastWriteTimeUtc($stamp)
    $paths = $files + $directories + ($directories | ForEach-Object { [IO.Directory]::GetFileSystemEntries($_, '*', 'AllDirectories') })
    return -not ($paths | Where-Object { [IO.File]::GetLastWriteTimeUtc($_) -gt $built } | Select-Object -First 1)
}
function Select-Packages([string] $compat) {
    if (-not (Invoke-DotNet restore, build/Build.csproj, "-p:UseCakeCompat=$compat", -nologo, '-v:q', '-tl:off')) {
        $absent = 'error NU(?:1101|1102|1603): ' # no such package, no such version, another version of a dependency
        $missing = $output | ForEach-Object { if ($_ -match "$absent.*\W((?:Cake\.|IPNetwork)[\w.]*\w)") { $Matches[1] } } | Sort-Object -Unique
        if ($compat -eq 'true' -or $cake -or -not $missing -or ($output -match ': error ' -notmatch $absent)) { Stop-Build 'The restore failed (see above).' }
        Write-Line "The NuGet feed lacks $($missing -join ', '): using the stand-ins in compat/."
        return Select-Packages 'true'
    }
    Set-Content -LiteralPath $choice "<Project><PropertyGroup Label=""LOADSHARING_CAKE=$cake""><UseCakeCompat>$compat</UseCakeCompat></PropertyGroup></Project>"
}
function Invoke-Build {
    if (-not (Invoke-DotNet --version)) { Stop-Build 'needs the .NET 10 SDK: https://dotnet.microsoft.com/download' }
    if (-not (Test-Chosen)) { Write-Line 'Restoring packages ...'; Select-Packages "$($cake -eq 'compat')".ToLowerInvariant() }
    $started = [DateTime]::UtcNow; Write-Line 'Compiling ...'
    if (-not (Invoke-DotNet build, build/Build.csproj, -nologo, '-v:m', '-tl:off')) { Stop-Build 'The build failed (see above).' }
    (New-Item -ItemType File -Force -Path $stamp).LastWriteTimeUtc = $started
    Write-Line "Built in $([int] ([DateTime]::UtcNow - $started).TotalSeconds) s."
}

if ('', 'nuget', 'compat' -cnotcontains $cake) { Stop-Build "LOADSHARING_CAKE=${cake}: valid are nuget and compat." }
if (-not (Test-UpToDate)) {
    [void] [IO.Directory]::CreateDirectory($artifacts)
    while (-not $lock) { try { $lock = Open-Lock } catch [IO.IOException] { Start-Sleep -Milliseconds 200 } } # one build at a time
    try { if (-not (Test-UpToDate)) { Invoke-Build } } finally { $lock.Dispose() }
}
& dotnet $program @args
exit $LASTEXITCODE
