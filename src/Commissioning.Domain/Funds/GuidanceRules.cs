namespace Commissioning.Domain.Funds;

/// <summary>What the office may publish as guidance. The words are fixed with the round; afterwards only a dated answer or file makes them
/// clearer, because people may have applied on the earlier words.</summary>
public static class GuidanceRules
{
    /// <summary>Days after which the same address can ask again (default, not OPCC policy). Also how long the link that confirms
    /// works.</summary>
    public const int ConfirmWithinDays = 7;

    /// <summary>Months that a confirmed address waits for a round (default, not OPCC policy).</summary>
    public const int MonthsOfWaiting = 12;

    /// <summary>Addresses not confirmed yet that one network may have asked for (default, not OPCC policy).</summary>
    public const int MostFromOneNetwork = 30;

    /// <summary>Every reason why the words cannot be saved; empty when they can.</summary>
    public static IReadOnlyList<Refusal> WhyWrong(RoundGuidance guidance) =>
        [
            .. TextLimit.WhyTooLong([
                (guidance.WhoCanApply, 4000, nameof(guidance.WhoCanApply)),
                (guidance.WhatWeFund, 4000, nameof(guidance.WhatWeFund)),
                (guidance.NeverFund, 4000, nameof(guidance.NeverFund)),
                (guidance.VideoHref, 500, nameof(guidance.VideoHref)),
                (guidance.ContactName, 200, nameof(guidance.ContactName)),
                (guidance.ContactPhone, 50, nameof(guidance.ContactPhone)),
                (guidance.ContactHours, 200, nameof(guidance.ContactHours)),
            ]),
            .. WhyNotALink(guidance.VideoHref) is { } wrong ? [wrong] : Array.Empty<Refusal>(),
        ];

    private static Refusal? WhyNotALink(string? href) =>
        href is null || (Uri.TryCreate(href, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps)
            ? null
            : new("Enter the whole address of the video, beginning with https://", nameof(RoundGuidance.VideoHref));

    /// <summary>Every reason why a question cannot be published with its answer; empty when it can.</summary>
    public static IReadOnlyList<Refusal> WhyNotAnswered(Round round, string? question, string? answer)
    {
        var refusals = new List<Refusal>();
        if (round.PublishedAt is null)
            refusals.Add(new("Publish the round first. Until then, put it into the guidance itself"));
        if (round.WithdrawnAt is not null)
            refusals.Add(new("The round was withdrawn"));
        if (string.IsNullOrWhiteSpace(question))
            refusals.Add(new("Enter the question, in your own words and without the name of the person who asked", nameof(question)));
        if (string.IsNullOrWhiteSpace(answer))
            refusals.Add(new("Enter the answer", nameof(answer)));
        refusals.AddRange(TextLimit.WhyTooLong([(question, 500, nameof(question)), (answer, 4000, nameof(answer))]));
        return refusals;
    }
}
