using Build.Lab.Processes;
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
        var options = context.Options;
        var log = Path.Combine(context.Results, "logs", "pio-run.log");
        Directory.CreateDirectory(Path.GetDirectoryName(log)!);
        File.Delete(log);
        var command = new ProcessCommand("pio", ["run", "-e", options.FirmwareEnvironment]) { WorkingDirectory = options.FirmwareSource };
        context.Print($"Building the firmware: {command} in {options.FirmwareSource}; log: {log}");

        await using var process = ChildProcess.Start(command, log, context.Timeouts);
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
