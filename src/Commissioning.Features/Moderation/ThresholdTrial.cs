using Commissioning.Domain;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Moderation;

namespace Commissioning.Features.Moderation;

/// <summary>What a meeting moves on the threshold page to see what would follow.</summary>
/// <param name="Threshold">In per cent; null: the round's, if it is set.</param>
/// <param name="Pot">What these applications share; null: the round's.</param>
/// <param name="Limits">The most for one area, priority or organisation; null: the round's.</param>
/// <param name="Shares">Amounts of the reserved parts of the pot, in the order of the policy; null, or one that is null: the
/// round's.</param>
/// <param name="Parts">By application number: the amount to try instead of the one asked for.</param>
/// <param name="BestValue">True: the best value within the pot. False: by rank.</param>
public sealed record ThresholdTrial(
    Fraction? Threshold = null,
    Money? Pot = null,
    IReadOnlyList<Limit>? Limits = null,
    IReadOnlyList<Money?>? Shares = null,
    IReadOnlyDictionary<int, Money>? Parts = null,
    bool BestValue = false
)
{
    internal RoundPolicy PolicyOf(RoundPolicy policy) =>
        policy with
        {
            Limits = Limits ?? policy.Limits,
            Shares = [.. policy.Shares.Select((share, i) => share with { Amount = Shares?.ElementAtOrDefault(i) ?? share.Amount })],
        };

    internal IReadOnlyList<RankedApplication> With(IReadOnlyList<RankedApplication> applications) =>
        Parts is not { Count: > 0 }
            ? applications
            :
            [
                .. applications.Select(application =>
                    Parts.TryGetValue(application.Number, out var part) ? application with { Amount = part } : application
                ),
            ];

    /// <summary>What is other than the round has it, in sentences; empty: nothing.</summary>
    internal string Moved(FundingLineQueries.Inputs inputs)
    {
        var policy = inputs.Round.Policy;
        var said = new List<string>();
        if (Pot is { } pot && pot != inputs.Pot)
            said.Add($"Pot {pot} instead of {inputs.Pot}.");
        if (Limits is not null && !Limits.SequenceEqual(policy.Limits))
            said.Add(Limits.Count == 0 ? "No limits." : $"Limits: {string.Join("; ", Limits.Select(InWords))}.");
        for (var i = 0; i < policy.Shares.Count; i++)
            if (Shares?.ElementAtOrDefault(i) is { } share && share != policy.Shares[i].Amount)
                said.Add($"{share} kept for {policy.Shares[i].Name} instead of {policy.Shares[i].Amount}.");
        foreach (var application in inputs.Applications)
            if (Parts?.TryGetValue(application.Number, out var part) == true && part != application.Amount)
                said.Add($"{application.Reference} at {part} instead of {application.Amount}.");
        if (BestValue)
            said.Add("The best value within the pot instead of rank.");
        return string.Join(' ', said);
    }

    private static string InWords(Limit limit) =>
        string.Join(
            " and ",
            new[]
            {
                limit.MostApplications is { } applications
                    ? $"{applications} {(applications == 1 ? "application" : "applications")}"
                    : null,
                limit.MostMoney?.ToString(),
            }.OfType<string>()
        ) + $" for one {PolicyRules.Name(limit.By)}";
}
