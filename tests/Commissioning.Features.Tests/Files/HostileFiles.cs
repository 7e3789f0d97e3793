using System.IO.Compression;
using System.Text;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Files;

/// <summary>Small files that would fill the memory or the processor of whoever reads them.</summary>
internal static class HostileFiles
{
    public const string WordStart = "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>";
    private const string SheetStart = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">";

    public const string Laughs =
        "<!DOCTYPE a [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]><a>&c;</a>";

    /// <summary>A zip with one part, never whole in memory.</summary>
    /// <param name="times">How often the middle stands there.</param>
    public static byte[] Zip(string part, string start, string middle, int times) => Of([], part, start, middle, times);

    /// <summary>A workbook whose first sheet is this.</summary>
    public static byte[] Sheet(string start, string middle, int times, bool isWhole = false) =>
        Of(
            new SampleWorkbook().Sheet("Costs", ["x"]).Write(),
            "xl/worksheets/sheet1.xml",
            (isWhole ? "" : SheetStart) + start,
            middle,
            times
        );

    public static byte[] ManyParts(int count)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            for (var i = 0; i < count; i++)
                zip.CreateEntry($"xl/{i}", CompressionLevel.NoCompression);
        return file.ToArray();
    }

    private static byte[] Of(byte[] rest, string part, string start, string middle, int times)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            if (rest.Length > 0)
            {
                using var from = new ZipArchive(new MemoryStream(rest));
                foreach (var entry in from.Entries.Where(entry => entry.FullName != part))
                {
                    using var source = entry.Open();
                    using var target = zip.CreateEntry(entry.FullName).Open();
                    source.CopyTo(target);
                }
            }
            using var stream = zip.CreateEntry(part, CompressionLevel.Fastest).Open();
            stream.Write(Encoding.UTF8.GetBytes(start));
            var each = Math.Clamp(65536 / middle.Length, 1, times);
            var many = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(middle, each)));
            for (var i = 0; i < times; i += each)
                stream.Write(many);
        }
        return file.ToArray();
    }

    /// <summary>One page with 60,000 filled shapes, whose edges cross, over each other.</summary>
    public static byte[] CrossingPaths()
    {
        var paths = string.Concat(Enumerable.Repeat("0 0 m 200 200 l 0 200 l 200 0 l f*\n", 60_000));
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            deflate.Write(Encoding.ASCII.GetBytes(paths));
        using var pdf = new MemoryStream();
        pdf.Write(
            Encoding.ASCII.GetBytes(
                "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R>>endobj\n"
            )
        );
        pdf.Write(
            Encoding.ASCII.GetBytes(
                string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"4 0 obj<</Length {packed.Length}/Filter/FlateDecode>>stream\n"
                )
            )
        );
        pdf.Write(packed.ToArray());
        pdf.Write("\nendstream endobj\ntrailer<</Root 1 0 R>>\n"u8);
        return pdf.ToArray();
    }

    /// <summary>A PNG that says it has 60,000 by 60,000 pixels.</summary>
    public static byte[] HugePng() =>
        [
            0x89,
            .. "PNG\r\n"u8,
            0x1A,
            0x0A,
            0,
            0,
            0,
            13,
            .. "IHDR"u8,
            0,
            0,
            0xEA,
            0x60,
            0,
            0,
            0xEA,
            0x60,
            8,
            2,
            0,
            0,
            0,
            1,
            2,
            3,
            4,
            0,
            0,
            0,
            0,
            .. "IEND"u8,
            1,
            2,
            3,
            4,
        ];

    /// <summary>A JPEG of 8 by 8 pixels with 150 Exif segments, each a directory that says it has 65,535 entries and is its own
    /// next.</summary>
    public static byte[] ExifBomb(ushort side = 8)
    {
        var exif = new byte[65_533];
        "Exif\0\0MM\0*\0\0\0\u0008"u8.CopyTo(exif);
        exif.AsSpan(14).Fill(0xFF);
        byte[] segment = [0xFF, 0xE1, 0xFF, 0xFF, .. exif];
        byte[] frame = [0xFF, 0xC0, 0, 11, 8, (byte)(side >> 8), (byte)side, (byte)(side >> 8), (byte)side, 1, 1, 0x11, 0];
        return
        [
            0xFF,
            0xD8,
            .. Enumerable.Repeat(segment, 150).SelectMany(bytes => bytes),
            .. frame,
            0xFF,
            0xDA,
            0,
            8,
            1,
            1,
            0,
            0,
            63,
            0,
            0,
            0xFF,
            0xD9,
        ];
    }
}
