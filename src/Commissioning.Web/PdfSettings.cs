using Commissioning.Platform.Documents;

namespace Commissioning.Web;

public static class PdfSettings
{
    private static readonly string[] Licences = ["Evaluation", "Community", "Professional", "Enterprise"];

    public static PdfOptions From(IConfiguration settings, IHostEnvironment environment, OfficeLook look)
    {
        var options = settings.GetSection("Pdf").Get<PdfOptions>() ?? new PdfOptions();
        options = options with
        {
            FontsFolder = options.FontsFolder ?? Path.Combine(environment.ContentRootPath, "wwwroot", "assets", "fonts"),
            Head = look.Head,
        };
        if (options.Provider != "questpdf")
            return options;
        if (options.QuestPdfLicence is null && environment.IsDevelopment())
            return options with { QuestPdfLicence = "Evaluation" };
        return Licences.Contains(options.QuestPdfLicence)
            ? options
            : throw new SettingException(
                "Set Pdf__QuestPdfLicence to the QuestPDF licence that this office has: Professional, Enterprise, or Community (not for public bodies, see OPERATIONS.md). Or set Pdf__Provider to chromium, which needs none."
            );
    }
}
