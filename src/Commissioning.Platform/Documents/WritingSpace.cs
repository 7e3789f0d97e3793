namespace Commissioning.Platform.Documents;

/// <summary>Ruled lines to write on, in a form that is printed.</summary>
public sealed record WritingSpace(int Lines) : LetterBlock;
