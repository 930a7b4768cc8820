using Cake.Core;
using Cake.Core.Diagnostics;

namespace Build;

/// <summary>
/// Prints the name of each task that starts. Cake's own printer also draws frames and a table of all durations, below which a user has to look for the
/// result.
/// </summary>
internal sealed class TaskHeadings(IConsole console) : ICakeReportPrinter
{
    /// <inheritdoc />
    public void WriteStep(string name, Verbosity verbosity) => console.WriteLine("{0}:", name);

    /// <inheritdoc />
    public void WriteLifeCycleStep(string name, Verbosity verbosity)
    {
    }

    /// <inheritdoc />
    public void WriteSkippedStep(string name, Verbosity verbosity)
    {
    }

    /// <inheritdoc />
    public void Write(CakeReport report)
    {
    }
}
