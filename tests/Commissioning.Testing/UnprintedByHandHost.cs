namespace Commissioning.Testing;

/// <summary>The same without a browser that prints.</summary>
public sealed class UnprintedByHandHost : ByHandHost
{
    protected override string[] Settings => ["--Pdf:Chromium=/none"];
}
