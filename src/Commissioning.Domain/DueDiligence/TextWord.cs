namespace Commissioning.Domain.DueDiligence;

/// <summary>A word of a text, and where it stands.</summary>
/// <param name="Key">Lower case, without accents.</param>
/// <param name="Stem">Null: a small word, which tells nothing.</param>
public sealed record TextWord(int Part, int Start, int End, string Key, string? Stem);
