namespace Commissioning.Domain.DueDiligence;

public static class SubsidyRules
{
    /// <summary>The reason offered for many applications at once. Default, not OPCC policy: an officer reads and changes it.</summary>
    public const string UsualReason =
        "A community group that offers a free service. It is not an enterprise, because it puts no goods or services on a market.";

    /// <summary>True when both tests are met: the recipient is an enterprise, and the money is for its economic activity.</summary>
    public static bool? IsSubsidy(SubsidyState state) =>
        (state.IsEnterprise, state.IsEconomic) switch
        {
            (false, _) or (_, false) => false,
            (true, true) => true,
            _ => null,
        };

    public static SubsidyStep StepOf(SubsidyState state) =>
        IsSubsidy(state) switch
        {
            null => SubsidyStep.ToAssess,
            false => SubsidyStep.NotASubsidy,
            _ when state.NoticeSentAt is null => SubsidyStep.NoticeDue,
            _ when state.ConfirmedAt is null => SubsidyStep.ConfirmationDue,
            _ when state.AwardConfirmedAt is null => SubsidyStep.AwardConfirmationDue,
            _ => SubsidyStep.Complete,
        };

    /// <summary>The first day that counts: 1 April two financial years before the one that includes this day.</summary>
    public static DateOnly CountsFrom(DateOnly day) => new(day >= new DateOnly(day.Year, 4, 1) ? day.Year - 2 : day.Year - 3, 4, 1);

    /// <summary>Assistance that counts towards the limit on a day: this financial year so far and the two before it.</summary>
    public static Money RunningTotal(IEnumerable<SubsidyAssistance> given, DateOnly day) =>
        given.Where(one => one.On >= CountsFrom(day) && one.On <= day).Sum(one => one.Amount);

    /// <summary>The limit in force on a day: the newest that has started.</summary>
    public static Money LimitOn(IEnumerable<SubsidyLimit> limits, DateOnly day) =>
        limits.Where(limit => limit.From <= day).MaxBy(limit => limit.From)?.Amount
        ?? throw new ArgumentException("No limit had begun on that day");

    /// <summary>Null when the award and earlier assistance together do not exceed the limit; exactly the limit is allowed.</summary>
    public static Refusal? WhyOverLimit(Money award, IReadOnlyCollection<SubsidyAssistance> before, Money limit, DateOnly day)
    {
        var total = RunningTotal(before, day);
        return total + award <= limit
            ? null
            : new(
                $"With {total} counted since {LondonTime.Date(CountsFrom(day))}, this award of {award} would bring the total to {total + award}, which is {total + award - limit} over the limit of {limit}. It cannot be given as minimal financial assistance."
            );
    }

    /// <summary>Why payment must wait; null when it need not. The award confirmation is issued with the payment.</summary>
    public static string? WhyPaymentIsHeld(SubsidyState? state) =>
        state is null
            ? "No one has recorded whether this award is a subsidy"
            : StepOf(state) switch
            {
                SubsidyStep.ToAssess => "No one has recorded whether this award is a subsidy",
                SubsidyStep.NoticeDue => "This award is minimal financial assistance, and we have not given the recipient notice of it",
                SubsidyStep.ConfirmationDue =>
                    "This award is minimal financial assistance, and the recipient has not confirmed what else it received",
                _ => null,
            };
}
