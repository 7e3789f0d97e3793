namespace Commissioning.Platform.Documents;

/// <summary>Ruled lines to write on, in a printed form.</summary>
public sealed record WritingSpace(int Lines) : LetterBlock;
