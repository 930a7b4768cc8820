namespace LoadSharing.Lab.Components;

/// <summary>A part of a station failed to start.</summary>
/// <param name="failure">What happened.</param>
/// <param name="obstacle">What of the station's slot somebody else has, where that is the reason; else null.</param>
internal sealed class ComponentFailedException(ComponentFailure failure, string? obstacle = null) : Exception(failure.Message)
{
    /// <summary>What happened.</summary>
    public ComponentFailure Failure { get; } = failure;

    /// <summary>What of the station's slot somebody else has, where that is the reason; else null.</summary>
    public string? Obstacle { get; } = obstacle;
}
