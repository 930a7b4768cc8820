using Cake.Core.IO;

namespace Build.Tests.Support;

/// <summary>Environment variables of no process, in the current directory.</summary>
/// <param name="variables">The variables.</param>
internal sealed class FakeEnvironment(IReadOnlyDictionary<string, string> variables) : ICakeEnvironment
{
    public DirectoryPath WorkingDirectory { get; set; } = new(Environment.CurrentDirectory);

    public DirectoryPath UserHomeDirectory => throw new NotSupportedException();

    public DirectoryPath ApplicationRoot => throw new NotSupportedException();

    public ICakePlatform Platform => throw new NotSupportedException();

    public ICakeRuntime Runtime => throw new NotSupportedException();

    public DirectoryPath GetSpecialPath(SpecialPath path) => throw new NotSupportedException();

    public string? GetEnvironmentVariable(string variable) => variables.GetValueOrDefault(variable);

    public IDictionary<string, string?> GetEnvironmentVariables() => variables.ToDictionary(variable => variable.Key, variable => (string?)variable.Value);
}
