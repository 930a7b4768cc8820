using Cake.Cli;
using Cake.Cli.Infrastructure;
using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console.Cli;

namespace Cake.Frosting.Internal;

/// <summary>Runs a parsed command line.</summary>
internal sealed class HostCommand(IServiceCollection services) : Command<HostCommandSettings>
{
    public override int Execute(CommandContext context, HostCommandSettings settings, CancellationToken cancellationToken)
    {
        services.AddSingleton<ICakeArguments>(context.Remaining.ToCakeArguments(settings.NoReport, settings.Targets));

        // Not disposed, as in the package: resources of contexts and singletons are released in Teardown.
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

        // Set twice: first for errors about the working directory, then from the cake.config that this directory may have.
        var log = provider.GetRequiredService<ICakeLog>();
        log.Verbosity = settings.Verbosity ?? Verbosity.Normal;
        EnterWorkingDirectory(provider, settings.WorkingDirectory);
        log.Verbosity = provider.GetRequiredService<ICakeConfiguration>().GetVerbosity(settings.Verbosity);

        provider.GetRequiredService<BuildRunner>().Run(settings);
    }

    private static void EnterWorkingDirectory(ServiceProvider provider, DirectoryPath? option)
    {
        var environment = provider.GetRequiredService<ICakeEnvironment>();
        var directory = option ?? provider.GetService<WorkingDirectory>()?.Path;
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
