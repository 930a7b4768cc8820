using Cake.Core;
using LoadSharing.Lab.Processes;
using LoadSharing.Lab.Sessions;

namespace Build.Suite;

/// <summary>Builds the firmware of <c>--firmware-source</c> with <c>pio run</c>.</summary>
internal sealed class FirmwareBuild(BuildContext context)
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(10);

    /// <summary>Builds. The output goes to a log, and its newest line to the console at intervals.</summary>
    /// <exception cref="CakeException">The build failed, or made no program.</exception>
    public async Task RunAsync()
    {
        // A session, so that --target=Cleanup finds the processes if this build is killed.
        var session = context.BeginSession("BuildFirmware", context.Logs);
        try
        {
            await RunAsync(session);
        }
        finally
        {
            await session.EndAsync();
        }
    }

    private async Task RunAsync(Session session)
    {
        var options = context.Options;
        var log = session.LogFile("pio-run");
        var command = new ProcessCommand("pio", ["run", "-e", options.FirmwareEnvironment]) { WorkingDirectory = options.FirmwareSource };
        context.Print($"Building the firmware: {command} in {options.FirmwareSource}; log: {log}");

        await using var process = session.Start(command, "pio", "run", log);
        using var timer = new PeriodicTimer(ProgressInterval);
        while (await Task.WhenAny(process.Exited, timer.WaitForNextTickAsync(context.Run.Cancellation).AsTask()) != process.Exited)
        {
            context.Run.Cancellation.ThrowIfCancellationRequested();
            context.Print($"  … {string.Concat(LogTail.LastLines(log, 1))}");
        }

        var exit = await process.Exited;
        if (exit.Code != 0)
        {
            throw new CakeException($"{command} exited with {exit} in {options.FirmwareSource}. {SessionLogs.Excerpt(log)}");
        }

        if (!File.Exists(options.FirmwareProgram))
        {
            throw new CakeException(
                $"{command} succeeded but made no {options.FirmwareProgram}. "
                + $"Check that --firmware-env={options.FirmwareEnvironment} is a native environment. Log: {log}");
        }
    }
}
