using System.Globalization;
using System.Text;

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

    /// <summary>Area of a Community Safety Partnership, as applicants read it. Null: wherever it is, and also where that is not shown.</summary>
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

    public IReadOnlyList<string> Words => Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MostWords).ToList();

    /// <param name="typed">The values of the address by their names: q, year, fund, area, priority, from, to, sort, page.</param>
    public static GrantFilter Parse(Func<string, string?> typed, GrantChoices choices)
    {
        var notes = new List<string>();
        string Typed(string name) => (typed(name) ?? "").Trim();

        var text = string.Join(' ', Typed("q").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (text.Length > LongestText)
        {
            notes.Add($"We looked for the first {LongestText} characters only");
            text = text[..LongestText].TrimEnd();
        }
        string? Choice(string name, string what, IReadOnlyList<string> known)
        {
            var word = Typed(name);
            if (word.Length == 0)
                return null;
            // A name as it is written counts too, as in a link that somebody typed.
            var found = known.FirstOrDefault(one => AddressWord(one) == AddressWord(word));
            if (found is null)
                notes.Add($"We know no {what} \"{Shortened(word)}\", so the list has every {what}");
            return found;
        }
        Money? Amount(string name)
        {
            var word = Typed(name);
            if (word.Length == 0)
                return null;
            var amount = Money.Parse(word) is { Pence: >= 0 } read ? read : (Money?)null;
            if (amount is null)
                notes.Add($"\"{Shortened(word)}\" is not an amount such as £5,000, so we left it out");
            return amount;
        }
        var (from, to) = (Amount("from"), Amount("to"));
        if (from is { } least && to is { } most && least.Pence > most.Pence)
        {
            notes.Add($"{least.ToShortString()} is more than {most.ToShortString()}, so we left both out");
            (from, to) = (null, null);
        }
        var sort = Typed("sort");
        var order = Orders.FirstOrDefault(one => one.Word == sort);
        if (order.Word is null && sort.Length > 0)
            notes.Add("We cannot sort like that, so the newest grants are first");
        var page = Typed("page");
        var isPage = int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0;
        if (page.Length > 0 && !isPage)
            notes.Add("We know no such page, so this is the first");
        return new()
        {
            Text = text,
            BudgetYear = Choice("year", "year", choices.BudgetYears),
            Fund = Choice("fund", "fund", choices.Funds),
            Area = Choice("area", "area", choices.Areas),
            Priority = Choice("priority", "priority", choices.Priorities),
            AmountFrom = from,
            AmountTo = to,
            Sort = order.Order,
            Page = isPage ? number : 1,
            Notes = notes,
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
    public string ToQuery(bool withPage = true)
    {
        var parts = new List<(string Name, string Value)>();
        void Add(string name, string? value)
        {
            if (value is { Length: > 0 })
                parts.Add((name, value));
        }
        Add("q", Text);
        Add("year", BudgetYear);
        Add("fund", Fund is { } fund ? AddressWord(fund) : null);
        Add("area", Area is { } area ? AddressWord(area) : null);
        Add("priority", Priority is { } priority ? AddressWord(priority) : null);
        Add("from", InAddress(AmountFrom));
        Add("to", InAddress(AmountTo));
        Add("sort", Sort == GrantOrder.Newest ? null : Orders.First(one => one.Order == Sort).Word);
        Add("page", withPage && Page > 1 ? Page.ToString(CultureInfo.InvariantCulture) : null);
        return string.Join('&', parts.Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value)}"));
    }

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

    /// <summary>A name as an address has it: small letters, digits and hyphens, such as hinckley-and-bosworth.</summary>
    public static string AddressWord(string name)
    {
        var word = new StringBuilder();
        foreach (var letter in name.Normalize(NormalizationForm.FormD).ToLowerInvariant())
            if (char.IsAsciiLetterOrDigit(letter))
                word.Append(letter);
            else if (
                char.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark
                && letter is not ('\'' or '’')
                && word.Length > 0
                && word[^1] != '-'
            )
                word.Append('-');
        return word.ToString().TrimEnd('-');
    }

    /// <summary>An amount as an address has it, such as 5000 or 39305.40.</summary>
    private static string? InAddress(Money? amount) => amount?.ToShortString().TrimStart('£').Replace(",", "", StringComparison.Ordinal);

    private static string Shortened(string word) => word.Length <= 40 ? word : $"{word[..40]}...";
}
