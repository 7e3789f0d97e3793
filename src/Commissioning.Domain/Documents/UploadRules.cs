using System.Globalization;
using System.IO.Compression;

namespace Commissioning.Domain.Documents;

/// <summary>Determines what a file is from its first bytes; the extension alone is never trusted.</summary>
public static class UploadRules
{
    public const int MostMegabytes = 10;
    public const int MaximumBytes = MostMegabytes * Megabyte;
    public const string Accept = ".pdf,.docx,.xlsx,.jpg,.jpeg,.png";
    public const string Wanted = "PDF, Word (.docx), Excel (.xlsx), JPEG or PNG";
    public const string PhotosAsJpeg =
        "iPhone photos must be JPEG: on the phone, open Settings, Camera, Formats, and choose Most Compatible.";
    public static readonly string UpTo = $"up to {MaximumBytes / Megabyte} MB";
    private const int Megabyte = 1024 * 1024;

    /// <summary>Phones make pictures of up to 50 million pixels.</summary>
    private const long MostPixels = 100_000_000;

    // A workbook of 200 sheets has fewer than 1,000 parts.
    private const int MostParts = 10_000;

    public static readonly IReadOnlyDictionary<string, string> ContentTypes = new Dictionary<string, string>
    {
        [".pdf"] = "application/pdf",
        [".docx"] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        [".xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".png"] = "image/png",
    };

    /// <summary>Photographs as phones store them. They are converted to JPEG, never kept.</summary>
    public static readonly IReadOnlyList<string> PhonePhotos = [".heic", ".heif"];

    /// <summary>Null when the file is accepted; otherwise a sentence that names it.</summary>
    public static Refusal? WhyNotAccepted(string name, byte[] content, string field)
    {
        var kind = Path.GetExtension(name).ToLowerInvariant();
        if (content.Length == 0)
            return new($"{name} is empty. Check it on your device and choose it again.", field);
        if (WhyTooLarge(name, content.Length, field) is { } large)
            return large;
        if (PhonePhotos.Contains(kind))
            return new($"{name} cannot be read here. {PhotosAsJpeg} Then take the photo again, or send a screenshot of it.", field);
        if (!ContentTypes.ContainsKey(kind))
            return new(WrongKind(name, null), field);
        if (IsReally(kind, content))
            return WhyTooManyPixels(name, content, field);
        return IsEncryptedOffice(kind, content)
            ? new(
                $"{name} is locked with a password, so nobody here could read it. Open it, choose File, Info, Protect Document (or Workbook), Encrypt with Password, clear the password, save it and choose that copy.",
                field
            )
            : new($"{name} does not contain what its name says. Open it, save it again as {Wanted}, and choose that copy.", field);
    }

    /// <summary>Whether this is a photograph as phones store it, by name and first bytes (ISO 14496-12: a "ftyp" box, then the
    /// brand).</summary>
    public static bool IsPhonePhoto(string name, ReadOnlySpan<byte> content) =>
        PhonePhotos.Contains(Path.GetExtension(name).ToLowerInvariant()) && content.Length > 12 && content[4..8].SequenceEqual("ftyp"u8);

    /// <summary>Asked before a file is read too.</summary>
    public static Refusal? WhyTooLarge(string name, long bytes, string field) =>
        bytes > MaximumBytes ? new(TooLarge(name, Megabytes(bytes), null), field) : null;

    /// <summary>The limits that the round's form sets for this document.</summary>
    public static Refusal? WhyNotAccepted(Funds.DocumentKind document, Upload upload, string field) =>
        WhyNotAccepted(document, upload.Name, upload.Content.Length, field);

    /// <inheritdoc cref="WhyNotAccepted(Funds.DocumentKind, Upload, string)"/>
    public static Refusal? WhyNotAccepted(Funds.DocumentKind document, string name, long bytes, string field)
    {
        var endings = document.Settings.Endings;
        if (endings.Count > 0 && !endings.Contains(Path.GetExtension(name).ToLowerInvariant()))
            return new(WrongKind(name, document), field);
        return bytes > MostBytes(document) ? new(TooLarge(name, Megabytes(bytes), document), field) : null;
    }

    /// <summary>The most bytes of one file, of this document or of any.</summary>
    public static int MostBytes(Funds.DocumentKind? document) =>
        document?.Settings.MostMegabytes is { } most ? Math.Min(most * Megabyte, MaximumBytes) : MaximumBytes;

    /// <summary>What a file that is too large is told; the page's script says it before the file is sent.</summary>
    public static string TooLarge(string name, string megabytes, Funds.DocumentKind? document) =>
        $"{name} is {megabytes} MB; the limit{(document?.Settings.MostMegabytes is null ? "" : " for " + document.Name)} is {MostBytes(document) / Megabyte} MB. Save a smaller copy, or split it.";

    /// <summary>What a file of another kind is told; the page's script says it before the file is sent.</summary>
    public static string WrongKind(string name, Funds.DocumentKind? document) =>
        document is { Settings.Endings: { Count: > 0 } endings }
            ? $"{name} is not a kind of file we accept for {document.Name}. Save it as {string.Join(" or ", endings)}."
            : $"{name} is not a kind of file we accept. Save it as {Wanted}.";

    /// <summary>The endings of a list as an officer types it, such as ".pdf, .jpg".</summary>
    public static IReadOnlyList<string> Endings(string? typed) =>
        (typed ?? "")
            .Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(ending => ending.ToLowerInvariant())
            .ToList();

    /// <summary>A small file may be a picture that fills the memory of whoever looks at it.</summary>
    private static Refusal? WhyTooManyPixels(string name, byte[] content, string field) =>
        PictureSize.Of(content) is { } size && size.Width * size.Height > MostPixels
            ? new(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name} is a picture of {size.Width:N0} by {size.Height:N0} pixels, too large to show. Save a smaller copy, and choose that."
                ),
                field
            )
            : null;

    private static string Megabytes(long bytes) => (bytes / (double)Megabyte).ToString("0.0", CultureInfo.InvariantCulture);

    private static bool IsReally(string kind, byte[] content) =>
        kind switch
        {
            ".pdf" => content.AsSpan().StartsWith("%PDF-"u8),
            ".png" => content.AsSpan().StartsWith(new byte[] { 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a }),
            ".jpg" or ".jpeg" => content.AsSpan().StartsWith(new byte[] { 0xff, 0xd8, 0xff }),
            ".docx" => HasPart(content, "word/document.xml"),
            _ => HasPart(content, "xl/workbook.xml"),
        };

    /// <summary>Office puts a document with a password into an OLE container, as the stream EncryptedPackage (MS-OFFCRYPTO
    /// 1.3.3).</summary>
    private static bool IsEncryptedOffice(string kind, byte[] content) =>
        kind is ".docx" or ".xlsx"
        && content.AsSpan().StartsWith(new byte[] { 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1 })
        && content.AsSpan().IndexOf(System.Text.Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0;

    private static bool HasPart(byte[] content, string part)
    {
        // Counted before they are listed in memory.
        if (content.AsSpan().Count("PK\u0001\u0002"u8) > MostParts)
            return false;
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
