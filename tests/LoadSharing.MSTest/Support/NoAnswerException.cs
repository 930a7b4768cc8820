namespace LoadSharing.MSTest.Support;

/// <summary>A request that was not answered. A wait does not repeat it.</summary>
public sealed class NoAnswerException(string message) : AssertFailedException(message);
