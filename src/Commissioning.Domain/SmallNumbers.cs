namespace Commissioning.Domain;

/// <summary>Tables that share one total, as they may be shown.</summary>
public sealed record PeopleTables(IReadOnlyList<IReadOnlyList<PeopleShown>> Tables, PeopleShown Total);

/// <summary>Statistical disclosure control of numbers of people, after the Government Statistical Service's guidance for tables from
/// administrative sources. Numbers from 1 to 4 are hidden. Because a single hidden number could be worked out from a total published
/// elsewhere, the next smallest is hidden too, with all equal to it, if that leaves every hidden number open; both carry the same words, so
/// that readers cannot tell which is small. Where no other number is large enough, only zeros are shown, and the total is hidden. A table's
/// printed total is the sum of what it shows. The limit of 5 is a default, not OPCC policy.</summary>
public static class SmallNumbers
{
    /// <summary>Numbers from 1 to below this are hidden.</summary>
    public const int Fewest = 5;

    /// <param name="tables">Numbers from zero up. Each table shares out the same people, so all have the same total.</param>
    public static PeopleTables Protect(IReadOnlyList<IReadOnlyList<long>> tables)
    {
        var total = tables.Count == 0 ? 0 : tables[0].Sum();
        var partners = tables.Select(table => PartnerOf(table, total)).ToList();
        if (partners.Contains(null))
            return new(
                tables.Select(table => Shown(table, number => number > 0, HiddenNumber.Withheld)).ToList(),
                Show(total, total > 0, HiddenNumber.Withheld)
            );
        return new(
            tables
                .Select(
                    (table, i) =>
                        Shown(
                            table,
                            number => IsFew(number) || (partners[i] > 0 && number == partners[i]),
                            partners[i] > 0 ? HiddenNumber.Withheld : HiddenNumber.Few
                        )
                )
                .ToList(),
            Show(total, IsFew(total), HiddenNumber.Few)
        );
    }

    /// <summary>Numbers that may overlap have no total, so a small one is hidden alone.</summary>
    public static IReadOnlyList<PeopleShown> Overlapping(IEnumerable<long> numbers) => Shown(numbers, IsFew, HiddenNumber.Few);

    public static bool IsFew(long number) => number is > 0 and < Fewest;

    /// <summary>The number to hide together with the small ones: 0 when none is needed, null when none is suitable.</summary>
    private static long? PartnerOf(IReadOnlyList<long> table, long total)
    {
        var few = table.Where(IsFew).ToList();
        // When the total is hidden too, only four ones can be worked out.
        if (few.Count == 0 || (IsFew(total) ? few.Count < Fewest - 1 : IsOpen(few.Count, few.Sum())))
            return 0;
        if (IsFew(total))
            return null;
        return table
            .Where(number => number >= Fewest)
            .Order()
            .Select(number => (long?)number)
            .FirstOrDefault(number => few.Sum() + number >= few.Count - 1 + Fewest - 1 + Fewest);
    }

    /// <summary>True when any of this many numbers from 1 to 4 could still have any value, given their sum.</summary>
    private static bool IsOpen(int count, long sum) => sum >= count - 1 + Fewest - 1 && sum <= (Fewest - 1) * (count - 1) + 1;

    private static IReadOnlyList<PeopleShown> Shown(IEnumerable<long> table, Func<long, bool> hides, HiddenNumber how) =>
        table.Select(number => Show(number, hides(number), how)).ToList();

    private static PeopleShown Show(long number, bool hide, HiddenNumber how) => hide ? new(0, how) : new(number);
}
