using System.Net;
using System.Security.Cryptography;
using System.Text;
using LoadSharing.Lab.Fleets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LoadSharing.Lab.Api;

/// <summary>The lab's REST API: on loopback only, on a port the system chooses, behind a random token.</summary>
internal sealed class LabServer : IAsyncDisposable
{
    private const int TokenBytes = 24;

    private readonly WebApplication _application;

    private LabServer(WebApplication application, string token)
    {
        _application = application;
        Token = token;
    }

    /// <summary>Its address.</summary>
    public Uri Url => new(_application.Urls.First());

    /// <summary>The bearer token of its clients.</summary>
    public string Token { get; }

    /// <summary>Starts it.</summary>
    public static async Task<LabServer> StartAsync(FleetManager fleets, ContractDetector contract, ITestEvents tests, CancellationToken cancellation)
    {
        // Slim, and with neither configuration files nor logging: ASPNETCORE_URLS of a developer's shell must not move it.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        builder.Services.AddSingleton<IHostLifetime>(new LifetimeOfLab());
        builder.Services.AddOpenApi("lab");
        builder.Services.AddSingleton(fleets);
        builder.Services.AddSingleton(contract);
        builder.Services.AddSingleton(tests);

        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes));
        var application = builder.Build();
        application.Use(next => context => IsAllowed(context, token) ? Problems.HandleAsync(context, next) : Problems.UnauthorizedAsync(context));
        application.MapOpenApi("/openapi/{documentName}.json");
        LeaseEndpoints.Map(application);
        StationEndpoints.Map(application);
        TestEndpoints.Map(application);
        await application.StartAsync(cancellation);
        return new LabServer(application, token);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private static bool IsAllowed(HttpContext context, string token) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(context.Request.Headers.Authorization.ToString()), Encoding.UTF8.GetBytes($"Bearer {token}"));

    // The host's own would listen to signals, and one that comes while it starts would have it throw; what a signal means is the build's to say.
    private sealed class LifetimeOfLab : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
