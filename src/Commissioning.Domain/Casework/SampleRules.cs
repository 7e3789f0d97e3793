using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Commissioning.Domain.Casework;

/// <summary>
/// Draws a sample for audit. The same population, method, seed and size give the same sample on any machine and in any order of the
/// population: what decides is the SHA-256 of the seed and each id, which anyone can work out again.
/// </summary>
public static class SampleRules
{
    public const int MostItems = 200;
    public const int LongestSeed = 50;

    /// <summary>The upper ends of the bands of size; above the last is one more band. Default, not OPCC policy.</summary>
    public static readonly IReadOnlyList<Money> Bands = [Money.FromPounds(1_000), Money.FromPounds(5_000), Money.FromPounds(20_000)];

    public static string Name(this SampleMethod method) =>
        method switch
        {
            SampleMethod.Random => "Random: each payment has the same chance",
            SampleMethod.ByFund => "Stratified by fund",
            SampleMethod.BySize => "Stratified by size",
            SampleMethod.MonetaryUnit => "Monetary unit: each pound has the same chance",
            _ => throw new ArgumentOutOfRangeException(nameof(method), method, "Not a method"),
        };

    public static string Name(this SampleSource source) =>
        source switch
        {
            SampleSource.Payments => "Payments",
            SampleSource.AreaSpending => "Spending of the areas",
            SampleSource.Both => "Payments and spending of the areas",
            _ => throw new ArgumentOutOfRangeException(nameof(source), source, "Not a source"),
        };

    /// <summary>What is missing or wrong in what was asked for.</summary>
    public static IReadOnlyList<Refusal> WhyNot(
        SampleSource? source,
        SampleMethod? method,
        DateOnly? from,
        DateOnly? to,
        string? seed,
        int? size,
        DateOnly today
    )
    {
        List<Refusal> wrong = [];
        if (source is null)
            wrong.Add(new("Choose what the sample is drawn from", nameof(source)));
        if (method is null)
            wrong.Add(new("Choose how it is drawn", nameof(method)));
        if (from is null)
            wrong.Add(new("Enter the first day of the period", nameof(from)));
        if (to is null)
            wrong.Add(new("Enter the last day of the period", nameof(to)));
        else if (to < from)
            wrong.Add(new("The last day is before the first", nameof(to)));
        else if (to > today)
            wrong.Add(new("The period must be over, so that the same sample can be drawn again", nameof(to)));
        if (size is not (>= 1 and <= MostItems))
            wrong.Add(new($"Enter how many to draw, from 1 to {MostItems}", nameof(size)));
        if (seed?.Trim().Length > LongestSeed)
            wrong.Add(new($"Shorten the seed to {LongestSeed} characters", nameof(seed)));
        return wrong;
    }

    /// <summary>The band of an amount, in words.</summary>
    public static string Band(Money amount)
    {
        var below = Bands.TakeWhile(end => amount > end).Count();
        return below == Bands.Count ? $"Above {Bands[^1].ToShortString()}"
            : below == 0 ? $"Up to {Bands[0].ToShortString()}"
            : $"{Bands[below - 1].ToShortString()} to {Bands[below].ToShortString()}";
    }

    /// <summary>The stratum of a unit; empty: the method has none.</summary>
    public static string StratumOf(SampleUnit unit, SampleMethod method) =>
        method switch
        {
            SampleMethod.ByFund => unit.Fund,
            SampleMethod.BySize => Band(unit.Amount),
            _ => "",
        };

    /// <summary>The units drawn, in the order in which they are numbered. Fewer than asked for where the population is smaller, or where
    /// one payment holds several of the drawn pounds.</summary>
    /// <param name="size">From 1.</param>
    public static IReadOnlyList<SampleUnit> Draw(IReadOnlyCollection<SampleUnit> population, SampleMethod method, string seed, int size) =>
        method switch
        {
            SampleMethod.Random => Lowest(population, seed, size),
            SampleMethod.MonetaryUnit => ByPound(population, seed, size),
            _ => ByStratum(population, method, seed, size),
        };

    /// <summary>SHA-256 of every id and amount of the population, in hexadecimal: shows whether it is the same as before.</summary>
    public static string Fingerprint(IEnumerable<SampleUnit> population) =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    string.Concat(
                        InOrder(population).Select(unit => string.Create(CultureInfo.InvariantCulture, $"{unit.Id}|{unit.Amount.Pence}\n"))
                    )
                )
            )
        );

    /// <summary>How many of each stratum: in proportion to their numbers, at least one of each where the size allows, the largest
    /// remainders first.</summary>
    /// <param name="counts">Number of units of each stratum, in the order of their names.</param>
    public static IReadOnlyList<int> Shares(IReadOnlyList<int> counts, int size)
    {
        var total = counts.Sum();
        var wanted = Math.Min(size, total);
        var least = wanted >= counts.Count ? 1 : 0;
        var shares = counts.Select(count => Math.Max(least, (int)((long)wanted * count / Math.Max(1, total)))).ToArray();
        // Whoever is owed most gets the next; whoever has most above its share gives.
        while (shares.Sum() < wanted)
            shares[Best(place => (long)wanted * counts[place] - (long)shares[place] * total, place => shares[place] < counts[place])]++;
        while (shares.Sum() > wanted)
            shares[Best(place => (long)shares[place] * total - (long)wanted * counts[place], place => shares[place] > least)]--;
        return shares;

        int Best(Func<int, long> owed, Func<int, bool> may) => Enumerable.Range(0, counts.Count).Where(may).MaxBy(owed);
    }

    private static IReadOnlyList<SampleUnit> Lowest(IEnumerable<SampleUnit> population, string seed, int size) =>
        population
            .Select(unit => (Unit: unit, Rank: Rank(seed, unit)))
            .OrderBy(one => one.Rank, StringComparer.Ordinal)
            .Take(size)
            .Select(one => one.Unit)
            .ToList();

    private static IReadOnlyList<SampleUnit> ByStratum(
        IReadOnlyCollection<SampleUnit> population,
        SampleMethod method,
        string seed,
        int size
    )
    {
        var strata = population.GroupBy(unit => StratumOf(unit, method)).OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
        var shares = Shares(strata.Select(group => group.Count()).ToList(), size);
        return strata.SelectMany((group, place) => Lowest(group, seed, shares[place])).ToList();
    }

    private static IReadOnlyList<SampleUnit> ByPound(IReadOnlyCollection<SampleUnit> population, string seed, int size)
    {
        var total = population.Sum(unit => unit.Amount).Pence;
        if (total == 0)
            return [];
        var step = Math.Max(1, total / size);
        var next = (long)(new BigInteger(Hash($"{seed}|start"), isUnsigned: true, isBigEndian: true) % step);
        var (drawn, reached) = (new List<SampleUnit>(), 0L);
        foreach (var unit in population.OrderBy(unit => Rank(seed, unit), StringComparer.Ordinal))
        {
            reached += unit.Amount.Pence;
            if (next >= reached || drawn.Count == size)
                continue;
            drawn.Add(unit);
            while (next < reached)
                next += step;
        }
        return drawn;
    }

    private static IEnumerable<SampleUnit> InOrder(IEnumerable<SampleUnit> population) =>
        population.OrderBy(unit => unit.Id.ToString(), StringComparer.Ordinal);

    private static string Rank(string seed, SampleUnit unit) => Convert.ToHexStringLower(Hash($"{seed}|{unit.Id}"));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
