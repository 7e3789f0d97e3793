using System.Text.RegularExpressions;
using Commissioning.Platform.Data;
using Commissioning.Testing.Sql;

namespace Commissioning.Features.Tests.Data;

public sealed partial class SchemaTests
{
    [Fact]
    public void Every_table_and_column_says_what_it_holds() =>
        Assert.Empty(
            Schema
                .Embedded.SelectMany(table => table.Columns.Select(column => ($"{table.Name}.{column.Name}", column.Meaning)))
                .Concat(Schema.Embedded.Select(table => (table.Name, table.Meaning)))
                .Where(one => !one.Meaning.EndsWith('.') || one.Meaning.Length < 8)
                .Select(one => $"{one.Item1}: \"{one.Meaning}\"")
        );

    /// <summary>The schema is read line by line; SQL Server's own parser finds the same columns.</summary>
    [Fact]
    public void Tables_and_columns_are_those_of_the_scripts() =>
        Assert.Equal(
            SqlSchema
                .Current.Tables.Where(table => table.Name != "SchemaJournal")
                .SelectMany(table => table.Columns.Select(column => $"{table.Name}.{column.Name}")),
            Schema.Embedded.SelectMany(table => table.Columns.Select(column => $"{table.Name}.{column.Name}"))
        );

    [Fact]
    public void A_later_script_adds_a_column_with_its_comment()
    {
        var table = Assert.Single(
            Schema.Read([
                new(
                    "0001-a",
                    "-- About the scripts.\n\n-- A parcel.\ncreate table A (\n    -- Primary key.\n    Id  int not null,\n    constraint PK_A primary key (Id)\n)\nGO\n"
                ),
                new(
                    "0002-b",
                    "-- Weight in grams.\n-- Null: not weighed.\nalter table A add Weight bigint null constraint FK_A_Weight references B (Id)\nGO\n"
                ),
            ])
        );
        Assert.Equal("A parcel.", table.Meaning);
        Assert.Equal(
            [
                new SchemaColumn("Id", "int", MayBeNull: false, IsKey: true, null, "Primary key."),
                new SchemaColumn("Weight", "bigint", MayBeNull: true, IsKey: false, "B", "Weight in grams. Null: not weighed."),
            ],
            table.Columns
        );
    }

    [Fact]
    public void Constraints_and_indexes_are_named_after_their_table()
    {
        var strange = new List<string>();
        foreach (var batch in Migrator.Embedded().SelectMany(script => script.Text.ReplaceLineEndings("\n").Split("\nGO")))
            if (Subject().Match(batch) is { Success: true } subject)
                strange.AddRange(
                    Named()
                        .Matches(batch)
                        .Select(match => match.Groups[1].Value)
                        .Where(name =>
                            name[3..] != subject.Groups[1].Value
                            && !name[3..].StartsWith(subject.Groups[1].Value + "_", StringComparison.Ordinal)
                        )
                );
        Assert.Empty(strange);
    }

    [GeneratedRegex(@"^(?:create table|create (?:unique )?index \w+ on|alter table) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Subject();

    [GeneratedRegex(@"\b(?:constraint|index) ((?:PK|FK|CK|DF|IX)_\w+)")]
    private static partial Regex Named();
}
