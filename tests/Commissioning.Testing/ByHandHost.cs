using System.Net;
using System.Net.Sockets;
using Commissioning.Domain;
using Commissioning.Features.Accounts;
using Commissioning.Platform.Data;
using Commissioning.Web;
using Commissioning.Web.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace Commissioning.Testing;

/// <summary>A portal that makes no letters by itself, so that a test knows who makes them and when.</summary>
public class ByHandHost : PortalHost
{
    protected override void Adjust(WebApplicationBuilder builder) =>
        builder.Services.Remove(
            builder.Services.Single(service =>
                service.ServiceType == typeof(IHostedService) && service.ImplementationType == typeof(LetterJob)
            )
        );
}
