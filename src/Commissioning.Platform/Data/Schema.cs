using System.Text.RegularExpressions;

namespace Commissioning.Platform.Data;

/// <summary>The tables as the migrations create them, with the meaning from their comments; the same for both databases. The archive and
/// its data dictionary are built from this, so that neither misses a column.</summary>
public static partial class Schema
{
    public static IReadOnlyList<SchemaTable> Embedded { get; } = Read(Migrator.Embedded());

    public static SchemaTable Table(string name) => Embedded.First(table => table.Name == name);

    public static IReadOnlyList<SchemaTable> Read(IReadOnlyList<MigrationScript> scripts)
    {
        var tables = new Dictionary<string, (string? Meaning, List<SchemaColumn> Columns)>();
        foreach (var script in scripts)
        {
            List<string> comment = [];
            List<SchemaColumn>? open = null;
            foreach (var line in script.Text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()))
            {
                if (line.StartsWith("--", StringComparison.Ordinal))
                    comment.Add(line[2..].Trim());
                else if (line is "GO" or ")")
                    (open, comment) = (null, []);
                else if (Create().Match(line) is { Success: true } create)
                {
                    open = [];
                    tables.Add(create.Groups[1].Value, (comment.Count == 0 ? null : string.Join(' ', comment), open));
                    comment = [];
                }
                else if (Alter().Match(line) is { Success: true } alter)
                {
                    if (ColumnOf(alter.Groups[2].Value, comment) is { } added)
                        tables[alter.Groups[1].Value].Columns.Add(added);
                }
                else if (open is not null && KeyOf().Match(line) is { Success: true } key)
                {
                    foreach (var name in key.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries))
                        if (open.FindIndex(column => column.Name == name) is >= 0 and var i)
                            open[i] = open[i] with { IsKey = true };
                }
                else if (open is not null && ColumnOf(line, comment) is { } column)
                {
                    open.Add(column);
                    comment = [];
                }
            }
        }
        return tables.Select(table => new SchemaTable(table.Key, table.Value.Meaning, table.Value.Columns)).ToList();
    }

    private static SchemaColumn? ColumnOf(string line, List<string> comment) =>
        Column().Match(line) is { Success: true } found
            ? new(
                found.Groups[1].Value,
                found.Groups[2].Value == "$text$" ? "text" : found.Groups[2].Value,
                found.Groups[3].Value == "null",
                found.Groups[4].Value.Contains("primary key", StringComparison.Ordinal),
                References().Match(found.Groups[4].Value) is { Success: true } other ? other.Groups[1].Value : null,
                comment.Count == 0 ? null : string.Join(' ', comment)
            )
            : null;

    [GeneratedRegex(@"^create table (\w+) \($")]
    private static partial Regex Create();

    [GeneratedRegex(@"^alter table (\w+) add (\w.*)$")]
    private static partial Regex Alter();

    [GeneratedRegex(@"^constraint \w+ primary key \(([^)]*)\)")]
    private static partial Regex KeyOf();

    [GeneratedRegex(@"^(?!constraint )(\w+)\s+(\$text\$|\w+(?:\([\d, ]+\))?)\s+(not null|null)(.*)$")]
    private static partial Regex Column();

    [GeneratedRegex(@"references (\w+) \(")]
    private static partial Regex References();
}
