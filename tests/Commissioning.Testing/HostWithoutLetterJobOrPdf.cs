namespace Commissioning.Testing;

/// <summary>The same without a browser to print with.</summary>
public sealed class HostWithoutLetterJobOrPdf : HostWithoutLetterJob
{
    protected override string[] Settings => ["--Pdf:Chromium=/none"];
}
