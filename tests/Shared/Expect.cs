namespace LoadSharing.Tests;

/// <summary>Assertions on collections whose failures show both collections.</summary>
internal static class Expect
{
    /// <summary>Asserts the same elements in the same order.</summary>
    public static void Sequence<T>(IEnumerable<T> actual, params IReadOnlyList<T> expected)
    {
        var list = actual.ToList();
        CollectionAssert.AreEqual(expected.ToList(), list, Message(expected, list));
    }

    /// <summary>Asserts the same elements in any order.</summary>
    public static void Set<T>(IEnumerable<T> actual, params IReadOnlyList<T> expected)
    {
        var list = actual.ToList();
        CollectionAssert.AreEquivalent(expected.ToList(), list, Message(expected, list));
    }

    private static string Message<T>(IEnumerable<T> expected, IEnumerable<T> actual) =>
        $"Expected: {string.Join(" | ", expected)}\nActual: {string.Join(" | ", actual)}";
}
