using Commissioning.Testing;

namespace Commissioning.Web.Tests.Operations;

/// <summary>A portal whose operator turned scanning off.</summary>
public sealed class HostWithoutScanner : PortalHost
{
    protected override string[] Settings => ["--Clamd:Off=true", "--Pdf:Chromium=/none"];
}
