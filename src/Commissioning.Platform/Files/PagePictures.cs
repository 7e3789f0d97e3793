using System.Globalization;
using System.Text.RegularExpressions;
using Commissioning.Domain;

namespace Commissioning.Platform.Files;

/// <summary>Renders a file's pages as pictures, so that an officer can view it without opening it: the browser gets pixels, never an
/// untrusted PDF. Poppler renders them in a process with limits. Without Poppler, or for a file it cannot read, there are no
/// pictures.</summary>
public sealed partial class PagePictures(LimitedProcess process)
{
    public const int MostPages = 20;

    public static readonly bool CanShowPdf = LimitedProcess.IsInstalled("pdftoppm");

    public static bool MayShow(string name) => Path.GetExtension(name).ToLowerInvariant() is ".pdf" or ".png" or ".jpg" or ".jpeg";

    /// <summary>How many pages can be shown, at most <see cref="MostPages"/>; zero when none can.</summary>
    public async Task<int> PagesAsync(StoredFile file)
    {
        if (file.ContentType != "application/pdf")
            return MayShow(file.Name) ? 1 : 0;
        if ((await process.RunAsync("pdfinfo", ["-"], file.Content)).Output is not { } told)
            return 0;
        return Pages().Match(System.Text.Encoding.UTF8.GetString(told)) is { Success: true } found
            ? Math.Min(MostPages, int.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture))
            : 0;
    }

    /// <summary>Null when a PDF can be opened, or Poppler is not there to ask; otherwise how to put it right.</summary>
    public async Task<Refusal?> WhyUnreadableAsync(string name, byte[] pdf, string field)
    {
        var answer = await process.RunAsync("pdfinfo", ["-"], pdf);
        if (!answer.IsInstalled || answer.Output is not null)
            return null;
        if (answer.Errors.Contains("Incorrect password", StringComparison.Ordinal))
            return new(
                $"{name} is locked with a password, so nobody here could read it. Open it with the password, choose Print, then Save as PDF, and choose that copy.",
                field
            );
        return new($"{name} is damaged and cannot be opened. Open it on your device, save or scan it again, and choose that copy.", field);
    }

    /// <summary>One page as PNG or JPEG; null when it cannot be shown.</summary>
    /// <param name="width">The longest side of a PDF's page, in pixels.</param>
    public async Task<(byte[] Content, string ContentType)?> PageAsync(StoredFile file, int page, int width)
    {
        if (page is < 1 or > MostPages || !MayShow(file.Name))
            return null;
        if (file.ContentType != "application/pdf")
            return page == 1 ? (file.Content, file.ContentType) : null;
        var number = page.ToString(CultureInfo.InvariantCulture);
        string[] arguments = ["-png", "-scale-to", width.ToString(CultureInfo.InvariantCulture), "-f", number, "-l", number, "-"];
        return (await process.RunAsync("pdftoppm", arguments, file.Content)).Output is { Length: > 0 } picture
            ? (picture, "image/png")
            : null;
    }

    [GeneratedRegex(@"^Pages:\s+(\d+)", RegexOptions.Multiline)]
    private static partial Regex Pages();
}
