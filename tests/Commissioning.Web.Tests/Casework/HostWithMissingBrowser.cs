using Commissioning.Testing;

namespace Commissioning.Web.Tests.Casework;

public sealed class HostWithMissingBrowser : PortalHost
{
    protected override string[] Settings => ["--Pdf:Chromium=/nowhere/chromium"];
}
