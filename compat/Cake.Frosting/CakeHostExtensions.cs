using Cake.Cli;
using Cake.Core.Composition;
using Cake.Core.IO;
using Cake.Core.Packaging;
using Cake.Frosting.Internal;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting;

/// <summary>Says what a host is made of. Each method returns the host it was called on.</summary>
public static class CakeHostExtensions
{
    /// <summary>Adds the services of a start-up class.</summary>
    /// <typeparam name="TStartup">The class.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseStartup<TStartup>(this CakeHost host)
        where TStartup : IFrostingStartup, new()
        => host.ConfigureServices(new TStartup().Configure);

    /// <summary>Sets the context that tasks and lifetimes share.</summary>
    /// <typeparam name="TContext">Its class.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseContext<TContext>(this CakeHost host)
        where TContext : class, IFrostingContext
        => host.ConfigureServices(services => services.AddSingleton<IFrostingContext, TContext>());

    /// <summary>Sets what is called before the first and after the last task.</summary>
    /// <typeparam name="TLifetime">Its class, of which one object serves both.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseLifetime<TLifetime>(this CakeHost host)
        where TLifetime : class, IFrostingLifetime
        => host.ConfigureServices(services => services
            .AddSingleton<IFrostingLifetime, TLifetime>()
            .AddSingleton<IFrostingSetup>(provider => provider.GetRequiredService<IFrostingLifetime>())
            .AddSingleton<IFrostingTeardown>(provider => provider.GetRequiredService<IFrostingLifetime>()));

    /// <summary>Sets what is called before the first task.</summary>
    /// <typeparam name="TSetup">Its class.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseSetup<TSetup>(this CakeHost host)
        where TSetup : class, IFrostingSetup
        => host.ConfigureServices(services => services.AddSingleton<IFrostingSetup, TSetup>());

    /// <summary>Sets what is called after the last task.</summary>
    /// <typeparam name="TTeardown">Its class.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseTeardown<TTeardown>(this CakeHost host)
        where TTeardown : class, IFrostingTeardown
        => host.ConfigureServices(services => services.AddSingleton<IFrostingTeardown, TTeardown>());

    /// <summary>Sets what is called before and after each task.</summary>
    /// <typeparam name="TLifetime">Its class, of which one object serves both.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseTaskLifetime<TLifetime>(this CakeHost host)
        where TLifetime : class, IFrostingTaskLifetime
        => host.ConfigureServices(services => services
            .AddSingleton<IFrostingTaskLifetime, TLifetime>()
            .AddSingleton<IFrostingTaskSetup>(provider => provider.GetRequiredService<IFrostingTaskLifetime>())
            .AddSingleton<IFrostingTaskTeardown>(provider => provider.GetRequiredService<IFrostingTaskLifetime>()));

    /// <summary>Sets what is called before each task.</summary>
    /// <typeparam name="TSetup">Its class.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseTaskSetup<TSetup>(this CakeHost host)
        where TSetup : class, IFrostingTaskSetup
        => host.ConfigureServices(services => services.AddSingleton<IFrostingTaskSetup, TSetup>());

    /// <summary>Sets what is called after each task.</summary>
    /// <typeparam name="TTeardown">Its class.</typeparam>
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

    /// <summary>Adds a kind of package that <see cref="InstallTool"/> can install.</summary>
    /// <typeparam name="TPackageInstaller">The installer.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UsePackageInstaller<TPackageInstaller>(this CakeHost host)
        where TPackageInstaller : class, IPackageInstaller
        => host.ConfigureServices(services => services.AddSingleton<IPackageInstaller, TPackageInstaller>());

    /// <summary>Has a tool installed before the first task runs.</summary>
    /// <param name="host">The host.</param>
    /// <param name="uri">The tool, for example <c>dotnet:?package=NAME&amp;version=1.2.3</c>.</param>
    /// <returns>The same host.</returns>
    public static CakeHost InstallTool(this CakeHost host, Uri uri)
        => host.ConfigureServices(services => services.AddSingleton(new PackageReference(uri.OriginalString)));

    /// <summary>Sets the directory a run works in; the command line's <c>--working</c> wins.</summary>
    /// <param name="host">The host.</param>
    /// <param name="path">The directory, relative to the current one.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseWorkingDirectory(this CakeHost host, DirectoryPath path)
        => host.ConfigureServices(services => services.AddSingleton(new WorkingDirectory(path)));

    /// <summary>Sets one of Cake's settings; the environment, a <c>cake.config</c> and the command line win.</summary>
    /// <param name="host">The host.</param>
    /// <param name="key">The setting's name.</param>
    /// <param name="value">Its value.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseCakeSetting(this CakeHost host, string key, string value)
        => host.ConfigureServices(services => services.AddSingleton(new HostSetting(key, value)));

    /// <summary>Sets the directory tools are installed into and looked for in.</summary>
    /// <param name="host">The host.</param>
    /// <param name="path">The directory.</param>
    /// <returns>The same host.</returns>
    public static CakeHost SetToolPath(this CakeHost host, DirectoryPath path)
        => host.UseCakeSetting("Paths_Tools", path.FullPath);
}
