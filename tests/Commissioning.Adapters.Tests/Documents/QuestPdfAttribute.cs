using System.Reflection;
using Commissioning.Web;
using Xunit.Sdk;

namespace Commissioning.Adapters.Tests.Documents;

/// <summary>Runs with QuestPDF if it was built (-p:QuestPdf=true); otherwise a skipped test with that reason, which tests/run
/// lists.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class QuestPdfAttribute : DataAttribute
{
    public QuestPdfAttribute()
    {
        try
        {
            Skip = Providers.Pdf(PdfWriterTests.Options("questpdf")).WhyUnavailable;
        }
        catch (SettingException notInThisBuild)
        {
            Skip = notInThisBuild.Message;
        }
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        [
            ["questpdf"],
        ];
}
