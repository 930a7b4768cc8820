using VirtualStation;
using VirtualStation.CommandLine;
using VirtualStation.Runtime;

using var lifecycle = new ProcessLifecycle();
try
{
    await Commands.RunAsync(args, new CommandEnvironment(Environment.GetEnvironmentVariable, Directory.GetCurrentDirectory(), Console.Out, lifecycle));
    lifecycle.CompleteStop();
    return ExitCode.Success;
}
catch (StationException failure)
{
    await Console.Error.WriteLineAsync(failure.ErrorLine);
    return failure.ExitCode;
}
