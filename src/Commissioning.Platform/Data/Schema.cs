using System.Text.RegularExpressions;

namespace Commissioning.Platform.Data;

/// <summary>The tables as the migrations create them, with the meaning from their comments; the same for both databases. The archive and
/// its data dictionary are built from this, so that neither misses a column.</summary>
public static partial class Schema
{
    public static IReadOnlyList<SchemaTable> Embedded { get; } = Read(Migrator.Embedded());

    public static SchemaTable Table(string name) => Embedded.First(table => table.Name == name);

    /// <summary>A comment belongs to the line that follows it: create table, a column in it, or a column that a later script
    /// adds.</summary>
    public static IReadOnlyList<SchemaTable> Read(IReadOnlyList<MigrationScript> scripts)
    {
        var tables = new Dictionary<string, (string Meaning, List<SchemaColumn> Columns)>();
        List<SchemaColumn> columns = [];
        List<string> comment = [];
        foreach (var line in scripts.SelectMany(script => script.Text.ReplaceLineEndings("\n").Split('\n')).Select(line => line.Trim()))
        {
            if (line.StartsWith("--", StringComparison.Ordinal))
            {
                comment.Add(line[2..].Trim());
                continue;
            }
            var meaning = string.Join(' ', comment);
            comment.Clear();
            if (Create().Match(line) is { Success: true } create)
                tables.Add(create.Groups[1].Value, (meaning, columns = []));
            else if (Alter().Match(line) is { Success: true } alter && ColumnOf(alter.Groups[2].Value, meaning) is { } added)
                tables[alter.Groups[1].Value].Columns.Add(added);
            else if (KeyOf().Match(line) is { Success: true } key)
            {
                var names = key.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries);
                for (var i = 0; i < columns.Count; i++)
                    columns[i] = columns[i] with { IsKey = names.Contains(columns[i].Name) };
            }
            else if (ColumnOf(line, meaning) is { } column)
                columns.Add(column);
        }
        return tables.Select(table => new SchemaTable(table.Key, table.Value.Meaning, table.Value.Columns)).ToList();
    }

    private static SchemaColumn? ColumnOf(string line, string meaning) =>
        Column().Match(line) is { Success: true } found
            ? new(
                found.Groups[1].Value,
                found.Groups[2].Value == "$text$" ? "text" : found.Groups[2].Value,
                found.Groups[3].Value == "null",
                found.Groups[4].Value.Contains("primary key", StringComparison.Ordinal),
                References().Match(found.Groups[4].Value) is { Success: true } other ? other.Groups[1].Value : null,
                meaning
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
