namespace Commissioning.Domain.DueDiligence;

/// <summary>A sentence of a text, from its first to its last word.</summary>
/// <param name="Stems">Its telling words.</param>
public sealed record TextSentence(int From, int To, IReadOnlySet<string> Stems);
