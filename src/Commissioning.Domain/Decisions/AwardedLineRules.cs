using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Decisions;

public static class AwardedLineRules
{
    /// <summary>What is wrong with the amounts of a decision: each line gets from zero to what it asked for, and together at least the
    /// round's smallest grant.</summary>
    /// <param name="amounts">By budget line, in the order of the budget.</param>
    public static IReadOnlyList<Refusal> WhyWrong(Round round, IReadOnlyList<BudgetLine> budget, IReadOnlyList<Money?> amounts)
    {
        var refusals = new List<Refusal>();
        for (var i = 0; i < budget.Count; i++)
        {
            if (amounts.ElementAtOrDefault(i) is not { } amount)
                refusals.Add(new($"Enter what {budget[i].Item} gets, from £0.00 to {budget[i].Requested}", Refusal.At(nameof(amounts), i)));
            else if (amount < Money.Zero || amount > budget[i].Requested)
                refusals.Add(
                    new($"{budget[i].Item} asked for {budget[i].Requested}, so it cannot get {amount}", Refusal.At(nameof(amounts), i))
                );
        }
        if (refusals.Count > 0)
            return refusals;
        var total = amounts.Take(budget.Count).Sum(amount => amount!.Value);
        var least = round.MinimumGrant > Money.Zero ? round.MinimumGrant : new Money(1);
        if (total < least)
            refusals.Add(new($"The lines add up to {total}, and the least the round gives is {least}", Refusal.At(nameof(amounts), 0)));
        return refusals;
    }
}
