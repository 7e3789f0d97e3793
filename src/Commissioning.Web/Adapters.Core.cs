using Commissioning.Platform.Email;
using Commissioning.Platform.Files;
using Commissioning.Platform.Letters;

namespace Commissioning.Web;

/// <summary>What this build can be set to use: the core package set. Adapters.Full.cs is the same for the full one.</summary>
public static class Adapters
{
    public const string UsualPdf = "chromium";

    public static IMailTransport Mail(MailOptions options) => options.Provider switch
    {
        "pickup" => new PickupTransport(options),
        "smtp" => new SmtpTransport(options),
        "mailkit" => throw NotInThisBuild("Mail__Provider", "mailkit", "smtp"),
        var other => throw new SettingException($"Mail__Provider is \"{other}\". Set it to pickup, smtp or mailkit."),
    };

    public static IFileContents Files(FileStoreOptions options) => options.Provider switch
    {
        "disk" => new DiskFiles(options),
        "azure" => throw NotInThisBuild("Files__Provider", "azure", "disk"),
        var other => throw new SettingException($"Files__Provider is \"{other}\". Set it to disk or azure."),
    };

    public static IPdfWriter Pdf(PdfOptions options) => options.Provider switch
    {
        "chromium" => new ChromiumPdf(options),
        "questpdf" => throw NotInThisBuild("Pdf__Provider", "questpdf", "chromium"),
        var other => throw new SettingException($"Pdf__Provider is \"{other}\". Set it to chromium or questpdf."),
    };

    /// <summary>Views are compiled with the project; `dotnet watch` builds it again.</summary>
    public static void CompileViews(IMvcBuilder pages, IHostEnvironment environment) { }

    private static SettingException NotInThisBuild(string setting, string value, string instead) =>
        new($"{setting} is \"{value}\", which this build does not have. Build with -p:PackageSet=full, or set it to {instead}.");
}
