namespace Commissioning.Platform.Documents;

public sealed record KeyValues(IReadOnlyList<Fact> Rows) : LetterBlock;
