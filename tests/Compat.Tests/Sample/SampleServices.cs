using Cake.Core.Composition;
using Cake.Core.IO;
using Cake.Core.Packaging;
using Cake.Frosting;
using Microsoft.Extensions.DependencyInjection;

namespace Compat.Tests.Sample;

internal sealed record Greeting(string Text);

internal sealed class FromModule;

internal sealed class SampleStartup : IFrostingStartup
{
    public void Configure(IServiceCollection services) => services.AddSingleton(new Journal(Console.Out));
}

internal sealed class SampleModule : ICakeModule
{
    public void Register(ICakeContainerRegistrar registrar) => registrar.RegisterType(typeof(FromModule)).AsSelf().Singleton();
}

/// <summary>Installs nothing: what it claims to have installed is this program.</summary>
internal sealed class SampleInstaller(IFileSystem fileSystem, Journal journal) : IPackageInstaller
{
    public bool CanInstall(PackageReference package, PackageType type) => package.Scheme == "sample";

    public IReadOnlyCollection<IFile> Install(PackageReference package, PackageType type, DirectoryPath path)
    {
        journal.Add($"installed {package.Package}");
        return [fileSystem.GetFile(typeof(SampleInstaller).Assembly.Location)];
    }
}
