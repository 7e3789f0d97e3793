using Azure.Identity;
using Commissioning.Platform.Email;
using Commissioning.Platform.Files;
using Commissioning.Platform.Letters;

namespace Commissioning.Web;

/// <summary>What this build can be set to use: the full package set. Adapters.Core.cs is the same for the core one.</summary>
public static class Adapters
{
    public const string UsualPdf = "questpdf";

    public static IMailTransport Mail(MailOptions options) => options.Provider switch
    {
        "pickup" => new PickupTransport(options),
        "smtp" => new SmtpTransport(options),
        "mailkit" => new MailKitTransport(options, options.OAuth is null ? null : new DefaultAzureCredential()),
        var other => throw new SettingException($"Mail__Provider is \"{other}\". Set it to pickup, smtp or mailkit."),
    };

    public static IFileContents Files(FileStoreOptions options) => options.Provider switch
    {
        "disk" => new DiskFiles(options),
        "azure" => new AzureFiles(options),
        var other => throw new SettingException($"Files__Provider is \"{other}\". Set it to disk or azure."),
    };

    public static IPdfWriter Pdf(PdfOptions options) => options.Provider switch
    {
        "chromium" => new ChromiumPdf(options),
        "questpdf" => new QuestPdf(options),
        var other => throw new SettingException($"Pdf__Provider is \"{other}\". Set it to chromium or questpdf."),
    };

    /// <summary>In Development a changed view is compiled when its page is next asked for. Nowhere else is there a compiler to reach.</summary>
    public static void CompileViews(IMvcBuilder pages, IHostEnvironment environment)
    {
#pragma warning disable ASPDEPR003 // The framework prefers hot reload; the office asked for this, and it never leaves Development.
        if (environment.IsDevelopment()) pages.AddRazorRuntimeCompilation();
#pragma warning restore ASPDEPR003
    }
}
