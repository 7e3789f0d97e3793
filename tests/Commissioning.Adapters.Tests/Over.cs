using System.Reflection;
using Commissioning.Platform.Email;
using Commissioning.Platform.Files;
using Commissioning.Platform.Letters;
using Commissioning.Testing;
using Commissioning.Web;
using Xunit.Sdk;

namespace Commissioning.Adapters.Tests;

/// <summary>
/// Runs a contract over one adapter. An adapter that is not in this build, or whose peer is not on this machine, is a skipped test that
/// says why; tests/run lists them.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public class OverAttribute : DataAttribute
{
    private readonly string adapter;

    public OverAttribute(string adapter)
    {
        this.adapter = adapter;
        if (WhyNot(adapter) is { } reason) Skip = $"{adapter}: {reason}";
    }

    public static bool IsFull => ThisBuild.UsualPdf == "questpdf";

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[adapter]];

    private static string? WhyNot(string adapter)
    {
        try
        {
            return adapter switch
            {
                "pickup" or "smtp" or "mailkit" => ThisBuild.Mail(new MailOptions { Provider = adapter }) is null ? "" : null,
                "disk" => null,
                "azure" => ThisBuild.Files(new FileStoreOptions { Provider = adapter, ConnectionString = Azurite.Connection(1) }) is null ? "" : Azurite.WhyNot,
                _ => ThisBuild.Pdf(PdfTests.Options(adapter)).WhyUnavailable,
            };
        }
        catch (SettingException notInThisBuild) { return notInThisBuild.Message; }
    }
}

/// <summary>A mail server's ways to end, over one adapter.</summary>
public sealed class EndsAttribute(string adapter) : OverAttribute(adapter)
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        base.GetData(testMethod).SelectMany(row => MailTests.Ends.Select(end => (object[])[.. row, end.Does, end.Becomes]));
}
