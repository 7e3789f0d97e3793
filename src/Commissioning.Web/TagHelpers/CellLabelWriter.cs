using System.Globalization;
using System.Text;

namespace Commissioning.Web.TagHelpers;

/// <summary>
/// Passes the content of a table on, adds its column's name to each td as data-label, and writes a cell of white space empty, so that a
/// phone can leave it out. A cell that spans several columns belongs to none of them and has no label.
/// </summary>
/// <remarks>One pass over what is written anyway: tag helpers for tr, th and td took over ten times as long.</remarks>
internal sealed class CellLabelWriter(TextWriter inner) : TextWriter(CultureInfo.InvariantCulture)
{
    private readonly List<string> columns = [];
    private readonly StringBuilder tag = new();
    private readonly StringBuilder heading = new();
    private readonly StringBuilder blank = new();
    private bool isInTag;
    private bool isInHeading;
    private bool isAtStartOfCell;
    private int headingSpan;
    private int column;

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        while (buffer.Length > 0)
        {
            var end = buffer.IndexOf(isInTag ? '>' : '<');
            var part = end < 0 ? buffer : buffer[..end];
            if (!isInTag)
                WriteText(part);
            else if (end < 0)
                tag.Append(part);
            else if (tag.Length == 0)
                WriteTag(part);
            else
            {
                WriteTag(tag.Append(part).ToString());
                tag.Clear();
            }
            if (end < 0)
                return;
            isInTag = !isInTag;
            buffer = buffer[(end + 1)..];
        }
    }

    private void WriteText(ReadOnlySpan<char> text)
    {
        if (isInHeading)
            heading.Append(text);
        if (isAtStartOfCell && text.IsWhiteSpace())
        {
            blank.Append(text);
            return;
        }
        LeaveStartOfCell(isEmpty: false);
        inner.Write(text);
    }

    /// <param name="text">What stands between the angle brackets.</param>
    private void WriteTag(ReadOnlySpan<char> text)
    {
        LeaveStartOfCell(isEmpty: text is "/td");
        inner.Write('<');
        inner.Write(text);
        var end = text.IndexOf(' ');
        switch (end < 0 ? text : text[..end])
        {
            case "tr":
                column = 0;
                break;
            case "th" when text.Contains("scope=\"col\"", StringComparison.Ordinal):
                (isInHeading, headingSpan) = (true, Span(text));
                heading.Clear();
                break;
            case "/th" when isInHeading:
                isInHeading = false;
                columns.AddRange(Enumerable.Repeat(Name(), headingSpan));
                break;
            case "th":
                column += Span(text);
                break;
            case "td":
                var span = Span(text);
                if (span == 1 && column < columns.Count && columns[column].Length > 0)
                {
                    inner.Write(" data-label=\"");
                    inner.Write(columns[column]);
                    inner.Write('"');
                }
                column += span;
                isAtStartOfCell = true;
                break;
        }
        inner.Write('>');
    }

    private void LeaveStartOfCell(bool isEmpty)
    {
        if (!isEmpty && blank.Length > 0)
            inner.Write(blank.ToString());
        blank.Clear();
        isAtStartOfCell = false;
    }

    /// <summary>The heading's text, encoded as it was written.</summary>
    private string Name() =>
        string.Join(' ', heading.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace("\"", "&quot;");

    private static int Span(ReadOnlySpan<char> text)
    {
        const string attribute = "colspan=\"";
        var start = text.IndexOf(attribute);
        if (start < 0)
            return 1;
        var value = text[(start + attribute.Length)..];
        return int.Parse(value[..value.IndexOf('"')], CultureInfo.InvariantCulture);
    }
}
