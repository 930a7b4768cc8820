using System.Text.Json;

namespace LoadSharing.MSTest.Fixture;

/// <summary>
/// Which test begins when. <c>LOADSHARING_TEST_ORDER</c> names a file that says how many run at once, and how long each takes, in seconds, by the full name of its
/// method: the longest first, so that none begins when all others are done. Without it tests begin as MSTest has them, and as many as it has workers.
/// </summary>
/// <param name="AtOnce">How many run at once.</param>
/// <param name="Seconds">How long each takes.</param>
internal sealed record TestOrder(int AtOnce, Dictionary<string, double> Seconds)
{
    private const string Variable = "LOADSHARING_TEST_ORDER";

    private static readonly Lazy<Turns?> Turns = new(() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } file
        && JsonSerializer.Deserialize<TestOrder>(File.ReadAllText(file), JsonSerializerOptions.Web) is { } order ? new Turns(order.AtOnce, order.Seconds) : null);

    /// <summary>Runs a test when it is its turn.</summary>
    /// <param name="test">The full name of its method.</param>
    /// <param name="run">Runs it.</param>
    public static async Task<T> RunAsync<T>(string test, Func<Task<T>> run)
    {
        if (Turns.Value is not { } turns)
        {
            return await run();
        }

        await turns.WaitAsync(test, Deadlines.Look);
        try
        {
            return await run();
        }
        finally
        {
            turns.End();
        }
    }
}
