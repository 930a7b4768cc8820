using System.Reflection;
using Cake.Cli;
using Cake.Core.Configuration;
using Cake.Frosting.Internal;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console.Cli;

namespace Cake.Frosting;

/// <summary>Parses the command line and runs its targets, with the tasks of the registered assemblies, on Cake's engine.</summary>
public sealed class CakeHost
{
    private readonly List<Assembly> _assemblies = [];
    private readonly ServiceCollection _services = [];

    /// <summary>Creates a host with the tasks of the entry assembly.</summary>
    public CakeHost()
    {
        if (Assembly.GetEntryAssembly() is { } program)
        {
            _assemblies.Add(program);
        }

        _services.AddCakeDiagnostics();
        _services.UseCakeDefaultModules();
        _services.AddSingleton<ICakeConfiguration, HostConfiguration>();
        _services.AddSingleton<FrostingContext>();
        _services.AddSingleton<IFrostingContext>(provider => provider.GetRequiredService<FrostingContext>());
        _services.AddSingleton<BuildScriptHost<IFrostingContext>>();
        _services.AddSingleton<DryRunScriptHost<IFrostingContext>>();
        _services.AddSingleton<TreeScriptHost>();
        _services.AddSingleton<DescriptionScriptHost>();
        _services.AddSingleton<IVersionResolver, VersionResolver>();
        _services.AddSingleton<VersionFeature>();
        _services.AddSingleton<InfoFeature>();
        _services.AddSingleton<BuildRunner>();
    }

    /// <summary>Creates a host.</summary>
    /// <returns>The host.</returns>
    public static CakeHost Create() => new();

    /// <summary>Adds the public tasks of an assembly.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <returns>The same host.</returns>
    public CakeHost AddAssembly(Assembly assembly)
    {
        _assemblies.Add(assembly);
        return this;
    }

    /// <summary>Adds services for the constructors of contexts, lifetimes and tasks.</summary>
    /// <param name="services">Called immediately with the services of the host.</param>
    /// <returns>The same host.</returns>
    public CakeHost ConfigureServices(Action<IServiceCollection> services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services(_services);
        return this;
    }

    /// <summary>Runs the command line.</summary>
    /// <param name="args">The command line.</param>
    /// <returns>The exit code: 0, 1 if the run failed, -1 if the command line is not valid.</returns>
    public int Run(IEnumerable<string> args)
    {
        var tasks = _assemblies.SelectMany(assembly => assembly.GetExportedTypes())
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IFrostingTask)));
        foreach (var task in tasks)
        {
            _services.AddSingleton(typeof(IFrostingTask), task);
        }

        var registrar = new TypeRegistrar();
        registrar.RegisterInstance(typeof(IServiceCollection), _services);
        var app = new CommandApp<HostCommand>(registrar);
        app.Configure(command => command.AddExample().AddExample("--verbosity", "quiet").AddExample("--tree"));
        return app.Run(args);
    }
}
