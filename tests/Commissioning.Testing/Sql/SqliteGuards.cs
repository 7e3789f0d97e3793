using System.Globalization;

namespace Commissioning.Testing.Sql;

/// <summary>Triggers that make a test's SQLite refuse what SQL Server would: text longer than its column, a number beyond int, a date in
/// another format. SQLite alone accepts all of these.</summary>
internal static class SqliteGuards
{
    public static IEnumerable<string> Triggers(SqlSchema schema) =>
        from table in schema.Tables
        let refusals = table
            .Columns.SelectMany(column =>
                Refusals(column)
                    .Select(refusal => $"select raise(abort, '{table.Name}.{column.Name} {refusal.Sentence}') where {refusal.Condition};")
            )
            .ToList()
        where refusals.Count > 0
        from happening in new[] { "insert", "update" }
        select $"create trigger Guard_{table.Name}_{happening} before {happening} on {table.Name} begin {string.Join(' ', refusals)} end";

    private static IEnumerable<(string Sentence, string Condition)> Refusals(Column column)
    {
        var value = "new." + column.Name;
        if (column.Length is { } length)
            yield return (
                $"is longer than {length.ToString(CultureInfo.InvariantCulture)}",
                $"length({value}) > {length.ToString(CultureInfo.InvariantCulture)}"
            );
        switch (column.Type)
        {
            case "int":
                yield return (
                    "is not an int",
                    $"{value} is not null and (typeof({value}) <> 'integer' or {value} not between -2147483648 and 2147483647)"
                );
                break;
            case "bigint":
                yield return ("is not a bigint", $"{value} is not null and typeof({value}) <> 'integer'");
                break;
            case "bit":
                yield return ("is not a bit", $"{value} not in (0, 1)");
                break;
            case "uniqueidentifier":
                yield return (
                    "is not an id in small letters",
                    $"{value} not glob '????????-????-????-????-????????????' or {value} <> lower({value})"
                );
                break;
            case "date":
                yield return ("is not a day", $"{value} not glob '{Figures("0000-00-00")}'");
                break;
            case "datetime2":
                yield return ("is not an instant", $"{value} not glob '{Figures("0000-00-00 00:00:00.000")}'");
                break;
        }
    }

    private static string Figures(string form) => form.Replace("0", "[0-9]", StringComparison.Ordinal);
}
