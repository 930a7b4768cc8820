namespace VirtualStation.Firmware.Storage;

/// <summary>Keeps the joined peers over a restart.</summary>
internal interface IPeerStore
{
    IReadOnlyList<SavedPeer> Load();

    /// <summary>Returns when a process that is killed in the next instant would find them again.</summary>
    void Save(IReadOnlyList<SavedPeer> peers);
}
