using Cake.Cli;
using Cake.Cli.Infrastructure;
using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console.Cli;

namespace Cake.Frosting.Internal;

/// <summary>Does what a command line says.</summary>
internal sealed class HostCommand(IServiceCollection services) : Command<HostCommandSettings>
{
    public override int Execute(CommandContext context, HostCommandSettings settings, CancellationToken cancellationToken)
    {
        services.AddSingleton<ICakeArguments>(context.Remaining.ToCakeArguments(settings.NoReport, settings.Targets));

        // Never disposed, as with the package: whoever starts something in a context or a singleton ends it in Teardown.
        var provider = services.BuildServiceProvider();
        try
        {
            Execute(provider, settings);
            return 0;
        }
        catch (Exception exception)
        {
            return provider.GetRequiredService<ICakeLog>().LogException(exception);
        }
    }

    private static void Execute(ServiceProvider provider, HostCommandSettings settings)
    {
        if (settings.Version)
        {
            provider.GetRequiredService<VersionFeature>().Run(provider.GetRequiredService<IConsole>());
            return;
        }

        if (settings.Info)
        {
            provider.GetRequiredService<InfoFeature>().Run(provider.GetRequiredService<IConsole>());
            return;
        }

        // Set twice: where the directory is wrong, the error is to be seen with the verbosity that was asked for; only in the right one
        // can a cake.config be read that sets it too.
        var log = provider.GetRequiredService<ICakeLog>();
        log.Verbosity = settings.Verbosity ?? Verbosity.Normal;
        EnterWorkingDirectory(provider, settings.WorkingDirectory);
        log.Verbosity = provider.GetRequiredService<ICakeConfiguration>().GetVerbosity(settings.Verbosity);

        provider.GetRequiredService<BuildRunner>().Run(settings);
    }

    private static void EnterWorkingDirectory(ServiceProvider provider, DirectoryPath? chosen)
    {
        var environment = provider.GetRequiredService<ICakeEnvironment>();
        var directory = chosen ?? provider.GetService<WorkingDirectory>()?.Path;
        if (directory is null)
        {
            return;
        }

        directory = directory.MakeAbsolute(environment);
        if (!provider.GetRequiredService<IFileSystem>().Exist(directory))
        {
            throw new FrostingException($"The working directory '{directory.FullPath}' does not exist.");
        }

        environment.WorkingDirectory = directory;
    }
}
