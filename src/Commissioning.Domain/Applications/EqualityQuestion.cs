namespace Commissioning.Domain.Applications;

/// <summary>One question about whom a project reaches. Any number of options may be chosen, including none.</summary>
public sealed record EqualityQuestion(string Code, string Wording, IReadOnlyList<string> Options);
