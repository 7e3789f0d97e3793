using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.Applications;
using Commissioning.Features.Dashboard;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Files;
using Commissioning.Platform.Letters;
using Commissioning.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioning.Web.Tests.Dashboard;

public sealed class NoBrowserHost : PortalHost
{
    protected override string[] Settings => ["--Pdf:Chromium=/nowhere/chromium"];
}
