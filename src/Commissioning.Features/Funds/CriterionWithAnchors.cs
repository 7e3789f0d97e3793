namespace Commissioning.Features.Funds;

/// <param name="Anchors">Six wordings, for 0 to 5 points.</param>
public sealed record CriterionWithAnchors(string Code, string Name, string Guidance, int Weight, IReadOnlyList<string> Anchors);
