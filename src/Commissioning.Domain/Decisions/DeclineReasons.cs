namespace Commissioning.Domain.Decisions;

/// <summary>Usual reasons not to fund an application, to choose from. A decision maker may write another. Default, not OPCC
/// policy.</summary>
public static class DeclineReasons
{
    public const string BelowThreshold = "It scored below the threshold";
    public const string FundSpent = "The fund was spent on applications with higher scores";
    public const string FailedCheck = "Our due diligence checks were not satisfied";

    public static readonly IReadOnlyList<string> All =
    [
        BelowThreshold,
        FundSpent,
        "It is outside the fund's priorities",
        FailedCheck,
        "It is already funded elsewhere",
    ];

    /// <summary>What is on record about an application that a usual reason may speak of.</summary>
    /// <param name="IsBelowThreshold">The paper found its score below the threshold.</param>
    /// <param name="IsFundSpent">What the other applications leave in the pot is less than its grant would be.</param>
    /// <param name="HasFailedCheck">A due diligence check of it failed.</param>
    public sealed record Facts(bool IsBelowThreshold, bool IsFundSpent, bool HasFailedCheck);

    /// <summary>The usual reasons that can be given for an application.</summary>
    public static IReadOnlyList<string> TrueOf(Facts facts) => All.Where(reason => WhyUntrue("", reason, facts, null) is null).ToList();

    /// <summary>Null unless the reason is a usual one that the record contradicts.</summary>
    public static Refusal? WhyUntrue(string reference, string? reason, Facts facts, string? field)
    {
        bool Is(string usual) => string.Equals(reason?.Trim().TrimEnd('.'), usual, StringComparison.OrdinalIgnoreCase);
        return Is(BelowThreshold) && !facts.IsBelowThreshold
                ? new($"{reference} did not score below the threshold, so give another reason", field)
            : Is(FundSpent) && !facts.IsFundSpent ? new($"There is money left for {reference}, so give another reason", field)
            : Is(FailedCheck) && !facts.HasFailedCheck ? new Refusal($"No check of {reference} failed, so give another reason", field)
            : null;
    }
}
