namespace VirtualStation.Firmware.Charging;

/// <summary>A way to the charger.</summary>
internal interface IRapiLink
{
    /// <summary>For the log.</summary>
    string Name { get; }

    /// <exception cref="IOException">The charger cannot be reached; the message says why.</exception>
    Task<Stream> OpenAsync(CancellationToken cancellationToken);
}
