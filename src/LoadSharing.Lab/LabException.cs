namespace LoadSharing.Lab;

/// <summary>An operation of the lab failed. The message is for the user: it names the operation, the value and the remedy.</summary>
public class LabException : Exception
{
    /// <summary>Creates an exception with a message for the user.</summary>
    public LabException(string message, Exception? inner = null)
        : base(ControlCharacters.Escape(message), inner)
    {
    }

    /// <summary>Creates the exception for a component that did not start.</summary>
    /// <param name="failure">The failure; its message becomes the exception's.</param>
    /// <param name="occupiedResource">The resource that the component needs and another program occupies, such as <c>container emulator_3</c>; null if the
    /// reason is another.</param>
    public LabException(ComponentFailure failure, string? occupiedResource = null)
        : base(failure.Message)
    {
        Failure = failure;
        OccupiedResource = occupiedResource;
    }

    /// <summary>The component that failed; null if the error is not a component's.</summary>
    public ComponentFailure? Failure { get; }

    /// <summary>The resource that the component needs and another program occupies; null if the reason is another.</summary>
    public string? OccupiedResource { get; }
}
