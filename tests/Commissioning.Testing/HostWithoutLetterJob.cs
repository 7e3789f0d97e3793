using Commissioning.Web.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace Commissioning.Testing;

/// <summary>A portal whose job makes no letters, so that a test controls who makes them and when.</summary>
public class HostWithoutLetterJob : PortalHost
{
    protected override void Adjust(WebApplicationBuilder builder) =>
        builder.Services.Remove(
            builder.Services.Single(service =>
                service.ServiceType == typeof(IHostedService) && service.ImplementationType == typeof(LetterJob)
            )
        );
}
