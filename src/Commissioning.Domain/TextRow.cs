namespace Commissioning.Domain;

/// <summary>A line of a page or of copied text.</summary>
/// <param name="EndsParagraph">A gap follows.</param>
public sealed record TextRow(string Place, IReadOnlyList<TextSegment> Segments, bool EndsParagraph)
{
    public string Text => string.Join(' ', Segments.Select(segment => segment.Text));
}
