namespace Commissioning.Testing;

/// <summary>The same without a browser that prints.</summary>
public sealed class HostWithoutLetterJobOrPdf : HostWithoutLetterJob
{
    protected override string[] Settings => ["--Pdf:Chromium=/none"];
}
