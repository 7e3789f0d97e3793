namespace Commissioning.Domain.DueDiligence;

/// <summary>Words of a text that another text has too.</summary>
/// <param name="From">The place of its first word.</param>
/// <param name="To">The place of its last word.</param>
public sealed record SharedPassage(
    int From,
    int To,
    string OurQuestion,
    string TheirQuestion,
    IReadOnlyList<TextPiece> Ours,
    IReadOnlyList<TextPiece> Theirs
)
{
    public int Words => To - From + 1;
    public int TheirWords =>
        string.Concat(Theirs.Select(piece => piece.Text)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
}
