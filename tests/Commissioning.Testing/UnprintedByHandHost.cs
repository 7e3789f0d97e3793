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

/// <summary>The same without a browser to print with.</summary>
public sealed class UnprintedByHandHost : ByHandHost
{
    protected override string[] Settings => ["--Pdf:Chromium=/none"];
}
