namespace LoadSharing.Lab.Sessions;

/// <summary>Removes containers of a session.</summary>
internal interface IContainerCleaner
{
    /// <summary>Removes the containers that carry a session's label, on the engines its manifest names.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="containers">What its manifest says; none means that no engine is asked.</param>
    /// <returns>The names of those removed.</returns>
    Task<IReadOnlyList<string>> RemoveAsync(string sessionId, IReadOnlyList<ContainerEntry> containers);
}
