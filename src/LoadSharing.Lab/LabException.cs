namespace LoadSharing.Lab;

/// <summary>The lab cannot do what was asked. The message is for the user: what failed, the value, and what to do.</summary>
public class LabException : Exception
{
    /// <summary>Creates an exception with a message for the user.</summary>
    public LabException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>Creates the exception for a component that did not start.</summary>
    /// <param name="failure">The failure; its message becomes the exception's.</param>
    /// <param name="occupiedResource">What the component needs and another program occupies, such as <c>container emulator_3</c>; null if that is not the reason.</param>
    public LabException(ComponentFailure failure, string? occupiedResource = null)
        : base(failure.Message)
    {
        Failure = failure;
        OccupiedResource = occupiedResource;
    }

    /// <summary>The component that failed; null if the error is not a component's.</summary>
    public ComponentFailure? Failure { get; }

    /// <summary>What the component needs and another program occupies; null if that is not the reason.</summary>
    public string? OccupiedResource { get; }
}
