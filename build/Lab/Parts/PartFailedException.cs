namespace Build.Lab.Parts;

/// <summary>A part of a station failed to start.</summary>
/// <param name="failure">What happened.</param>
internal sealed class PartFailedException(PartFailure failure) : Exception(failure.Message)
{
    /// <summary>What happened.</summary>
    public PartFailure Failure { get; } = failure;
}
