using Build.Options;
using Cake.Core;

namespace Build.Tests.Support;

/// <summary>A user's input for options: a command line, or environment variables.</summary>
internal static class Given
{
    public static OptionSource CommandLine(params IEnumerable<string> words) => Both(new Dictionary<string, string>(), words);

    public static OptionSource Environment(string name, string value) => Both(new Dictionary<string, string> { [name] = value }, []);

    public static OptionSource Both(IReadOnlyDictionary<string, string> environment, params IEnumerable<string> words)
    {
        var arguments = words.Select(word => word[2..].Split('=', 2))
            .ToLookup(pair => pair[0], pair => pair.ElementAtOrDefault(1) ?? "", StringComparer.OrdinalIgnoreCase);
        return new OptionSource(new CakeArguments(arguments), new FakeEnvironment(environment));
    }
}
