namespace Commissioning.Domain.Applications;

/// <summary>One question about who a project reaches; any number of its options may be chosen, and none.</summary>
public sealed record EqualityQuestion(string Code, string Wording, IReadOnlyList<string> Options);
