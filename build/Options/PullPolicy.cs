namespace Build.Options;

/// <summary>When the emulator's image is pulled; the words are Docker's own.</summary>
public enum PullPolicy
{
    /// <summary>Only if the engine does not have it.</summary>
    Missing,

    /// <summary>Before every run.</summary>
    Always,

    /// <summary>Not at all: it must be there.</summary>
    Never,
}
