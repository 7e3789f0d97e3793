using Commissioning.Testing;

namespace Commissioning.Features.Tests.Records;

public sealed class DemonstrationHostWithoutPdf : PortalHost
{
    protected override string[] Settings => ["--Demonstration:Load=true", "--Pdf:Chromium=/none"];
}
