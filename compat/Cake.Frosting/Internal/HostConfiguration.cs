using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.IO;

namespace Cake.Frosting.Internal;

/// <summary>Cake's settings: from code, the environment, <c>cake.config</c> in the working directory, and the command line, each over those before.</summary>
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
