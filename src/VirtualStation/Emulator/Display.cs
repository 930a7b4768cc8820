namespace VirtualStation.Emulator;

/// <summary>The charger's display: two rows of sixteen characters.</summary>
internal sealed record Display
{
    public const int Columns = 16;

    public string FirstRow { get; init; } = "OpenEVSE      ";

    public string SecondRow { get; init; } = "Ready         ";

    /// <summary>0 off, 1 red, 2 green, 3 yellow, 4 blue, 5 violet, 6 teal, 7 white.</summary>
    public int Backlight { get; init; } = 2;

    /// <summary>Replaces whole rows; null keeps a row.</summary>
    public Display WithRows(string? first, string? second) => this with { FirstRow = Pad(first) ?? FirstRow, SecondRow = Pad(second) ?? SecondRow };

    /// <summary>Overwrites a row from a column on. Text beyond the end of the row is dropped.</summary>
    public Display WithText(int column, int row, string text)
    {
        var old = (row == 0 ? FirstRow : SecondRow).ToCharArray();
        text.AsSpan(0, Math.Clamp(old.Length - column, 0, text.Length)).CopyTo(old.AsSpan(Math.Min(column, old.Length)));
        return row == 0 ? this with { FirstRow = new string(old) } : this with { SecondRow = new string(old) };
    }

    private static string? Pad(string? row) => row?.PadRight(Columns)[..Columns];
}
