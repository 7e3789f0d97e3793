namespace Commissioning.Domain.CspBudgets;

public static class AllocationFormula
{
    /// <summary>The most that may be allocated above the budget, in hundredths of a per cent. Default, not OPCC policy.</summary>
    public const int MostOverAllocation = 2500;

    /// <summary>What is shared out: the budget and what is deliberately allocated above it, to whole pence, because
    /// projects underspend every year.</summary>
    /// <param name="overAllocation">In hundredths of a per cent of the budget.</param>
    public static Money Pot(Money budget, int overAllocation) => LedgerRules.Ceiling(budget, overAllocation);

    /// <summary>Why the formula cannot be calculated; empty when it can.</summary>
    public static IReadOnlyList<Refusal> WhyNot(
        Money pot,
        IReadOnlyList<AllocationFactor> factors,
        Money flat,
        Money floor,
        int areas,
        Fraction phase,
        int overAllocation
    )
    {
        var refusals = new List<Refusal>();
        if (areas == 0)
            refusals.Add(new("No area exists in this year", nameof(pot)));
        if (phase > 100)
            refusals.Add(new("Enter how far to move, from 0 to 100", nameof(phase)));
        if (overAllocation is < 0 or > MostOverAllocation)
            refusals.Add(new($"Enter a percentage from 0 to {MostOverAllocation / 100}", nameof(overAllocation)));
        if (pot <= Money.Zero)
            refusals.Add(new("Enter the pot in pounds and pence", nameof(pot)));
        if (factors.Count == 0)
            refusals.Add(new("Enter at least one factor with its weight", Refusal.At(nameof(factors), 0, nameof(AllocationFactor.Name))));
        if (factors.Count > 0 && factors.Aggregate(Fraction.Zero, (sum, factor) => sum + factor.Weight) != 100)
            refusals.Add(
                new(
                    $"The weights must add up to 100; they add up to {factors.Aggregate(Fraction.Zero, (sum, factor) => sum + factor.Weight).ToString(1)}",
                    Refusal.At(nameof(factors), 0, nameof(AllocationFactor.Weight))
                )
            );
        for (var i = 0; i < factors.Count; i++)
        {
            if (factors[i].Values.All(value => value == 0))
                refusals.Add(
                    new(
                        $"Enter a value of {factors[i].Name} for at least one area",
                        Refusal.At(nameof(factors), i, nameof(AllocationFactor.Name))
                    )
                );
            if (factors[i].Source.Length == 0)
                refusals.Add(
                    new(
                        $"Say where {factors[i].Name} comes from and give its date",
                        Refusal.At(nameof(factors), i, nameof(AllocationFactor.Source))
                    )
                );
        }
        if (flat.Pence * areas > pot.Pence)
            refusals.Add(new($"{flat} for each of {areas} areas is more than the pot of {pot}", nameof(flat)));
        if (floor.Pence * areas > pot.Pence)
            refusals.Add(new($"A floor of {floor} for each of {areas} areas is more than the pot of {pot}", nameof(floor)));
        return refusals;
    }

    /// <summary>Each area's share in pence: the flat amount plus its weighted share of the rest by the factors; phased in from last year's
    /// shares (per cent; 100 is the whole change at once); then raised to the floor where it is lower, at the cost of the others in
    /// proportion. The shares add up to the pot exactly (largest remainder).</summary>
    public static IReadOnlyList<Money> Share(
        Money pot,
        IReadOnlyList<AllocationFactor> factors,
        Money flat,
        Money floor,
        IReadOnlyList<Money> lastYear,
        Fraction phase
    )
    {
        var areas = lastYear.Count;
        var rest = new Fraction(pot.Pence - flat.Pence * areas, 1);
        var target = Enumerable
            .Range(0, areas)
            .Select(area =>
                new Fraction(flat.Pence, 1)
                + rest
                    * factors.Aggregate(
                        Fraction.Zero,
                        (sum, factor) =>
                            sum
                            + factor.Weight
                                / 100
                                * factor.Values[area]
                                / factor.Values.Aggregate(Fraction.Zero, (all, value) => all + value)
                    )
            )
            .ToList();
        var before = lastYear.Sum().Pence;
        var phased =
            before == 0
                ? target
                : target
                    .Select(
                        (due, area) =>
                            due * phase / 100
                            + new Fraction(lastYear[area].Pence, before) * new Fraction(pot.Pence, 1) * (100 - phase) / 100
                    )
                    .ToList();
        return ProRata
            .Share(pot, Raised(phased, new Fraction(floor.Pence, 1), new Fraction(pot.Pence, 1)))
            .Select(part => part.Part)
            .ToList();
    }

    private static IReadOnlyList<Fraction> Raised(IReadOnlyList<Fraction> parts, Fraction floor, Fraction pot)
    {
        var low = new HashSet<int>();
        while (true)
        {
            // Raising some areas to the floor may push another below it, so repeat.
            var left = pot - floor * low.Count;
            var others = parts.Where((_, area) => !low.Contains(area)).Aggregate(Fraction.Zero, (sum, part) => sum + part);
            var now = parts
                .Select(
                    (part, area) =>
                        low.Contains(area) ? floor
                        : others == 0 ? left / (parts.Count - low.Count)
                        : part * left / others
                )
                .ToList();
            var fallen = Enumerable.Range(0, parts.Count).Where(area => !low.Contains(area) && now[area] < floor).ToList();
            if (fallen.Count == 0)
                return now;
            low.UnionWith(fallen);
        }
    }
}
