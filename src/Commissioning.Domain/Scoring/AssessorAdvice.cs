namespace Commissioning.Domain.Scoring;

/// <summary>What an assessor tells the moderation meeting beside the scores. Every part is optional, and none changes a score.</summary>
/// <param name="Fund">Null: not said.</param>
/// <param name="Amount">The award that they would make, at most what was asked for. Null: not said.</param>
/// <param name="Condition">What should be met before payment; empty: nothing.</param>
/// <param name="Question">What they would ask at the meeting; empty: nothing.</param>
public sealed record AssessorAdvice(FundAdvice? Fund, Money? Amount, string Condition, string Question)
{
    public static readonly AssessorAdvice None = new(null, null, "", "");

    public bool IsEmpty => this == None;

    /// <summary>Such as "Fund in part".</summary>
    public static string InWords(FundAdvice fund) =>
        fund switch
        {
            FundAdvice.Fund => "Fund",
            FundAdvice.Maybe => "Maybe",
            _ => "Do not fund",
        };
}
