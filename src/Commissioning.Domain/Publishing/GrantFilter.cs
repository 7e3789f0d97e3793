using System.Globalization;

namespace Commissioning.Domain.Publishing;

/// <summary>Which published grants somebody wants to read, and in what order. Its address holds all of it. What cannot be read in an
/// address is left out and said in a sentence, so that an old or mistyped link still gives a list.</summary>
public sealed record GrantFilter
{
    /// <summary>Characters that are looked for.</summary>
    public const int LongestText = 100;

    /// <summary>Words that are looked for; each must be found.</summary>
    public const int MostWords = 8;

    /// <summary>What to look for in names, titles, briefs, places and references. Empty: everything.</summary>
    public string Text { get; init; } = "";

    /// <summary>Financial year whose money it is, such as 2024-25. Null: every year.</summary>
    public string? BudgetYear { get; init; }

    /// <summary>Name of the fund. Null: every fund.</summary>
    public string? Fund { get; init; }

    /// <summary>Area of a Community Safety Partnership, as applicants read it. Null: wherever it is, and also where that is not
    /// shown.</summary>
    public string? Area { get; init; }

    /// <summary>Priority that the project serves. Null: every priority.</summary>
    public string? Priority { get; init; }

    /// <summary>Lowest amount. Null: any.</summary>
    public Money? AmountFrom { get; init; }

    /// <summary>Highest amount. Null: any.</summary>
    public Money? AmountTo { get; init; }
    public GrantOrder Sort { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>What could not be done as the address says.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Something is left out of the list.</summary>
    public bool IsFiltered => HasRowFilter || BudgetYear is not null || Fund is not null;

    /// <summary>Something is left out of the rounds themselves.</summary>
    public bool HasRowFilter =>
        Text.Length > 0 || Area is not null || Priority is not null || AmountFrom is not null || AmountTo is not null;

    /// <summary>The list as it opens, which alone is for search engines.</summary>
    public bool IsPlain => !IsFiltered && Sort == GrantOrder.Newest && Page == 1 && Notes.Count == 0;

    public IReadOnlyList<string> Words => Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <param name="typed">The values of the address by their names: q, year, fund, area, priority, from, to, sort, page.</param>
    public static GrantFilter Parse(Func<string, string?> typed, GrantChoices choices)
    {
        var address = new TypedAddress(typed);
        var text = string.Join(' ', address.Text("q").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (text.Length > LongestText)
        {
            address.Notes.Add($"We look for at most {LongestText} characters, so we left out the rest");
            text = text[..(char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText)].TrimEnd();
        }
        if (text.Split(' ') is { Length: > MostWords } words)
        {
            address.Notes.Add($"We look for at most {MostWords} words, so we left out the rest");
            text = string.Join(' ', words.Take(MostWords));
        }
        var (from, to) = (address.Amount("from"), address.Amount("to"));
        if (from is { } least && to is { } most && least.Pence > most.Pence)
        {
            address.Notes.Add($"{least.ToShortString()} is more than {most.ToShortString()}, so we left both out");
            (from, to) = (null, null);
        }
        var sort = address.Text("sort");
        var order = Orders.FirstOrDefault(one => one.Word == sort);
        if (order.Word is null && sort.Length > 0)
            address.Notes.Add("We cannot sort like that, so the newest grants are first");
        return new()
        {
            Text = text,
            BudgetYear = address.Choice("year", "year", choices.BudgetYears),
            Fund = address.Choice("fund", "fund", choices.Funds),
            Area = address.Choice("area", "area", choices.Areas),
            Priority = address.Choice("priority", "priority", choices.Priorities),
            AmountFrom = from,
            AmountTo = to,
            Sort = order.Order,
            Page = address.Page(),
            Notes = address.Notes,
        };
    }

    /// <summary>The orders with their words in addresses and on pages; the first is the usual one.</summary>
    public static readonly IReadOnlyList<(GrantOrder Order, string Word, string InWords)> Orders =
    [
        (GrantOrder.Newest, "newest", "Newest first"),
        (GrantOrder.Highest, "highest", "Highest amount first"),
        (GrantOrder.Lowest, "lowest", "Lowest amount first"),
        (GrantOrder.Recipient, "name", "Organisation, A to Z"),
    ];

    /// <summary>This filter as the part of an address after the question mark; empty: as the list opens.</summary>
    public string ToQuery(bool withPage = true) =>
        TypedAddress.Query(
            ("q", Text),
            ("year", BudgetYear),
            ("fund", TypedAddress.Word(Fund)),
            ("area", TypedAddress.Word(Area)),
            ("priority", TypedAddress.Word(Priority)),
            ("from", InAddress(AmountFrom)),
            ("to", InAddress(AmountTo)),
            ("sort", Sort == GrantOrder.Newest ? null : Orders.First(one => one.Order == Sort).Word),
            ("page", withPage && Page > 1 ? Page.ToString(CultureInfo.InvariantCulture) : null)
        );

    /// <summary>What was asked for, such as "with "boxing", in Blaby, from £500"; empty: everything.</summary>
    public string InWords =>
        string.Join(
            ", ",
            new[]
            {
                Text.Length > 0 ? $"with \"{Text}\"" : null,
                BudgetYear is { } year ? $"in {year}" : null,
                Fund is { } fund ? $"from {fund}" : null,
                Area is { } area ? $"in {area}" : null,
                Priority is { } priority ? $"for \"{priority}\"" : null,
                AmountFrom is { } from ? $"from {from.ToShortString()}" : null,
                AmountTo is { } to ? $"up to {to.ToShortString()}" : null,
            }.OfType<string>()
        );

    /// <summary>An amount as an address has it, such as 5000 or 39305.40.</summary>
    private static string? InAddress(Money? amount) => amount?.ToShortString().TrimStart('£').Replace(",", "", StringComparison.Ordinal);
}
