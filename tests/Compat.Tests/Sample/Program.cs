using Cake.Frosting;
using Microsoft.Extensions.DependencyInjection;

namespace Compat.Tests.Sample;

/// <summary>A host that calls all methods of <see cref="CakeHostExtensions"/>.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        var host = CakeHost.Create()
            .UseStartup<SampleStartup>()
            .ConfigureServices(services => services.AddSingleton(new Greeting("hello")))
            .UseContext<SampleContext>()
            .UseModule<SampleModule>()
            .UseCakeSetting("Sample_Setting", "from code")
            .SetToolPath("sample-tools")
            .UsePackageInstaller<SampleInstaller>()
            .InstallTool(new Uri("sample:?package=hammer"));
        host = args.Contains("--separate-lifetimes")
            ? host.UseSetup<SampleSetup>().UseTeardown<SampleTeardown>().UseTaskSetup<SampleTaskSetup>().UseTaskTeardown<SampleTaskTeardown>()
            : host.UseLifetime<SampleLifetime>().UseTaskLifetime<SampleTaskLifetime>();
        if (args.Contains("--in-temp"))
        {
            host.UseWorkingDirectory(Path.GetTempPath());
        }

        return host.Run(args);
    }
}
