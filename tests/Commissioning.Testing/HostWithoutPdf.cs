namespace Commissioning.Testing;

/// <summary>A portal without a browser to print with: its letters are HTML, which is all that most tests of letters look at.</summary>
public sealed class HostWithoutPdf : PortalHost
{
    protected override string[] Settings => ["--Pdf:Chromium=/none"];
}
