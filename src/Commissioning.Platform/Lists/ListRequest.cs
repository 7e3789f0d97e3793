using System.Globalization;
using Commissioning.Domain;

namespace Commissioning.Platform.Lists;

/// <summary>How somebody wants to see a list: what to look for, which columns, in what order. Its address holds all of it, so that it can
/// be kept and sent.</summary>
public sealed record ListRequest
{
    public string Search { get; init; } = "";

    /// <summary>Values of a choice, by the column's key.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Choices { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Lowest and highest value as typed, by the column's key.</summary>
    public IReadOnlyDictionary<string, (string From, string To)> Ranges { get; init; } = new Dictionary<string, (string, string)>();
    public required string Sort { get; init; }
    public required bool IsDescending { get; init; }
    public required IReadOnlyList<string> Columns { get; init; }
    public int Page { get; init; } = 1;

    /// <summary>What could not be done as the address says, in sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
    public bool IsFiltered => Search.Length > 0 || Choices.Count > 0 || Ranges.Count > 0;

    private const int LongestSearch = 200;

    public static ListRequest Parse(ListDefinition list, ILookup<string, string> address)
    {
        var notes = new List<string>();
        var search = (address["q"].FirstOrDefault() ?? "").Trim();
        if (search.Length > LongestSearch)
        {
            notes.Add($"Only the first {LongestSearch} characters were looked for");
            search = search[..LongestSearch];
        }
        var sort = address["sort"].FirstOrDefault() ?? "";
        if (list.Find(sort.TrimStart('-')) is not { IsSorted: true })
        {
            if (sort.Length > 0)
                notes.Add($"This list has no column \"{sort.TrimStart('-')}\" to sort by any more, so it is in its usual order");
            sort = list.Sort;
        }
        var asked = address["columns"].SelectMany(keys => keys.Split(',', StringSplitOptions.RemoveEmptyEntries)).Distinct().ToList();
        var gone = asked.Where(key => list.Find(key) is null).ToList();
        if (gone.Count > 0)
            notes.Add($"This list does not have these columns any more: {string.Join(", ", gone)}");
        var columns = list.Columns.Where(column => asked.Contains(column.Key)).Select(column => column.Key).ToList();
        var choices = new Dictionary<string, IReadOnlyList<string>>();
        var ranges = new Dictionary<string, (string, string)>();
        foreach (var column in list.Columns.Where(column => column.IsFiltered))
        {
            if (column.Kind == ListColumnKind.Choice)
            {
                if (address[column.Key].Distinct().ToList() is { Count: > 0 } values)
                {
                    choices[column.Key] = values;
                    if (column.Choices.Count > 0)
                        notes.AddRange(
                            values
                                .Where(value => value.Length > 0 && !column.Choices.Contains(value))
                                .Select(value => $"{column.Name}: this list knows no \"{value}\"")
                        );
                }
                continue;
            }
            var (from, to) = (Typed(address, column.Key + "-from"), Typed(address, column.Key + "-to"));
            foreach (var typed in new[] { from, to }.Where(typed => typed.Length > 0 && Value(column, typed) is null))
                notes.Add($"{column.Name}: \"{typed}\" is not {Example(column)}");
            from = Value(column, from) is null ? "" : from;
            to = Value(column, to) is null ? "" : to;
            if (from.Length + to.Length > 0)
                ranges[column.Key] = (from, to);
        }
        return new ListRequest
        {
            Search = search,
            Choices = choices,
            Ranges = ranges,
            Sort = sort.TrimStart('-'),
            IsDescending = sort.StartsWith('-'),
            Columns = columns.Count > 0 ? columns : [.. list.Columns.Where(column => column.IsShown).Select(column => column.Key)],
            Page = int.TryParse(address["page"].FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var page)
                ? Math.Max(1, page)
                : 1,
            Notes = notes,
        };
    }

    /// <summary>What a person typed as a bound, as the database compares it; null: not such a value.</summary>
    internal static object? Value(ListColumn column, string typed) =>
        column.Kind switch
        {
            ListColumnKind.Money => Money.Parse(typed) is { } money ? money.Pence : null,
            ListColumnKind.Number => long.TryParse(typed, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number)
                ? number
                : null,
            ListColumnKind.Date or ListColumnKind.Time => DateOnly.TryParse(typed, CultureInfo.GetCultureInfo("en-GB"), out var date)
                ? date
                : null,
            _ => null,
        };

    private static string Example(ListColumn column) =>
        column.Kind switch
        {
            ListColumnKind.Money => "an amount such as £5,000",
            ListColumnKind.Number => "a whole number",
            _ => "a date such as 31 March 2027",
        };

    private static string Typed(ILookup<string, string> address, string key) => (address[key].FirstOrDefault() ?? "").Trim();

    /// <summary>This request as the part of an address after the question mark, without its page; empty: as the list opens.</summary>
    public string ToQuery(ListDefinition list, string? sort = null, int page = 1)
    {
        var parts = new List<(string Key, string Value)>();
        if (Search.Length > 0)
            parts.Add(("q", Search));
        foreach (var (key, values) in Choices)
            parts.AddRange(values.Select(value => (key, value)));
        foreach (var (key, (from, to)) in Ranges)
        {
            if (from.Length > 0)
                parts.Add((key + "-from", from));
            if (to.Length > 0)
                parts.Add((key + "-to", to));
        }
        var usual = sort ?? (IsDescending ? "-" : "") + Sort;
        if (usual != list.Sort)
            parts.Add(("sort", usual));
        if (!Columns.SequenceEqual(list.Columns.Where(column => column.IsShown).Select(column => column.Key)))
            parts.Add(("columns", string.Join(',', Columns)));
        if (page > 1)
            parts.Add(("page", page.ToString(CultureInfo.InvariantCulture)));
        return string.Join('&', parts.Select(part => $"{part.Key}={Uri.EscapeDataString(part.Value)}"));
    }
}
