using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.IO;

namespace Cake.Frosting.Internal;

/// <summary>The settings of Cake. Sources in rising priority: code, environment, <c>cake.config</c> in the working directory, command line.</summary>
internal sealed class HostConfiguration(
    IEnumerable<HostSetting> settings, IFileSystem fileSystem, ICakeEnvironment environment, ICakeArguments arguments) : ICakeConfiguration
{
    private readonly ICakeConfiguration _configuration = new CakeConfigurationProvider(fileSystem, environment).CreateConfiguration(
        environment.WorkingDirectory,
        settings.GroupBy(setting => setting.Key, setting => setting.Value, StringComparer.OrdinalIgnoreCase)
            .Select(values => KeyValuePair.Create(values.Key, values.Last())),
        arguments.GetArguments().ToDictionary(argument => argument.Key, argument => argument.Value.FirstOrDefault() ?? string.Empty));

    public string GetValue(string key) => _configuration.GetValue(key);
}

/// <summary>A setting of Cake that the program sets.</summary>
internal sealed record HostSetting(string Key, string Value);

/// <summary>The working directory that the program sets.</summary>
internal sealed record WorkingDirectory(DirectoryPath Path);
