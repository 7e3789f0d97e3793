using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Payments;

public static class InstalmentRules
{
    /// <summary>Splits an award by its round's policy. The instalments add up to the award to the penny; the first is due on acceptance,
    /// the others at even intervals over the project.</summary>
    public static IReadOnlyList<Instalment> Plan(Money award, AwardPolicy policy, DateOnly acceptedOn, DateOnly startsOn, DateOnly endsOn)
    {
        if (award <= Money.Zero)
            return [];
        if (policy.Payment == PaymentProfile.Arrears)
            return [Part(award, 0) with { InArrears = true, DueOn = Later(acceptedOn, startsOn) }];
        if (policy.Payment == PaymentProfile.AtOnce)
            return [Part(award, 0)];
        var parts = ProRata
            .Share(award, policy.StagePercents.Select(percent => new Fraction(percent, 1)).ToList())
            .Select(share => share.Part)
            .ToList();
        // An award of a few pence may leave a part with zero, which is not an instalment.
        return parts
            .Select((amount, i) => Part(amount, i))
            .Where(part => part.Amount > Money.Zero)
            .Select((part, i) => part with { Position = i + 1 })
            .ToList();

        Instalment Part(Money amount, int i) =>
            new()
            {
                Position = i + 1,
                Amount = amount,
                InArrears = false,
                Version = 1,
                DueOn =
                    i == 0
                        ? acceptedOn
                        : Later(acceptedOn, startsOn.AddDays((endsOn.DayNumber - startsOn.DayNumber) * i / policy.StagePercents.Count)),
            };
    }

    /// <summary>When the money comes, as a sentence to its holder. No day is promised: checks may take longer.</summary>
    /// <param name="paid">What was paid already.</param>
    /// <param name="needsBank">The organisation has given no bank details.</param>
    public static string WhenPaid(IReadOnlyList<Instalment> plan, DateOnly today, Money paid, bool needsBank) =>
        plan.Count == 0 ? "Nothing is to be paid."
        : paid > Money.Zero ? $"We have paid {paid.ToShortString()} of {new Money(plan.Sum(one => one.Amount.Pence)).ToShortString()}."
        : plan[0].InArrears ? "You claim what you have spent, and we pay it back."
        : plan[0].DueOn > today ? $"We plan to pay {First(plan)} on {LondonTime.Date(plan[0].DueOn)}, when our checks are done."
        : $"We pay {First(plan)} when {(needsBank ? "we have your bank details and " : "")}our checks are done.";

    private static string First(IReadOnlyList<Instalment> plan) =>
        plan.Count == 1 ? plan[0].Amount.ToShortString() : $"the first {plan[0].Amount.ToShortString()}";

    /// <summary>Everything to correct before instalments are set: they must add up to the award, and requested amounts must stay.</summary>
    /// <param name="award">Net of what went back to the pot.</param>
    public static IReadOnlyList<Refusal> WhyCannotSet(IReadOnlyList<InstalmentLine> lines, IReadOnlyList<Instalment> before, Money award)
    {
        List<Refusal> wrong = [];
        if (lines.Where(line => line.Position is not null).GroupBy(line => line.Position).Any(same => same.Count() > 1))
            return
            [
                new(
                    "The same instalment is listed twice. Reload the page and set the instalments again.",
                    Refusal.At(nameof(lines), 0, nameof(InstalmentLine.Amount))
                ),
            ];
        for (var i = 0; i < lines.Count; i++)
        {
            var (line, name) = (lines[i], $"instalment {i + 1}");
            string Box(string member) => Refusal.At(nameof(lines), i, member);
            if (line.Amount <= Money.Zero)
                wrong.Add(new($"Enter an amount of more than £0.00 for {name}", Box(nameof(line.Amount))));
            if (line.Condition?.Length > 500)
                wrong.Add(new($"Shorten the condition of {name} to 500 characters", Box(nameof(line.Condition))));
            if (before.FirstOrDefault(old => old.Position == line.Position) is not { } was || was.Claimed == Money.Zero)
                continue;
            if (line.Amount < was.Claimed)
                wrong.Add(new($"{was.Claimed} of {name} has already been requested, so it cannot be less", Box(nameof(line.Amount))));
            if (line.DueOn != was.DueOn || line.Condition != was.Condition || line.InArrears != was.InArrears)
                wrong.Add(
                    new(
                        $"Money has already been requested for {name}, so you cannot change its date, its condition or how it is paid",
                        Box(nameof(line.Condition))
                    )
                );
        }
        foreach (var gone in before.Where(old => old.Payments > 0 && lines.All(line => line.Position != old.Position)))
            wrong.Add(
                new(
                    $"A payment of {gone.Amount} due on {LondonTime.Date(gone.DueOn)} has been requested, so you cannot remove its instalment",
                    Refusal.At(nameof(lines), 0, nameof(InstalmentLine.Amount))
                )
            );
        var sum = lines.Sum(line => line.Amount);
        if (sum != award)
            wrong.Add(
                new(
                    $"The instalments add up to {sum}, which is {(sum < award ? $"{award - sum} less" : $"{sum - award} more")} than the grant of {award}",
                    Refusal.At(nameof(lines), 0, nameof(InstalmentLine.Amount))
                )
            );
        return wrong;
    }

    /// <summary>Null when something of the instalment is left to request.</summary>
    /// <param name="instalment">Null: none is left.</param>
    public static Refusal? WhyNothingLeft(Instalment? instalment) =>
        instalment is null ? new("Nothing is left in this grant's instalments", nameof(instalment))
        : instalment.Left <= Money.Zero ? new($"All of instalment {instalment.Position} has been requested", nameof(instalment))
        : null;

    /// <summary>Null when an instalment is still as the list showed it.</summary>
    /// <param name="instalment">As it is now; null: it was removed.</param>
    /// <param name="shown">What the list showed as left of it.</param>
    public static Refusal? WhyChanged(Instalment? instalment, Money shown) =>
        WhyNothingLeft(instalment) is { } nothing ? nothing
        : instalment!.Left != shown
            ? new($"{instalment.Left} of instalment {instalment.Position} is left now, and the list showed {shown}. Look at it again.")
        : null;

    /// <summary>Null when this much of an instalment may be requested today.</summary>
    /// <param name="forClaim">True when the payment is for receipts that an officer accepted.</param>
    public static Refusal? WhyNotDue(Instalment instalment, Money amount, DateOnly today, bool forClaim, string field)
    {
        var name = $"Instalment {instalment.Position}";
        if (instalment.InArrears && !forClaim)
            return new($"{name} is paid for money already spent. Accept a claim to request its payment.", nameof(instalment));
        if (forClaim && !instalment.InArrears)
            return new($"{name} is not paid against receipts");
        if (today < instalment.DueOn)
            return new($"{name} is due on {LondonTime.Date(instalment.DueOn)}, so you cannot request it before then", nameof(instalment));
        if (instalment.Waits)
            return new($"{name} cannot be paid until this condition is met: {instalment.Condition}", nameof(instalment));
        return amount > instalment.Left
            ? new($"Only {instalment.Left} of instalment {instalment.Position} is left to request", field)
            : null;
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
