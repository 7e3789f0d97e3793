using System.Globalization;
using Commissioning.Platform.Files;

namespace Commissioning.Platform.Spreadsheets;

/// <summary>The text of a CSV file that somebody sent. A row that never ends, because there is no line break or a quotation mark is not
/// closed, is refused before it is in memory.</summary>
public sealed class BoundedText(TextReader inner, string name) : TextReader
{
    /// <summary>The most characters of one row, its line breaks within quotation marks included.</summary>
    public const int LongestRow = 1024 * 1024;

    private int row = 1;
    private int length;
    private bool inQuotes;
    private bool opens = true; // A quotation mark here opens a cell.
    private bool closed; // The character before was a quotation mark that closed a cell.

    /// <summary>What stands between two cells. Null: quotation marks have no meaning, and a line is a row.</summary>
    public char? Delimiter { get; set; }

    public override int Peek() => inner.Peek();

    public override int Read()
    {
        Span<char> one = stackalloc char[1];
        return Read(one) == 0 ? -1 : one[0];
    }

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        var count = inner.Read(buffer);
        foreach (var letter in buffer[..count])
            Count(letter);
        return count;
    }

    public override Task<int> ReadAsync(char[] buffer, int index, int count) => Task.FromResult(Read(buffer, index, count));

    public override ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    private void Count(char letter)
    {
        if (++length > LongestRow)
            throw new UnreadableFileException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name}, row {row:N0} has more than a million characters: a line does not end, or a quotation mark is not closed. Save it again as CSV and choose that copy."
                )
            );
        if (letter == '"' && Delimiter is not null && (inQuotes || opens || closed))
        {
            (closed, inQuotes, opens) = (inQuotes, !inQuotes, false);
            return;
        }
        closed = false;
        if (inQuotes)
            return;
        opens = letter == Delimiter || letter is '\n' or '\r';
        if (letter != '\n' && letter != '\r')
            return;
        if (letter == '\n')
            row++;
        length = 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
