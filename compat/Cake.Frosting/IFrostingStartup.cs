using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting;

/// <summary>Adds services to a host.</summary>
public interface IFrostingStartup
{
    /// <summary>Adds the services.</summary>
    /// <param name="services">The services of the host.</param>
    void Configure(IServiceCollection services);
}
