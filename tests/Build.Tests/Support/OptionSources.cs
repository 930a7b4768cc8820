namespace Build.Tests.Support;

/// <summary>A user's input for options: a command line, or environment variables.</summary>
internal static class OptionSources
{
    public static OptionSource CommandLine(params IEnumerable<string> words) => Of(new Dictionary<string, string>(), words);

    public static OptionSource Environment(string name, string value) => Of(new Dictionary<string, string> { [name] = value }, []);

    public static OptionSource Of(IReadOnlyDictionary<string, string> environment, params IEnumerable<string> words)
    {
        var arguments = words.Select(word => word[2..].Split('=', 2))
            .ToLookup(pair => pair[0], pair => pair.ElementAtOrDefault(1) ?? "", StringComparer.OrdinalIgnoreCase);
        return new OptionSource(new CakeArguments(arguments), new FakeEnvironment(environment));
    }
}
