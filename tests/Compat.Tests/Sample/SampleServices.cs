using Cake.Core;
using Cake.Core.Composition;
using Cake.Core.IO;
using Cake.Core.Packaging;
using Cake.Frosting;
using Microsoft.Extensions.DependencyInjection;

namespace Compat.Tests.Sample;

/// <summary>Prints events, with a prefix that distinguishes them from the output of Cake.</summary>
public sealed class EventLog(TextWriter output)
{
    public const string Prefix = "> ";

    public const string TaskPrefix = "task: ";

    public void Add(string text) => output.WriteLine(Prefix + text);

    public void AddTaskEvent(string text) => Add(TaskPrefix + text);
}

public sealed class SampleContext : FrostingContext
{
    public SampleContext(ICakeContext context, EventLog events)
        : base(context)
    {
        Events = events;
        events.Add("context constructed");
    }

    public EventLog Events { get; }
}

internal sealed record Greeting(string Text);

internal sealed class FromModule;

internal sealed class SampleStartup : IFrostingStartup
{
    public void Configure(IServiceCollection services) => services.AddSingleton(new EventLog(Console.Out));
}

internal sealed class SampleModule : ICakeModule
{
    public void Register(ICakeContainerRegistrar registrar) => registrar.RegisterType(typeof(FromModule)).AsSelf().Singleton();
}

/// <summary>Logs the installation of a package and returns an existing file.</summary>
internal sealed class SampleInstaller(IFileSystem fileSystem, EventLog events) : IPackageInstaller
{
    public bool CanInstall(PackageReference package, PackageType type) => package.Scheme == "sample";

    public IReadOnlyCollection<IFile> Install(PackageReference package, PackageType type, DirectoryPath path)
    {
        events.Add($"installed {package.Package}");
        return [fileSystem.GetFile(typeof(SampleInstaller).Assembly.Location)];
    }
}
