using System.Globalization;

namespace LoadSharing.Lab.Sessions;

/// <summary>Removes links to pseudo-terminals that a bridge could not remove itself, because it was killed.</summary>
internal static class PtyLinks
{
    /// <summary>Where all of them stand.</summary>
    public static string Directory { get; } = Path.GetDirectoryName(new Slot(0).PtyLink)!;

    /// <summary>Removes the link of a slot that the caller has.</summary>
    public static void RemoveOwn(Slot slot)
    {
        var link = new FileInfo(slot.PtyLink);
        if (link.LinkTarget is not null)
        {
            link.Delete();
        }
    }

    /// <summary>
    /// Removes a link that a dead session noted, unless somebody uses it: another lab that has the slot by now, or, of a path that is no slot's, whoever
    /// made it lead somewhere again. Where it leads says nothing for a slot's link: terminals are numbered anew within seconds.
    /// </summary>
    /// <returns>Whether there was one to remove.</returns>
    public static bool TryRemoveLeft(string path)
    {
        var link = new FileInfo(path);
        if (link.LinkTarget is not { } target)
        {
            return false;
        }

        var prefix = new Slot(0).PtyLink[..^1];
        if (!path.StartsWith(prefix, StringComparison.Ordinal) || !int.TryParse(path.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
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
