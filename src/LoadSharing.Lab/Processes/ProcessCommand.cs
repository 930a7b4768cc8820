namespace LoadSharing.Lab.Processes;

/// <summary>What to start.</summary>
/// <param name="Program">The program: a path, or a name that PATH has.</param>
/// <param name="Arguments">Its arguments, one each.</param>
internal sealed record ProcessCommand(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>Variables added to the environment; null removes one.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>The directory it starts in; null for this process's own.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>What ends it unless somebody asks for another way: SIGKILL for a program that has nothing to say goodbye to and nothing to save.</summary>
    public ProcessSignal End { get; init; } = ProcessSignal.Terminate;

    /// <summary>Whether its input and output are a channel to this process; then only its errors go to its log.</summary>
    public bool HasChannel { get; init; }

    /// <summary>As one would type it, for logs and messages only.</summary>
    public override string ToString() => string.Join(' ', Arguments.Prepend(Program).Select(Quoted));

    private static string Quoted(string word) =>
        word.Length > 0 && word.All(letter => char.IsLetterOrDigit(letter) || "_-+=./:,@%".Contains(letter, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
