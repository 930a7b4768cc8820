using Cake.Cli;
using Cake.Core.Composition;
using Cake.Core.IO;
using Cake.Core.Packaging;
using Cake.Frosting.Internal;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting;

/// <summary>Configures a host.</summary>
public static class CakeHostExtensions
{
    /// <summary>Adds the services of a startup class.</summary>
    /// <typeparam name="TStartup">The startup class.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseStartup<TStartup>(this CakeHost host)
        where TStartup : IFrostingStartup, new()
        => host.ConfigureServices(new TStartup().Configure);

    /// <summary>Sets the context of the run.</summary>
    /// <typeparam name="TContext">The context class.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseContext<TContext>(this CakeHost host)
        where TContext : class, IFrostingContext
        => host.ConfigureServices(services => services.AddSingleton<IFrostingContext, TContext>());

    /// <summary>Sets the setup and teardown of the run.</summary>
    /// <typeparam name="TLifetime">The class, of which one instance is created.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseLifetime<TLifetime>(this CakeHost host)
        where TLifetime : class, IFrostingLifetime
        => host.ConfigureServices(services => services
            .AddSingleton<IFrostingLifetime, TLifetime>()
            .AddSingleton<IFrostingSetup>(provider => provider.GetRequiredService<IFrostingLifetime>())
            .AddSingleton<IFrostingTeardown>(provider => provider.GetRequiredService<IFrostingLifetime>()));

    /// <summary>Sets the setup of the run.</summary>
    /// <typeparam name="TSetup">The setup class.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseSetup<TSetup>(this CakeHost host)
        where TSetup : class, IFrostingSetup
        => host.ConfigureServices(services => services.AddSingleton<IFrostingSetup, TSetup>());

    /// <summary>Sets the teardown of the run.</summary>
    /// <typeparam name="TTeardown">The teardown class.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseTeardown<TTeardown>(this CakeHost host)
        where TTeardown : class, IFrostingTeardown
        => host.ConfigureServices(services => services.AddSingleton<IFrostingTeardown, TTeardown>());

    /// <summary>Sets the setup and teardown of each task.</summary>
    /// <typeparam name="TLifetime">The class, of which one instance is created.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseTaskLifetime<TLifetime>(this CakeHost host)
        where TLifetime : class, IFrostingTaskLifetime
        => host.ConfigureServices(services => services
            .AddSingleton<IFrostingTaskLifetime, TLifetime>()
            .AddSingleton<IFrostingTaskSetup>(provider => provider.GetRequiredService<IFrostingTaskLifetime>())
            .AddSingleton<IFrostingTaskTeardown>(provider => provider.GetRequiredService<IFrostingTaskLifetime>()));

    /// <summary>Sets the setup of each task.</summary>
    /// <typeparam name="TSetup">The setup class.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseTaskSetup<TSetup>(this CakeHost host)
        where TSetup : class, IFrostingTaskSetup
        => host.ConfigureServices(services => services.AddSingleton<IFrostingTaskSetup, TSetup>());

    /// <summary>Sets the teardown of each task.</summary>
    /// <typeparam name="TTeardown">The teardown class.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseTaskTeardown<TTeardown>(this CakeHost host)
        where TTeardown : class, IFrostingTaskTeardown
        => host.ConfigureServices(services => services.AddSingleton<IFrostingTaskTeardown, TTeardown>());

    /// <summary>Adds the services of a Cake module.</summary>
    /// <typeparam name="TModule">The module.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseModule<TModule>(this CakeHost host)
        where TModule : ICakeModule, new()
        => host.ConfigureServices(services => services.UseModule<TModule>());

    /// <summary>Adds an installer, which <see cref="InstallTool"/> uses for the packages of its scheme.</summary>
    /// <typeparam name="TPackageInstaller">The installer.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UsePackageInstaller<TPackageInstaller>(this CakeHost host)
        where TPackageInstaller : class, IPackageInstaller
        => host.ConfigureServices(services => services.AddSingleton<IPackageInstaller, TPackageInstaller>());

    /// <summary>Installs a tool before the first task.</summary>
    /// <param name="host">The host.</param>
    /// <param name="uri">The tool, for example <c>dotnet:?package=NAME&amp;version=1.2.3</c>.</param>
    /// <returns>The same host.</returns>
    public static CakeHost InstallTool(this CakeHost host, Uri uri)
        => host.ConfigureServices(services => services.AddSingleton(new PackageReference(uri.OriginalString)));

    /// <summary>Sets the working directory. The option <c>--working</c> overrides it.</summary>
    /// <param name="host">The host.</param>
    /// <param name="path">The directory, absolute or relative to the current one.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseWorkingDirectory(this CakeHost host, DirectoryPath path)
        => host.ConfigureServices(services => services.AddSingleton(new WorkingDirectory(path)));

    /// <summary>Sets a setting of Cake. The environment, <c>cake.config</c> and the command line override it.</summary>
    /// <param name="host">The host.</param>
    /// <param name="key">The name of the setting.</param>
    /// <param name="value">The value.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseCakeSetting(this CakeHost host, string key, string value)
        => host.ConfigureServices(services => services.AddSingleton(new HostSetting(key, value)));

    /// <summary>Sets the directory of installed tools.</summary>
    /// <param name="host">The host.</param>
    /// <param name="path">The directory.</param>
    /// <returns>The same host.</returns>
    public static CakeHost SetToolPath(this CakeHost host, DirectoryPath path)
        => host.UseCakeSetting("Paths_Tools", path.FullPath);
}
