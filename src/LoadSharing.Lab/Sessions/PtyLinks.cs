using System.Globalization;

namespace LoadSharing.Lab.Sessions;

/// <summary>Removes the pseudo-terminal links of bridges that were killed.</summary>
public static class PtyLinks
{
    /// <summary>The directory of all links.</summary>
    public static string Directory { get; } = Path.GetDirectoryName(new Slot(0).PtyLink)!;

    /// <summary>Removes the link of a slot that the caller holds.</summary>
    internal static void RemoveOwn(Slot slot)
    {
        var link = new FileInfo(slot.PtyLink);
        if (link.LinkTarget is not null)
        {
            link.Delete();
        }
    }

    /// <summary>
    /// Removes the link of a session whose owner was killed. A slot's link is removed only if no lab holds the slot; its target does not matter, because
    /// terminal numbers are reused within seconds. Another link is removed only if it dangles.
    /// </summary>
    /// <returns>Whether a link was removed.</returns>
    internal static bool TryRemoveOrphan(string path)
    {
        var link = new FileInfo(path);
        if (link.LinkTarget is not { } target)
        {
            return false;
        }

        var prefix = new Slot(0).PtyLink[..^1];
        if (!path.StartsWith(prefix, StringComparison.Ordinal)
            || !int.TryParse(path.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return !File.Exists(target) && Remove(link);
        }

        using var lease = SlotLock.TryTake(new Slot(number));
        return lease is not null && Remove(link);
    }

    private static bool Remove(FileInfo link)
    {
        link.Delete();
        return true;
    }
}
