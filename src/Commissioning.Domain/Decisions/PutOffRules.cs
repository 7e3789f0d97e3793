namespace Commissioning.Domain.Decisions;

public static class PutOffRules
{
    /// <summary>What is missing when the decision on a whole paper is put off: the day, after today and within a year, and why.</summary>
    public static IReadOnlyList<Refusal> WhyIncomplete(DateOnly? putOffUntil, string? putOffWhy, DateOnly today)
    {
        List<Refusal> refusals = [];
        if (DecisionRules.WhyCannotDefer(putOffUntil, today, nameof(putOffUntil)) is { } day)
            refusals.Add(putOffUntil is null ? day with { Sentence = "Enter the day on which you mean to decide" } : day);
        if (string.IsNullOrWhiteSpace(putOffWhy))
            refusals.Add(new("Say what you wait for, or what you ask for", nameof(putOffWhy)));
        refusals.AddRange(TextLimit.WhyTooLong([(putOffWhy, 1000, nameof(putOffWhy))]));
        return refusals;
    }
}
