namespace Commissioning.Domain;

/// <summary>How long some things take or last, where the office may choose.</summary>
public sealed record TimeLimits
{
    /// <summary>What holds until the office sets something else. Default, not OPCC policy.</summary>
    public static readonly TimeLimits Default = new();

    /// <summary>Months for which a document without a date of its own is offered again.</summary>
    public int? DocumentMonths { get; init; } = 12;

    /// <summary>Working days that a grant holder has to answer a proposed recovery, unless the officer types another day.</summary>
    public int? RecoveryAnswerDays { get; init; } = 10;

    /// <summary>Working days that an area has to put right what the office queries in its return.</summary>
    public int? PutRightDays { get; init; } = 10;

    /// <summary>What is wrong, by member.</summary>
    public static IReadOnlyList<Refusal> WhyWrong(TimeLimits limits)
    {
        var refusals = new List<Refusal>();
        void Within(int? value, int least, int most, string what, string field)
        {
            if (value is not { } number || number < least || number > most)
                refusals.Add(new($"Enter {what} as a whole number from {least} to {most}", field));
        }

        Within(limits.DocumentMonths, 1, 60, "the months", nameof(DocumentMonths));
        Within(limits.RecoveryAnswerDays, 3, 60, "the working days", nameof(RecoveryAnswerDays));
        Within(limits.PutRightDays, 1, 60, "the working days", nameof(PutRightDays));
        return refusals;
    }
}
