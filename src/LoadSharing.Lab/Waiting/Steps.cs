namespace LoadSharing.Lab.Waiting;

/// <summary>Runs the steps of a stop. A step that fails does not prevent the others.</summary>
internal static class Steps
{
    /// <summary>Runs steps one after another.</summary>
    /// <exception cref="LabException">Steps failed; the message has the reason of each.</exception>
    public static async Task RunAsync(params IReadOnlyList<Func<Task>> steps)
    {
        var errors = new List<Exception>();
        foreach (var step in steps)
        {
            try
            {
                await step();
            }
            catch (Exception error)
            {
                errors.Add(error);
            }
        }

        Throw(errors);
    }

    /// <summary>Waits for steps that run concurrently.</summary>
    /// <exception cref="LabException">Steps failed; the message has the reason of each.</exception>
    public static async Task WhenAllAsync(IEnumerable<Task> steps)
    {
        var all = Task.WhenAll(steps);
        await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Throw(all.Exception?.InnerExceptions ?? []);
    }

    private static void Throw(IReadOnlyCollection<Exception> errors)
    {
        if (errors.Count > 0)
        {
            throw new LabException(string.Join('\n', errors.Select(error => error.Message).Distinct()), errors.First());
        }
    }
}
