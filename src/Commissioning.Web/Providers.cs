using Azure.Identity;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Email;
using Commissioning.Platform.Files;

namespace Commissioning.Web;

/// <summary>The implementations each provider setting can select.</summary>
public static class Providers
{
    // In a separate project that only a build with -p:QuestPdf=true includes, so it is loaded by name.
    public const string QuestPdf = "Commissioning.QuestPdf.QuestPdfWriter, Commissioning.QuestPdf";

    /// <param name="clock">The machine's clock: moving the portal's in Development must not affect mail timeouts.</param>
    public static IMailTransport Mail(MailOptions options, TimeProvider clock) =>
        options.Provider switch
        {
            "pickup" => new PickupTransport(options),
            "smtp" => new SmtpTransport(options, clock, options.OAuth is null ? null : new DefaultAzureCredential()),
            var other => throw new SettingException($"Mail__Provider is \"{other}\". Set it to pickup or smtp."),
        };

    public static Mailbox Mailbox(MailOptions options) => new(options, options.OAuth is null ? null : new DefaultAzureCredential());

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
