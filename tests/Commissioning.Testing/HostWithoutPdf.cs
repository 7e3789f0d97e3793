namespace Commissioning.Testing;

/// <summary>A portal without a browser that prints: its letters are HTML, which is all that most tests of letters need.</summary>
public sealed class HostWithoutPdf : PortalHost
{
    protected override string[] Settings => ["--Pdf:Chromium=/none"];
}
