using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Moderation;

public static class PartAwardRules
{
    /// <summary>Null when an amount can be tried for an application: a part of what was asked for, or all of it.</summary>
    public static Refusal? WhyNotTried(Money part, Money asked) =>
        part <= Money.Zero ? new("Enter an amount above £0, or leave the box empty")
        : part > asked ? new($"Enter {asked} or less: that is what was asked for")
        : null;

    /// <summary>What is wrong with paying part of a budget: each line from zero to the amount asked, in total less than the whole and at
    /// least the round's smallest grant (R54).</summary>
    public static IReadOnlyList<Refusal> WhyWrong(
        Round round,
        IReadOnlyList<BudgetLine> budget,
        IReadOnlyList<Money?> offered,
        string? reason
    )
    {
        var refusals = new List<Refusal>();
        for (var i = 0; i < budget.Count; i++)
        {
            if (i >= offered.Count || offered[i] is not { } part)
                refusals.Add(
                    new(
                        $"Enter what would be paid for {budget[i].Item}, from £0.00 to {budget[i].Requested}",
                        Refusal.At(nameof(offered), i)
                    )
                );
            else if (part > budget[i].Requested)
                refusals.Add(
                    new($"{budget[i].Item} asked for {budget[i].Requested}, so no more can be paid for it", Refusal.At(nameof(offered), i))
                );
        }
        if (refusals.Count > 0)
            return refusals;
        var (total, asked) = (offered.Sum(part => part!.Value), budget.Sum(line => line.Requested));
        if (total >= asked)
            refusals.Add(
                new(
                    $"The lines add up to {total}, which is the full amount asked for. Reduce a line, or leave the application at its full amount.",
                    Refusal.At(nameof(offered), 0)
                )
            );
        if (total <= Money.Zero || total < round.MinimumGrant)
            refusals.Add(
                new(
                    $"The lines add up to {total}, and the least the round gives is {(round.MinimumGrant > Money.Zero ? round.MinimumGrant : new Money(1))}",
                    Refusal.At(nameof(offered), 0)
                )
            );
        if (reason?.Trim() is not { Length: > 0 and <= 1000 })
            refusals.Add(new("Say why only part would be paid, in up to 1,000 characters. The applicant reads this.", nameof(reason)));
        return refusals;
    }

    /// <summary>The most that may be awarded on top of a pot, in pence.</summary>
    public static Money MostBeyond(Round round) => new(round.Pot.Pence * round.Policy.OverAllocationPercent / 100);
}
