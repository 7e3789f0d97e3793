using Azure.Identity;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Email;
using Commissioning.Platform.Files;

namespace Commissioning.Web;

/// <summary>What each port can be set to.</summary>
public static class Providers
{
    // In a project of its own that only a build with -p:QuestPdf=true brings, so it is asked for by name.
    public const string QuestPdf = "Commissioning.QuestPdf.QuestPdfWriter, Commissioning.QuestPdf";

    /// <param name="clock">The machine's own: a clock that is moved in Development does not make a mail server slow.</param>
    public static IMailTransport Mail(MailOptions options, TimeProvider clock) =>
        options.Provider switch
        {
            "pickup" => new PickupTransport(options),
            "smtp" => new SmtpTransport(options, clock, options.OAuth is null ? null : new DefaultAzureCredential()),
            var other => throw new SettingException($"Mail__Provider is \"{other}\". Set it to pickup or smtp."),
        };

    public static IFileContents Files(FileStoreOptions options) =>
        options.Provider switch
        {
            "disk" => new DiskFiles(options),
            "azure" => new AzureFiles(options),
            var other => throw new SettingException($"Files__Provider is \"{other}\". Set it to disk or azure."),
        };

    public static IPdfWriter Pdf(PdfOptions options) =>
        options.Provider switch
        {
            "chromium" => new ChromiumPdf(options),
            "questpdf" when Type.GetType(QuestPdf) is { } writer => (IPdfWriter)Activator.CreateInstance(writer, options)!,
            "questpdf" => throw new SettingException(
                "Pdf__Provider is questpdf, which this build does not have. Build with -p:QuestPdf=true, or set it to chromium."
            ),
            var other => throw new SettingException($"Pdf__Provider is \"{other}\". Set it to chromium or questpdf."),
        };
}
