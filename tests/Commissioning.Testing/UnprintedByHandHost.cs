namespace Commissioning.Testing;

/// <summary>The same without a browser to print with.</summary>
public sealed class UnprintedByHandHost : ByHandHost
{
    protected override string[] Settings => ["--Pdf:Chromium=/none"];
}
