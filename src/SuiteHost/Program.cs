using System.Reflection;
using System.Text.Json;
using Microsoft.Testing.Platform.Builder;
using SuiteHost;

// Runs the suite again and again in one process, for who runs it many times: most of the processor time of a run is the compiling of it. An order is a line
// of JSON on standard input. The results go to a file, for the runner prints on standard output what it likes; a line there says when they are complete.
if (args.Length > 0)
{
    await Console.Error.WriteLineAsync("suite-host takes no arguments: it reads orders, a line of JSON each, from standard input.");
    return 2;
}

var suite = Assembly.Load("LoadSharing.MSTest");
while (await Console.In.ReadLineAsync() is { } line)
{
    var order = JsonSerializer.Deserialize<RunOrder>(line, JsonSerializerOptions.Web)!;
    foreach (var (name, value) in order.Environment)
    {
        Environment.SetEnvironmentVariable(name, value);
    }

    var results = new ResultCollector();
    var builder = await TestApplication.CreateBuilderAsync([.. order.Arguments]);
    builder.AddMSTest(() => [suite]);
    builder.TestHost.AddDataConsumer(_ => results);
    using var run = await builder.BuildAsync();
    var exitCode = await run.RunAsync();
    await File.WriteAllTextAsync(order.Results, results.ToJson());
    Console.WriteLine($"{Environment.NewLine}{order.Id} {exitCode}");
}

return 0;
