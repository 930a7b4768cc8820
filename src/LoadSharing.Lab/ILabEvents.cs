using LoadSharing.Lab.Api;

namespace LoadSharing.Lab;

/// <summary>Hears what a lab is doing; called from many threads.</summary>
internal interface ILabEvents : ITestEvents
{
    /// <summary>Something worth a line: a slot passed over, a fleet being started.</summary>
    void Note(string message);

    /// <summary>A part ended by itself.</summary>
    void ComponentExited(ComponentFailure failure);
}
