using VirtualStation;
using VirtualStation.Hosting;

using var power = new ProcessPower();
try
{
    await Commands.RunAsync(args, new Surroundings(Environment.GetEnvironmentVariable, Directory.GetCurrentDirectory(), Console.Out, power));
    power.End();
    return ExitCode.Success;
}
catch (StationException failure)
{
    await Console.Error.WriteLineAsync(failure.Line);
    return failure.ExitCode;
}
