using System.Reflection;
using System.Text.Json;
using Microsoft.Testing.Platform.Builder;
using SuiteHost;

// The mutation test runs the suite many times. In one process, its code is compiled once, which is most of the processor time of a run.
// A request is a line of JSON on standard input. The answer is a line on standard output: the id of the request and the exit code of MSTest's runner.
if (args.Length > 0)
{
    await Console.Error.WriteLineAsync("suite-host has no arguments. It reads requests from standard input, a line of JSON each.");
    return 2;
}

var suite = Assembly.Load("LoadSharing.MSTest");
while (await Console.In.ReadLineAsync() is { } line)
{
    var request = JsonSerializer.Deserialize<RunRequest>(line, JsonSerializerOptions.Web)!;
    foreach (var (name, value) in request.Environment)
    {
        Environment.SetEnvironmentVariable(name, value);
    }

    var results = new ResultCollector();
    var builder = await TestApplication.CreateBuilderAsync([.. request.Arguments]);
    builder.AddMSTest(() => [suite]);
    builder.TestHost.AddDataConsumer(_ => results);
    using var run = await builder.BuildAsync();
    var exitCode = await run.RunAsync();
    await File.WriteAllTextAsync(request.Results, results.ToJson());

    // The runner prints on standard output, too, and may not have ended its line.
    Console.WriteLine($"{Environment.NewLine}{request.Id} {exitCode}");
}

return 0;
