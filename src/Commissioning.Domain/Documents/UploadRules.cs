using System.IO.Compression;

namespace Commissioning.Domain.Documents;

/// <summary>Determines what a file is from its first bytes; the extension alone is never trusted.</summary>
public static class UploadRules
{
    public const int MaximumBytes = 10 * 1024 * 1024;
    public const string Accept = ".pdf,.docx,.xlsx,.jpg,.jpeg,.png";
    public const string Wanted = "PDF, Word (.docx), Excel (.xlsx), JPEG or PNG";
    public static readonly string UpTo = $"up to {MaximumBytes / 1048576} MB";

    public static readonly IReadOnlyDictionary<string, string> ContentTypes = new Dictionary<string, string>
    {
        [".pdf"] = "application/pdf",
        [".docx"] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        [".xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".png"] = "image/png",
    };

    /// <summary>Null when the file is accepted; otherwise a sentence that names it.</summary>
    public static Refusal? WhyNotAccepted(string name, byte[] content, string field)
    {
        var kind = Path.GetExtension(name).ToLowerInvariant();
        if (content.Length == 0)
            return new($"{name} is empty. Check it on your device and choose it again.", field);
        if (WhyTooLarge(name, content.Length, field) is { } large)
            return large;
        if (!ContentTypes.ContainsKey(kind))
            return new($"{name} is not a kind of file we accept. Save it as {Wanted}.", field);
        return IsReally(kind, content)
            ? null
            : new($"{name} does not contain what its name says. Open it, save it again as {Wanted}, and choose that copy.", field);
    }

    /// <summary>Asked before a file is read too.</summary>
    public static Refusal? WhyTooLarge(string name, long bytes, string field) =>
        bytes > MaximumBytes
            ? new(
                $"{name} is {bytes / 1048576.0:0.0} MB; the limit is {MaximumBytes / 1048576} MB. Save a smaller copy, or split it.",
                field
            )
            : null;

    /// <summary>The limits that the round's form sets for this document.</summary>
    public static Refusal? WhyNotAccepted(Funds.DocumentKind document, Upload upload, string field)
    {
        var (name, endings, length) = (upload.Name, document.Settings.Endings, upload.Content.Length);
        if (endings.Count > 0 && !endings.Contains(upload.Ending))
            return new($"{name} is not a kind of file we accept for {document.Name}. Save it as {string.Join(" or ", endings)}.", field);
        if (document.Settings.MostMegabytes is { } most && length > most * 1024 * 1024)
            return new(
                $"{name} is {length / 1048576.0:0.0} MB; the limit for {document.Name} is {most} MB. Save a smaller copy, or split it.",
                field
            );
        return null;
    }

    private static bool IsReally(string kind, byte[] content) =>
        kind switch
        {
            ".pdf" => content.AsSpan().StartsWith("%PDF-"u8),
            ".png" => content.AsSpan().StartsWith(new byte[] { 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a }),
            ".jpg" or ".jpeg" => content.AsSpan().StartsWith(new byte[] { 0xff, 0xd8, 0xff }),
            ".docx" => HasPart(content, "word/document.xml"),
            _ => HasPart(content, "xl/workbook.xml"),
        };

    private static bool HasPart(byte[] content, string part)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
            return archive.GetEntry(part) is not null;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
