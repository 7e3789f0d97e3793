using Commissioning.Domain.Calendar;
using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Awards;

/// <summary>Money is recovered in two steps: the office proposes, and decides only after the holder has answered or its day has
/// passed.</summary>
public static class RecoveryRules
{
    /// <summary>The most calendar days that an answer may take. Default, not OPCC policy.</summary>
    public const int LongestAnswer = 90;

    /// <summary>Null when the holder can be given until this day to answer.</summary>
    public static Refusal? WhyNotAnswerBy(DateOnly? answerBy, DateOnly today) =>
        answerBy is not { } by ? new("Enter the last day for their answer", nameof(VariationDetails.AnswerBy))
        : by <= today || !WorkingDays.IsOne(by)
            ? new(
                $"Choose a working day after today for their answer, such as {LondonTime.DayAndDate(WorkingDays.After(today, TimeLimits.Default.RecoveryAnswerDays!.Value))}",
                nameof(VariationDetails.AnswerBy)
            )
        : by > today.AddDays(LongestAnswer) ? new($"Give them {LongestAnswer} days at most to answer", nameof(VariationDetails.AnswerBy))
        : null;

    /// <summary>Null when the holder can answer now. A late answer still counts until the office has decided.</summary>
    public static Refusal? WhyCannotAnswer(VariationKind kind, VariationState state, DateTime? answeredAt) =>
        kind != VariationKind.Recovery ? new("This is not a request to pay money back")
        : state != VariationState.Asked ? new("We have decided on this already")
        : answeredAt is { } at ? new($"Your organisation answered this on {LondonTime.Date(at)}")
        : null;

    /// <summary>What is missing in the holder's answer.</summary>
    public static Refusal? WhyAnswerIsIncomplete(bool? accepts, string? because) =>
        accepts is null ? new("Say whether you accept this", nameof(accepts))
        : accepts == false && string.IsNullOrWhiteSpace(because) ? new("Say why you do not agree", nameof(because))
        : TextLimit.WhyTooLong(because, 2000, nameof(because));

    /// <summary>Null when the recovery can be approved: the holder answered or let its day pass, and no return that would say more lies
    /// unread.</summary>
    public static Refusal? WhyNotYet(DateOnly? answerBy, DateTime? answeredAt, bool finalUnread, DateOnly today) =>
        finalUnread ? new("The final return waits for review: read it first")
        : answeredAt is null && today <= answerBy
            ? new(
                $"The organisation can answer until the end of {LondonTime.DayAndDate(answerBy.Value)}. Decide after its answer, or after that day."
            )
        : null;
}
