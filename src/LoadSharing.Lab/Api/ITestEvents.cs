namespace LoadSharing.Lab.Api;

/// <summary>Hears what the tests are doing.</summary>
internal interface ITestEvents
{
    /// <summary>A test began or ended.</summary>
    void Hear(TestEvent test);
}
