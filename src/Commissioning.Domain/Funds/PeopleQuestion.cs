namespace Commissioning.Domain.Funds;

/// <summary>A question about the people reached. People may be counted under several choices, or each under one (R74).</summary>
public sealed record PeopleQuestion(string Name, bool MayOverlap, IReadOnlyList<string> Choices);
