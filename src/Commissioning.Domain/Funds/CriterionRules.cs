namespace Commissioning.Domain.Funds;

/// <summary>The scales that a round's criteria may have (R41, R42).</summary>
public static class CriterionRules
{
    /// <summary>Default, not OPCC policy.</summary>
    public const int UsualGreatest = 5;

    public const int MostGreatest = 10;

    /// <summary>How a panel scores, such as "from 0 to 5 for each criterion".</summary>
    public static string ScaleInWords(IReadOnlyCollection<Criterion> criteria) =>
        criteria.Select(criterion => criterion.ScaleInWords).Distinct().ToList() is [var scale]
            ? $"from {scale} for each criterion"
            : "with a scale of its own for each criterion";

    /// <summary>Null when the panel can score with this scale: from 0 or 1 to at most <see cref="MostGreatest"/>, with two scores or
    /// more.</summary>
    public static string? WhyScaleIsWrong(int least, int greatest) =>
        least is not (0 or 1) ? "The lowest score must be 0 or 1"
        : greatest > MostGreatest ? $"The highest score must be {MostGreatest} or less"
        : greatest <= least ? "The highest score must be above the lowest"
        : null;
}
