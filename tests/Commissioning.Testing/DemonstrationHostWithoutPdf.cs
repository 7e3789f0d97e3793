namespace Commissioning.Testing;

/// <summary>The demonstration in a portal without a browser that prints: its letters are HTML.</summary>
public sealed class DemonstrationHostWithoutPdf : PortalHost
{
    protected override string[] Settings => ["--Demonstration:Load=true", "--Pdf:Chromium=/none"];

    protected override Task<TestDatabase> NewDatabaseAsync() => DemonstrationTemplate.CopyAsync();
}
