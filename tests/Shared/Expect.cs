namespace LoadSharing.Tests;

/// <summary>Assertions that MSTest has no short form of.</summary>
internal static class Expect
{
    /// <summary>The same elements in the same order.</summary>
    public static void Sequence<T>(IEnumerable<T> actual, params IReadOnlyList<T> expected)
    {
        var seen = actual.ToList();
        CollectionAssert.AreEqual(expected.ToList(), seen, $"Expected: {string.Join(" | ", expected)}\nSeen: {string.Join(" | ", seen)}");
    }

    /// <summary>The same elements in any order.</summary>
    public static void Set<T>(IEnumerable<T> actual, params IReadOnlyList<T> expected)
    {
        var seen = actual.ToList();
        CollectionAssert.AreEquivalent(expected.ToList(), seen, $"Expected: {string.Join(" | ", expected)}\nSeen: {string.Join(" | ", seen)}");
    }
}
