using System.Globalization;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Features.Operations;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;
using Commissioning.Testing;
using CsvHelper;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioning.Features.Tests.Operations;

public sealed class UnprintedDemonstrationHost : PortalHost
{
    protected override string[] Settings => ["--Demonstration:Load=true", "--Pdf:Chromium=/none"];
}
