namespace Commissioning.Features.Funds;

/// <param name="Anchors">A wording for each score from <paramref name="Least"/> upwards; the last is the greatest score.</param>
public sealed record CriterionWithAnchors(
    string Code,
    string Name,
    string Guidance,
    int Weight,
    IReadOnlyList<string> Anchors,
    int Least = 0
)
{
    public int Greatest => Least + Anchors.Count - 1;
}
