using Build.Results;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Build.Suite;

/// <summary>Shows something that changes below the lines that are printed, until it is disposed of.</summary>
internal sealed class RunDisplay : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly IAnsiConsole _console;
    private readonly Func<IRenderable> _render;
    private readonly CancellationTokenSource _disposed = new();
    private readonly Task _showing;

    public RunDisplay(IAnsiConsole console, Func<IRenderable> render)
    {
        (_console, _render) = (console, render);
        _showing = console.Live(render()).AutoClear(true).StartAsync(ShowAsync);
    }

    /// <summary>Whether a console is a terminal that can show it.</summary>
    public static bool CanShowOn(IAnsiConsole console) =>
        console.Profile is { Out.IsTerminal: true, Capabilities: { Ansi: true, Interactive: true } };

    /// <summary>Whether it has not been disposed of.</summary>
    public bool IsShown => !_showing.IsCompleted;

    /// <summary>Prints a line above it.</summary>
    public void Print(string line) => _console.Write(new Text($"{ControlCharacters.Escape(line)}\n", new Style(LineStyle.Of(line))));

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _disposed.CancelAsync();
        await _showing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _disposed.Dispose();
    }

    private async Task ShowAsync(LiveDisplayContext display)
    {
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(_disposed.Token))
        {
            display.UpdateTarget(_render());
        }
    }
}
