namespace Commissioning.Domain.Applications;

/// <summary>One question about whom a project reaches. Any number of options may be chosen, including none.</summary>
/// <param name="Code">Names it in the stored answers, and never changes.</param>
/// <param name="IsClosed">Not asked in rounds that are published from now on.</param>
public sealed record EqualityQuestion(string Code, string Wording, IReadOnlyList<string> Options, bool IsClosed = false);
