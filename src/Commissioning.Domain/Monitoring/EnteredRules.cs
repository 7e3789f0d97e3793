namespace Commissioning.Domain.Monitoring;

public static class EnteredRules
{
    public const int LongestWith = 200;

    /// <summary>Why an officer cannot type a return in as given so, each with its box.</summary>
    /// <param name="with">Who gave it.</param>
    public static IReadOnlyList<Refusal> WhyNot(EnteredHow? how, string? with, DateOnly on, DateOnly today)
    {
        List<Refusal> refusals = [];
        if (how is null)
            refusals.Add(new("Choose how it was given", nameof(how)));
        if (string.IsNullOrWhiteSpace(with))
            refusals.Add(new("Say who gave it", nameof(with)));
        else if (TextLimit.WhyTooLong(with, LongestWith, nameof(with)) is { } wide)
            refusals.Add(wide);
        if (on > today)
            refusals.Add(new($"{LondonTime.Date(on)} is still to come", nameof(on)));
        return refusals;
    }
}
