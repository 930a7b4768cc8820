namespace LoadSharing.Lab;

/// <summary>Receives the progress of a lab, from several threads.</summary>
public interface ILabEvents
{
    /// <summary>A test started or ended.</summary>
    void OnTest(TestEvent test);

    /// <summary>A component exited unexpectedly.</summary>
    void OnComponentExited(ComponentFailure failure);
}
