using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Moderation;

public static class PartAwardRules
{
    /// <summary>What is wrong with paying these parts of a budget's lines: each from nil to what was asked, together less than the whole and no less than the round's smallest grant (R54).</summary>
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
                    $"The lines come to {total}, which is all that was asked for. Take something off, or leave the application whole.",
                    Refusal.At(nameof(offered), 0)
                )
            );
        if (total <= Money.Zero || total < round.MinimumGrant)
            refusals.Add(
                new(
                    $"The lines come to {total}, and the least the round gives is {(round.MinimumGrant > Money.Zero ? round.MinimumGrant : new Money(1))}",
                    Refusal.At(nameof(offered), 0)
                )
            );
        if (reason?.Trim() is not { Length: > 0 and <= 1000 })
            refusals.Add(new("Say why only a part would be paid, in up to 1,000 characters; the applicant reads it", nameof(reason)));
        return refusals;
    }

    /// <summary>The most that may be awarded beyond a pot.</summary>
    public static Money MostBeyond(Round round) => new(round.Pot.Pence * round.Policy.OverAllocationPercent / 100);
}
