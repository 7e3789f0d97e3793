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

/// <summary>A portal without a browser to print with: its letters are HTML, which is all that most tests of letters look at.</summary>
public sealed class UnprintedHost : PortalHost
{
    protected override string[] Settings => ["--Pdf:Chromium=/none"];
}
