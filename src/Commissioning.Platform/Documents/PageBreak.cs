namespace Commissioning.Platform.Documents;

/// <summary>What follows starts on a new page in print, such as the scores of a refusal.</summary>
public sealed record PageBreak : LetterBlock;
