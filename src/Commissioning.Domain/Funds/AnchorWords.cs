namespace Commissioning.Domain.Funds;

public static class AnchorWords
{
    /// <summary>A score with what it means, such as "2 of 2 (Merit)".</summary>
    public static string InWords(this IEnumerable<Anchor> anchors, Criterion criterion, int score)
    {
        var words = anchors.FirstOrDefault(anchor => anchor.CriterionId == criterion.Id && anchor.Score == score)?.FirstWords;
        return $"{score} of {criterion.Greatest}{(string.IsNullOrEmpty(words) ? "" : $" ({words})")}";
    }
}
