namespace Commissioning.Features.Funds;

/// <param name="Anchors">Six wordings, for scores 0 to 5.</param>
public sealed record CriterionWithAnchors(string Code, string Name, string Guidance, int Weight, IReadOnlyList<string> Anchors);
