using LoadSharing.Lab.Processes;
using LoadSharing.Lab.Sessions;
using Cake.Core;

namespace Build.Firmware;

/// <summary><c>pio run</c> in a checkout of the firmware.</summary>
/// <param name="context">The build.</param>
internal sealed class PlatformIoBuild(BuildContext context)
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(10);

    /// <summary>Builds; the output goes to a log, its newest line to the console every now and then.</summary>
    /// <exception cref="CakeException">The build failed, or left no program.</exception>
    public async Task RunAsync()
    {
        // A session, so that Cleanup finds what runs on when this build is killed.
        var session = Session.Begin("BuildFirmware", context.Repository.Root, context.Logs, context.Timeouts);
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
        var lastLines = string.Join('\n', LogTail.LastLines(log).Select(line => $"  | {line}"));
        if (exit.Code != 0)
        {
            throw new CakeException($"pio run -e {options.FirmwareEnvironment} ended with {exit} in {options.FirmwareSource}. Its last lines:\n{lastLines}\nLog: {log}");
        }

        if (!File.Exists(options.FirmwareProgram))
        {
            throw new CakeException($"pio run ended well and left no {options.FirmwareProgram}: is --firmware-env={options.FirmwareEnvironment} a native environment? Log: {log}");
        }
    }
}
