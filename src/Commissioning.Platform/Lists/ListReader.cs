using System.Data.Common;
using System.Globalization;
using Commissioning.Domain;
using Commissioning.Platform.Data;
using Dapper;

namespace Commissioning.Platform.Lists;

/// <summary>Reads a list as somebody asks for it. One text serves both databases: a page is the first rows of an ordered query, and what
/// comes after them is not read.</summary>
public static class ListReader
{
    /// <summary>Rows are counted up to here where no running count says how many there are, and values to filter by in lists up to this
    /// length: more would cost more than the list.</summary>
    public const int MostCounted = 2000;

    public static async Task<ListPage> ReadAsync(Work work, ListDefinition list, ListRequest request)
    {
        var (where, arguments) = Where(list, request);
        var (counted, totals) = list.Totals.Count > 0 ? await TotalsAsync(work, list, where, arguments) : (-1, []);
        var all =
            counted >= 0 && !request.IsFiltered ? counted
            : list.CountSql is { } sql ? await work.ScalarAsync<int>(sql, new DynamicParameters(list.Arguments))
            : await CountAsync(work, list, "", new DynamicParameters(list.Arguments));
        var found =
            counted >= 0 ? counted
            : request.IsFiltered ? await CountAsync(work, list, where, arguments)
            : all;
        var isMore = counted < 0 && found > MostCounted && (request.IsFiltered || list.CountSql is null);
        var count = isMore ? MostCounted : found;
        var columns = Shown(list, request);
        var last = isMore ? int.MaxValue / list.PageSize : Math.Max(1, (count + list.PageSize - 1) / list.PageSize);
        var page = Math.Clamp(request.Page, 1, last);
        var skip = (page - 1) * list.PageSize;
        var rows =
            found <= list.PageSize || request.Sort == list.Sort.TrimStart('-')
                ? await RowsAsync(work, list, request, columns, where, skip, arguments)
                : await SortedRowsAsync(work, list, request, columns, where, skip, arguments);
        var filters = list.Columns.Where(column => column is { IsFiltered: true, Kind: ListColumnKind.Choice }).ToList();
        var choices =
            all > MostCounted
                ? filters.ToDictionary(column => column.Key, column => Named(column, request))
                : await CountedAsync(work, list, filters);
        return new ListPage(list, request with { Page = page }, columns, rows, count, isMore, choices, totals);
    }

    private static async Task<int> CountAsync(Work work, ListDefinition list, string where, DynamicParameters arguments)
    {
        var count = 0;
        await work.PageAsync($"select {list.KeySql}\n{list.FromSql}{where}", 0, MostCounted + 1, _ => count++, arguments);
        return count;
    }

    /// <summary>The number of rows that fit, and what they add up to, in one statement.</summary>
    private static async Task<(int Count, IReadOnlyList<(ListTotal, string)> Totals)> TotalsAsync(
        Work work,
        ListDefinition list,
        string where,
        DynamicParameters arguments
    )
    {
        var values = new List<long>();
        await work.PageAsync(
            $"select count(*), {string.Join(", ", list.Totals.Select(TotalSql))}\n{list.FromSql}{where}",
            0,
            1,
            reader =>
            {
                for (var i = 0; i < reader.FieldCount; i++)
                    values.Add(Convert.ToInt64(reader.GetValue(i), CultureInfo.InvariantCulture));
            },
            arguments
        );
        string TotalSql(ListTotal total) =>
            total.OnceOf is { } thing
                ? $"(select coalesce(sum(x.Value), 0) from (select distinct {thing} as Id, {total.Sql} as Value\n{list.FromSql}{where}) x)"
                : total.Sql;
        return (
            (int)values[0],
            list.Totals.Zip(
                    values.Skip(1),
                    (total, value) =>
                        (
                            total,
                            total.Kind == ListColumnKind.Money
                                ? new Money(value).ToShortString()
                                : value.ToString("N0", CultureInfo.InvariantCulture)
                        )
                )
                .ToList()
        );
    }

    private static async Task<IReadOnlyList<ListRow>> RowsAsync(
        Work work,
        ListDefinition list,
        ListRequest request,
        IReadOnlyList<ListColumn> columns,
        string where,
        int skip,
        DynamicParameters arguments
    )
    {
        var rows = new List<ListRow>();
        await work.PageAsync(
            RowsSql(list, request, columns, where),
            skip,
            list.PageSize,
            reader => rows.Add(Row(reader, columns)),
            arguments
        );
        return rows;
    }

    /// <summary>First which rows, then what they say: what is shown of the others is not worked out to sort them.</summary>
    private static async Task<IReadOnlyList<ListRow>> SortedRowsAsync(
        Work work,
        ListDefinition list,
        ListRequest request,
        IReadOnlyList<ListColumn> columns,
        string where,
        int skip,
        DynamicParameters arguments
    )
    {
        var keys = new List<object>();
        await work.PageAsync(
            $"select {list.KeySql}\n{list.FromSql}{where}\norder by {OrderSql(list, request)}",
            skip,
            list.PageSize,
            reader => keys.Add(reader.GetValue(0)),
            arguments
        );
        if (keys.Count == 0)
            return [];
        var these = new DynamicParameters(list.Arguments);
        for (var i = 0; i < keys.Count; i++)
            these.Add($"k_{i}", keys[i]);
        var rows = new Dictionary<object, ListRow>();
        await work.PageAsync(
            $"select {ValuesSql(list, columns)}, {list.KeySql}\n{list.FromSql}\nand {list.KeySql} in ({string.Join(", ", keys.Select((_, i) => $"@k_{i}"))})",
            0,
            keys.Count,
            reader => rows[reader.GetValue(reader.FieldCount - 1)] = Row(reader, columns),
            these
        );
        return keys.Where(rows.ContainsKey).Select(key => rows[key]).ToList();
    }

    /// <summary>Every row of the list as asked for, one at a time.</summary>
    public static async Task EachAsync(Work work, ListDefinition list, ListRequest request, Func<ListRow, Task> row)
    {
        var (where, arguments) = Where(list, request);
        var columns = Shown(list, request);
        await work.EachAsync(RowsSql(list, request, columns, where), reader => row(Row(reader, columns)), arguments);
    }

    public static IReadOnlyList<ListColumn> Shown(ListDefinition list, ListRequest request) =>
        list.Columns.Where(column => request.Columns.Contains(column.Key)).ToList();

    private static string RowsSql(ListDefinition list, ListRequest request, IReadOnlyList<ListColumn> columns, string where) =>
        $"select {ValuesSql(list, columns)}\n{list.FromSql}{where}\norder by {OrderSql(list, request)}";

    private static string ValuesSql(ListDefinition list, IReadOnlyList<ListColumn> columns) =>
        string.Join(
            ", ",
            columns.Select(column => column.Sql).Concat(columns.Select(column => column.LinkSql).OfType<string>()).Prepend(list.IdSql)
        );

    private static string OrderSql(ListDefinition list, ListRequest request)
    {
        var sort = list.Find(request.Sort)!;
        // Equal rows come in the list's usual order, and those equal there by their key, so that no row is on two pages.
        var usual = list.Find(list.Sort.TrimStart('-'))!;
        var direction = request.IsDescending ? " desc" : "";
        var then = usual == sort ? "" : $", {usual.SortSql ?? usual.Sql}{(list.Sort.StartsWith('-') ? " desc" : "")}";
        return $"{sort.SortSql ?? sort.Sql}{direction}{then}, {list.KeySql}{direction}";
    }

    private static (string Sql, DynamicParameters Arguments) Where(ListDefinition list, ListRequest request)
    {
        var sql = new List<string>();
        var arguments = new DynamicParameters(list.Arguments);
        if (request.Search.Length > 0 && list.Columns.Where(column => column.IsSearched).ToList() is { Count: > 0 } searched)
        {
            foreach (var (word, w) in request.Search.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((word, w) => (word, w)))
            {
                arguments.Add($"q{w}", $"%{Escape(word)}%");
                sql.Add(
                    $"({string.Join(" or ", searched.Select(column => column.SearchSql?.Invoke($"@q{w}") ?? $"{column.Sql} like @q{w} escape '!'"))})"
                );
            }
        }
        foreach (var (key, values) in request.Choices)
        {
            var names = values.Select((_, v) => $"@c_{key}_{v}").ToList();
            foreach (var (value, v) in values.Select((value, v) => (value, v)))
                arguments.Add($"c_{key}_{v}", value);
            sql.Add(
                list.Find(key)!.HasSql?.Invoke(string.Join(", ", names))
                    ?? $"coalesce({list.Find(key)!.Sql}, '') in ({string.Join(", ", names)})"
            );
        }
        foreach (var (key, (from, to)) in request.Ranges)
        {
            var column = list.Find(key)!;
            if (Bound(column, from, isEnd: false) is { } least)
            {
                arguments.Add($"f_{key}", least);
                sql.Add($"{column.Sql} >= @f_{key}");
            }
            if (Bound(column, to, isEnd: true) is { } most)
            {
                arguments.Add($"t_{key}", most);
                sql.Add(column.Kind == ListColumnKind.Time ? $"{column.Sql} < @t_{key}" : $"{column.Sql} <= @t_{key}");
            }
        }
        return (string.Concat(sql.Select(condition => $"\nand {condition}")), arguments);
    }

    /// <summary>A day of a moment's column is the whole UK day.</summary>
    private static object? Bound(ListColumn column, string typed, bool isEnd) =>
        ListRequest.Value(column, typed) switch
        {
            DateOnly day when column.Kind == ListColumnKind.Time => LondonTime.ToUtc(isEnd ? day.AddDays(1) : day, TimeOnly.MinValue),
            var value => value,
        };

    private static string Escape(string word) => string.Concat(word.Select(letter => "%_![".Contains(letter) ? $"!{letter}" : $"{letter}"));

    private static async Task<Dictionary<string, IReadOnlyList<ListChoice>>> CountedAsync(
        Work work,
        ListDefinition list,
        IReadOnlyList<ListColumn> columns
    )
    {
        var counts = columns.Select(_ => new Dictionary<string, int>()).ToList();
        if (columns.Count > 0)
            await work.PageAsync(
                $"select {string.Join(", ", columns.Select(column => column.LinesSql ?? column.Sql))}\n{list.FromSql}",
                0,
                MostCounted,
                reader =>
                {
                    for (var i = 0; i < counts.Count; i++)
                    {
                        var value = reader.IsDBNull(i) ? "" : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture)!;
                        foreach (var one in columns[i].LinesSql is null ? [value] : Lines(value))
                            counts[i][one] = counts[i].GetValueOrDefault(one) + 1;
                    }
                },
                new DynamicParameters(list.Arguments)
            );
        return columns
            .Select((column, i) => (column, counts[i]))
            .ToDictionary(one => one.column.Key, one => Choices(one.column, one.Item2));
    }

    private static string[] Lines(string value) =>
        value.Split('\n', StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } lines ? lines : [""];

    private static IReadOnlyList<ListChoice> Choices(ListColumn column, IReadOnlyDictionary<string, int> counts) =>
        counts
            .OrderBy(value => column.Choices.Contains(value.Key) ? column.Choices.ToList().IndexOf(value.Key) : int.MaxValue)
            .ThenByDescending(value => value.Value)
            .ThenBy(value => value.Key, StringComparer.Ordinal)
            .Select(value => new ListChoice(value.Key, WordsOf(column, value.Key), value.Value))
            .ToList();

    private static IReadOnlyList<ListChoice> Named(ListColumn column, ListRequest request) =>
        column
            .Choices.Concat(request.Choices.GetValueOrDefault(column.Key) ?? [])
            .Distinct()
            .Select(value => new ListChoice(value, WordsOf(column, value)))
            .ToList();

    private static string WordsOf(ListColumn column, string value) => column.Words(value) is { Length: > 0 } words ? words : "None";

    private static ListRow Row(DbDataReader reader, IReadOnlyList<ListColumn> columns)
    {
        var id = Id(reader, 0);
        var link = columns.Count + 1;
        var cells = new List<ListCell>(columns.Count);
        foreach (var (column, i) in columns.Select((column, i) => (column, i)))
        {
            var to = column.LinkSql is null ? id : Id(reader, link++);
            cells.Add(Cell(column, reader, i + 1) with { Href = to is { } known ? column.Link?.Invoke(known) : null });
        }
        return new(id ?? Guid.Empty, cells);
    }

    private static Guid? Id(DbDataReader reader, int i) =>
        reader.IsDBNull(i) ? null : Guid.Parse(Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture)!);

    private static ListCell Cell(ListColumn column, DbDataReader reader, int i)
    {
        if (reader.IsDBNull(i))
            return new("", column.Words(""));
        var value = reader.GetValue(i);
        var raw = Convert.ToString(value, CultureInfo.InvariantCulture)!;
        switch (column.Kind)
        {
            case ListColumnKind.Money:
                var amount = new Money(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                return new(raw, amount.ToShortString(), amount.Pence / 100m);
            case ListColumnKind.Number:
                var number = Convert.ToInt64(value, CultureInfo.InvariantCulture);
                return new(raw, number.ToString("N0", CultureInfo.InvariantCulture), number);
            case ListColumnKind.Share:
                var parts = raw.Split('/');
                var share = new Fraction(
                    long.Parse(parts[0], CultureInfo.InvariantCulture),
                    long.Parse(parts[1], CultureInfo.InvariantCulture)
                );
                return new(raw, share.ToPercent(), decimal.Parse(share.ToString(4), CultureInfo.InvariantCulture) / 100);
            case ListColumnKind.Date:
                var day = value as DateTime? ?? DateTime.Parse(raw, CultureInfo.InvariantCulture);
                return new(raw, LondonTime.Date(DateOnly.FromDateTime(day)), Date: day);
            case ListColumnKind.Time:
                var at =
                    value as DateTime?
                    ?? DateTime.Parse(raw, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
                return new(raw, LondonTime.DateAndTime(at), Date: LondonTime.ToLondon(at));
            default:
                return new(raw, column.Words(raw));
        }
    }
}
