namespace Commissioning.Domain.Payments;

public static class FinanceLedger
{
    private static readonly string[] Outward = ["out", "debit", "dr", "d", "payment", "paid"];
    private static readonly string[] Inward = ["back", "in", "credit", "cr", "c", "return", "returned", "refund"];

    /// <summary>Matches movement by movement: what went out with what went out, what came back with what came back, under one reference.
    /// Equal amounts first, then in the order of their days. What the finance system has more often than the portal is a duplicate where
    /// the portal knows such a movement, whatever its amount.</summary>
    public static IReadOnlyList<MatchedLine> Compare(IReadOnlyList<LedgerLine> here, IReadOnlyList<LedgerLine> there)
    {
        var rest = there.GroupBy(KeyOf).ToDictionary(group => group.Key, group => group.OrderBy(line => line.Day).ToList());
        var pairs = here.GroupBy(KeyOf).SelectMany(group => PairsOf([.. group.OrderBy(line => line.Day)], group.Key)).ToList();
        var found = new Dictionary<LedgerLine, LedgerLine?>(ReferenceEqualityComparer.Instance);
        foreach (var (line, other) in pairs)
            found.Add(line, other);
        var known = here.Select(KeyOf).ToHashSet();
        var (only, again) = (new List<MatchedLine>(), new List<MatchedLine>());
        foreach (var line in rest.Values.SelectMany(lines => lines))
            (known.Add(KeyOf(line)) ? only : again).Add(new(line.Reference, MatchState.OnlyThere, null, line));
        return
        [
            .. here.Select(line =>
                found[line] is not { } other
                    ? new MatchedLine(line.Reference, MatchState.OnlyHere, line, null)
                    : new(line.Reference, other.Amount == line.Amount ? MatchState.Agrees : MatchState.AmountDiffers, line, other)
            ),
            .. only,
            .. again.Select(line => line with { State = MatchState.Duplicate }),
        ];

        IEnumerable<(LedgerLine Here, LedgerLine? There)> PairsOf(IReadOnlyList<LedgerLine> ours, (string, bool) key)
        {
            var theirs = rest.GetValueOrDefault(key) ?? [];
            var equal = ours.Select(line => (Here: line, There: Take(theirs, other => other.Amount == line.Amount))).ToList();
            return equal.Select(pair => (pair.Here, pair.There ?? Take(theirs, _ => true))).ToList();
        }

        static (string, bool) KeyOf(LedgerLine line) => (line.Reference.ToUpperInvariant(), line.IsBack);

        static LedgerLine? Take(List<LedgerLine> lines, Func<LedgerLine, bool> fits)
        {
            if (lines.FirstOrDefault(fits) is not { } found)
                return null;
            lines.Remove(found);
            return found;
        }
    }

    /// <summary>The amount as a movement: negative when it came back. Null when the word is none that is known, or when the sign says the
    /// opposite of the word.</summary>
    /// <param name="direction">Such as debit or credit; empty: the sign says it.</param>
    public static Money? MovementOf(Money amount, string direction)
    {
        var word = direction.Trim().ToLowerInvariant();
        if (word.Length == 0)
            return amount;
        if (Outward.Contains(word))
            return amount < Money.Zero ? null : amount;
        var size = amount < Money.Zero ? -amount : amount;
        return Inward.Contains(word) ? -size : null;
    }
}
