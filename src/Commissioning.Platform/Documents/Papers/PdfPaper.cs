using System.IO.Compression;
using Commissioning.Domain;
using Commissioning.Platform.Files;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Exceptions;

namespace Commissioning.Platform.Documents.Papers;

/// <summary>The lines of a PDF's pages, with where their words stand.</summary>
internal static class PdfPaper
{
    public const int MostPages = 300;

    /// <summary>The most bytes that the parts of a PDF may unpack to.</summary>
    public const int MostUnpacked = 200 * 1024 * 1024;

    public static IReadOnlyList<PaperBlock> Read(string name, byte[] content)
    {
        if (UnpacksTooFar(content))
            throw new UnreadableFileException(
                $"{name} unpacks to more than {MostUnpacked / 1024 / 1024} MB. Print only the pages with the figures to a new PDF."
            );
        try
        {
            using var document = PdfDocument.Open(content);
            if (document.NumberOfPages > MostPages)
                throw new UnreadableFileException(
                    $"{name} has {document.NumberOfPages} pages; the most that can be read are {MostPages}. Print only the pages with the figures to a new PDF."
                );
            var blocks = new List<PaperBlock>();
            var words = 0;
            foreach (var page in document.GetPages())
            {
                var on = page.GetWords().Where(word => !string.IsNullOrWhiteSpace(word.Text)).ToList();
                words += on.Count;
                if (on.Count > 0)
                    blocks.Add(new PaperPage($"page {page.Number}", Rows(on, $"page {page.Number}")));
            }
            if (words == 0)
                throw new UnreadableFileException(
                    $"{name} has no text: it is a scan, or only pictures. Ask who wrote it for the Word file, or make its text readable with a text recognition program, or type the figures."
                );
            return blocks;
        }
        catch (PdfDocumentEncryptedException)
        {
            throw new UnreadableFileException($"{name} is locked with a password. Save a copy without the password and choose that.");
        }
        // PdfPig reports a damaged file by many kinds of exception.
        catch (Exception exception) when (exception is not (UnreadableFileException or OutOfMemoryException))
        {
            throw new UnreadableFileException(
                content.AsSpan().IndexOf("/Encrypt"u8) >= 0
                    ? $"{name} is locked with a password. Save a copy without the password and choose that."
                    : $"{name} is damaged or not a PDF. Open it and print it to a new PDF."
            );
        }
    }

    private static List<TextRow> Rows(List<Word> words, string place)
    {
        var lines = new List<List<Word>>();
        foreach (var word in words.OrderByDescending(word => word.BoundingBox.Centroid.Y))
        {
            var line = lines.LastOrDefault();
            if (line is not null && Math.Abs(Middle(line) - word.BoundingBox.Centroid.Y) < Height(word) * 0.6)
                line.Add(word);
            else
                lines.Add([word]);
        }
        lines = ByColumn(lines);
        var rows = new List<TextRow>();
        for (var i = 0; i < lines.Count; i++)
        {
            var height = lines[i].Average(Height);
            var gap = i + 1 < lines.Count ? Middle(lines[i]) - Middle(lines[i + 1]) : double.MaxValue;
            rows.Add(new(place, Segments(lines[i]), gap > height * 2.2 || gap < 0));
        }
        return rows;
    }

    /// <summary>The lines of a page that is set in two columns of text, the left column first. A table is none: its cells have few words,
    /// or no gap runs through most of its lines.</summary>
    private static List<List<Word>> ByColumn(List<List<Word>> lines)
    {
        var pairs = lines
            .Select(Segments)
            .Where(line => line.Count == 2 && line.All(segment => segment.Text.Count(letter => letter == ' ') >= 2))
            .ToList();
        if (pairs.Count < 8 || pairs.Count * 2 < lines.Count)
            return lines;
        var (from, to) = (pairs.Max(line => line[0].Right), pairs.Min(line => line[1].Left));
        if (from >= to)
            return lines;
        var middle = (from + to) / 2;
        var (ordered, left, right) = (new List<List<Word>>(), new List<List<Word>>(), new List<List<Word>>());
        foreach (var line in lines)
        {
            // A heading over both columns ends what stands above it.
            if (
                line.Any(word => word.BoundingBox.Left < middle && word.BoundingBox.Right > middle)
                || Segments(line) is [var only] && only.Left < middle && only.Right > middle
            )
            {
                ordered.AddRange([.. left, .. right, line]);
                left.Clear();
                right.Clear();
                continue;
            }
            foreach (
                var (column, words) in new[]
                {
                    (left, line.Where(word => word.BoundingBox.Left < middle).ToList()),
                    (right, line.Where(word => word.BoundingBox.Left >= middle).ToList()),
                }
            )
                if (words.Count > 0)
                    column.Add(words);
        }
        return [.. ordered, .. left, .. right];
    }

    // Words of a cell stand closer than a letter's height; the columns of a table do not.
    private static List<TextSegment> Segments(List<Word> line)
    {
        var segments = new List<TextSegment>();
        foreach (var word in line.OrderBy(word => word.BoundingBox.Left))
        {
            var (left, right) = (word.BoundingBox.Left, word.BoundingBox.Right);
            if (segments.Count > 0 && left - segments[^1].Right < Height(word) * 0.8)
                segments[^1] = new($"{segments[^1].Text} {word.Text}", segments[^1].Left, Math.Max(right, segments[^1].Right));
            else
                segments.Add(new(word.Text, left, right));
        }
        return segments;
    }

    private static double Middle(List<Word> line) => line.Average(word => word.BoundingBox.Centroid.Y);

    // A comma's box is small; the letters' size is not.
    private static double Height(Word word) => Math.Max(word.Letters.Max(letter => letter.PointSize), 1);

    private static bool UnpacksTooFar(byte[] content)
    {
        var unpacked = 0L;
        var buffer = new byte[81920];
        var span = content.AsSpan();
        for (var at = 0; at < content.Length; )
        {
            var found = span[at..].IndexOf("stream"u8);
            if (found < 0)
                return false;
            var start = at + found + 6;
            at = start;
            while (start < content.Length && content[start] is (byte)'\r' or (byte)'\n')
                start++;
            // A deflated part begins with 0x78.
            if (start == at || start >= content.Length || content[start] != 0x78)
                continue;
            try
            {
                using var part = new ZLibStream(new MemoryStream(content, start, content.Length - start), CompressionMode.Decompress);
                for (int read; (read = part.Read(buffer)) > 0; )
                    if ((unpacked += read) > MostUnpacked)
                        return true;
            }
            catch (InvalidDataException)
            {
                // Not a part after all, or a damaged one, which its reader reports.
            }
        }
        return false;
    }
}
