using System.Reflection;
using System.Text.RegularExpressions;
using Commissioning.Platform.Data;
using Commissioning.Testing;
using Commissioning.Testing.Sql;

namespace Commissioning.Features.Tests.Data;

/// <summary>Checks every migration and statement as SQL Server would read it, with Microsoft's parser and the rules in SqlCheck.
/// TestDatabase checks what tests execute; this checks the statements that no test executes.</summary>
public sealed partial class SqlCheckTests
{
    public static TheoryData<string> Databases =>
        [TestDatabase.Server is null ? $"SQLite (set {TestDatabase.Variable} to run on SQL Server)" : "SQL Server"];

    /// <summary>Shows in the list of tests which databases they ran on.</summary>
    [Theory, MemberData(nameof(Databases))]
    public async Task Test_databases_are_the_kind_this_run_says_it_uses(string databases)
    {
        using var database = new TestDatabase();
        Assert.Equal(database.Dialect.IsSqlite, databases.StartsWith("SQLite", StringComparison.Ordinal));
        Assert.Equal(0, await database.CountAsync("AuditEntry"));
    }

    [Fact]
    public void Migrations_are_valid_T_SQL_with_keys_that_fit() => Assert.Empty(SqlSchema.Current.Faults);

    [Fact]
    public void SQL_texts_of_the_portal_are_valid_for_SQL_Server()
    {
        var texts = Constants().Concat(Literals()).DistinctBy(text => text.Sql).ToList();
        Assert.True(texts.Count > 900, $"Only {texts.Count} SQL texts were found; the search is broken");
        var faults = string.Join(
            "\n",
            texts.SelectMany(text =>
                SqlCheck.Faults(text.Sql, reads: RowsRead.Many).Select(fault => $"{text.Where}: {fault} in {text.Sql}")
            )
        );
        Assert.True(faults.Length == 0, faults);
    }

    /// <summary>Deleting a row makes SQL Server search each table that may refer to it; without an index that reads every row.</summary>
    [Fact]
    public void Foreign_keys_to_tables_with_deleted_rows_have_an_index()
    {
        var losing = Constants()
            .Concat(Literals())
            .SelectMany(text => Deleted().Matches(text.Sql).Select(match => match.Groups[1].Value))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        Assert.True(losing.Count > 40, $"Only {losing.Count} tables were found that lose rows; the search is broken");
        var unindexed = (
            from table in SqlSchema.Current.Tables
            from reference in table.References
            where losing.Contains(reference.Parent) && !table.Indexes.Any(index => index[0] == reference.Column)
            select $"{table.Name}.{reference.Column} refers to {reference.Parent}"
        )
            .Distinct()
            .ToList();
        Assert.True(unindexed.Count == 0, string.Join("\n", unindexed));
    }

    [Theory]
    [InlineData("select Id from Fund where Nmae = @name", "there is no column Nmae")]
    [InlineData("select f.Nmae from Fund f", "there is no column f.Nmae")]
    [InlineData("select Id from Found", "there is no table Found")]
    [InlineData("select Id from Fund f join Round r on r.FundId = f.Id", "Id may be f.Id or r.Id")]
    [InlineData("select Name as Title from Fund where Title = 'a'", "there is no column Title")]
    [InlineData("select Name as Title from Fund order by lower(Title)", "there is no column Title")]
    [InlineData("with A as (select Id from Fund order by Name) select Id from A", "ORDER BY clause is not valid")]
    [InlineData(
        "with A as (select f.Id, r.Id from Fund f join Round r on r.FundId = f.Id) select Id from A",
        "Id is twice in a named query"
    )]
    [InlineData("with A as (select count(*) from Fund) select 1 from A", "every column of a named query needs a name")]
    [InlineData("select max(Required) from Question", "max over a bit")]
    [InlineData(
        "select sum(case when exists (select 1 from Round r where r.FundId = f.Id) then 1 else 0 end) from Fund f",
        "sum over a subquery"
    )]
    [InlineData("select avg(Weight) from Criterion", "avg of whole numbers")]
    [InlineData("select FundId, Name from Round group by FundId", "Round.Name is neither grouped by nor in a sum")]
    [InlineData("select count(*), Name from Round", "Round.Name is neither grouped by nor in a sum")]
    [InlineData("select distinct Name from Fund order by CreatedAt", "with distinct, what it is ordered by must be selected")]
    [InlineData("select Id from Question where Required", "line 1")]
    [InlineData("select Weight > 5 from Criterion", "line 1")]
    [InlineData("select coalesce(Weight, 'none') from Criterion", "coalesce brings Number and Text together")]
    [InlineData("select Name from Fund where Id = 'abc'", "a comparison brings Id and Text together")]
    [InlineData("select Name from Fund where CreatedAt > '2026-01-01' and Name = 'Café'", "letters that varchar loses")]
    [InlineData("select max(Id) from Fund", "max over an id")]
    [InlineData("select row_number() over (order by Id) as Place from Fund", "a rank by an id differs")]
    [InlineData("select min(Pot, MaximumGrant) from Round", "min takes one value")]
    [InlineData("select date('now') from Fund", "date is not a function that both have")]
    [InlineData("insert into FundName (FundId, Name) values (@Fund, @Name)", "FundName.UsedUntil needs a value")]
    [InlineData("update Fund set Nmae = @name", "there is no column Fund.Nmae")]
    [InlineData("select row_number() over (partition by FundId) as Place from Round", "row_number needs an order")]
    [InlineData("select Name from Fund union select Name, Id from Round", "1 and 2 columns in one union")]
    public void The_SQL_check_finds_what_SQL_Server_refuses(string sql, string fault) =>
        Assert.Contains(SqlCheck.Faults(sql), found => found.Contains(fault, StringComparison.Ordinal));

    [Theory]
    [InlineData(
        "select r.FundId, sum(r.Pot) as Pot, max(case when r.PublishedAt is null then 0 else 1 end) as Published from Round r where r.Name in @names group by r.FundId having count(*) > 1 order by sum(r.Pot) desc, FundId"
    )]
    [InlineData(
        "with A as (select Id, row_number() over (order by Name) as Place from Fund), B as (select Id from A where Place < 5) select f.Name from B b join Fund f on f.Id = b.Id order by f.Name"
    )]
    [InlineData(
        "update Fund set Name = (select max(n.Name) from FundName n where n.FundId = Fund.Id) where Id = @Id; select Name from Fund where Id = @Id"
    )]
    [InlineData(
        "select case when Weight > 5 then 'more' else 'less' end as Size, count(*) as Number from Criterion group by case when Weight > 5 then 'more' else 'less' end"
    )]
    public void The_SQL_check_accepts_what_SQL_Server_accepts(string sql) => Assert.Empty(SqlCheck.Faults(sql));

    [Theory]
    [InlineData("select Id from Fund where Name = @name", typeof(string), "Id is read as text and is of the kind Id")]
    [InlineData(
        "select RemovedOn from RegisterEntry where Number = @number",
        typeof(string),
        "RemovedOn is read as text and is of the kind Day"
    )]
    [InlineData("select max(Version) from Payment", typeof(string), "the value is read as text and is of the kind Number")]
    [InlineData("select Id, AcceptBy from Award where Id = @Id", typeof(Misread), "AcceptBy is read as text and is of the kind Day")]
    [InlineData("select Number from Award where Id = @Id", typeof(Guid), "Number is read as an id and is of the kind Number")]
    public void The_SQL_check_finds_a_column_read_as_the_wrong_type(string sql, Type row, string fault)
    {
        Assert.Equal([fault], SqlCheck.Faults(sql, row: row));
        Assert.Empty(SqlCheck.Faults(sql));
    }

    [Theory]
    [InlineData("select Id from Fund where Name = @name", typeof(Guid))]
    [InlineData("select RemovedOn from RegisterEntry where Number = @number", typeof(DateOnly))]
    [InlineData("select Name from Fund where Id = @Id", typeof(string))]
    [InlineData("select count(*) from Fund", typeof(int))]
    public void The_SQL_check_accepts_a_column_read_as_its_own_type(string sql, Type row) => Assert.Empty(SqlCheck.Faults(sql, row: row));

    [Theory]
    [InlineData("select Id from Award where RoundId = @round", RowsRead.First, "the first row of what order?")]
    [InlineData(
        "select TextBody from OutboxEmail where ToAddress = @email order by CreatedAt desc",
        RowsRead.First,
        "rows that are equal in OutboxEmail.CreatedAt come in any order"
    )]
    [InlineData(
        "select Id from MonitoringReturn where AwardId = @award order by DueOn",
        RowsRead.One,
        "rows that are equal in MonitoringReturn.DueOn come in any order"
    )]
    [InlineData(
        "select o.Id from Organisation o order by o.Name, o.CreatedAt",
        RowsRead.Many,
        "rows that are equal in o.Name, o.CreatedAt come in any order"
    )]
    [InlineData(
        "select Area, count(*) as Number from Organisation group by Area, Kind order by Area",
        RowsRead.Many,
        "rows that are equal in Organisation.Area come in any order"
    )]
    [InlineData(
        "select distinct o.Id, o.Name from Organisation o order by o.Name",
        RowsRead.Many,
        "rows that are equal in o.Name come in any order"
    )]
    [InlineData(
        "select Id from Letter where ApplicationId = @application order by Id",
        RowsRead.Many,
        "which id is first differs between the databases"
    )]
    public void The_SQL_check_finds_an_order_on_which_the_databases_differ(string sql, RowsRead reads, string fault) =>
        Assert.Equal([fault], SqlCheck.Faults(sql, reads: reads));

    [Theory]
    [InlineData("select Id from Award where RoundId = @round", RowsRead.Many)] // An unordered set.
    [InlineData("select Id from Award where ApplicationId = @application", RowsRead.First)] // There is one.
    [InlineData("select o.Id from Organisation o order by o.Name, o.CreatedAt, o.Id", RowsRead.Many)]
    [InlineData("select w.Id from Award w where w.RoundId = @round order by w.Number", RowsRead.First)]
    [InlineData("select Area, count(*) as Number from Organisation group by Area order by Area", RowsRead.Many)]
    [InlineData("select DueOn from MonitoringReturn where AwardId = @award order by DueOn", RowsRead.Many)] // Equal rows are identical.
    [InlineData("select distinct Area from Organisation order by Area", RowsRead.Many)]
    public void The_SQL_check_accepts_an_order_on_which_the_databases_agree(string sql, RowsRead reads) =>
        Assert.Empty(SqlCheck.Faults(sql, reads: reads));

    [Fact]
    public void The_SQL_check_finds_parameters_that_differ_only_in_case()
    {
        Assert.Equal(
            ["@fund and @Fund are one parameter"],
            SqlCheck.Faults("insert into Setting (Name, SetValue, ChangedAt) values (@fund, @Fund, @Now)")
        );
        Assert.Empty(SqlCheck.Faults("insert into Setting (Name, SetValue, ChangedAt) values (@fund, @name, @Now)"));
        Assert.Equal("fund and Fund are one parameter", SqlCheck.WhyRefused(new { fund = 1, Fund = "A" }));
        Assert.Null(SqlCheck.WhyRefused(new { fund = 1, name = "A" }));
    }

    [Fact]
    public void The_schema_check_finds_a_varchar_column_in_a_migration()
    {
        Assert.Equal(
            ["0001-a: make A.Code nvarchar, as every text is"],
            new SqlSchema([new("0001-a", "create table A (Code varchar(20) not null)")]).Faults
        );
        Assert.Empty(new SqlSchema([new("0001-a", "create table A (Code nvarchar(20) not null)")]).Faults);
    }

    [Fact]
    public void The_logins_script_is_valid_T_SQL_and_names_existing_tables()
    {
        var script = File.ReadAllText(Repository.File("db", "logins.sql"));
        SqlSchema.Parse(script, out var errors);
        Assert.Empty(errors.Select(error => $"{error.Line}: {error.Message}"));
        SqlSchema.Parse(Dialect.SqlServer("Server=none").MigrationLockSql!, out errors);
        Assert.Empty(errors);
        Assert.All(
            Named().Matches(script),
            name =>
                Assert.True(name.Groups[1].Value == "SchemaJournal" || SqlSchema.Current.Find(name.Groups[1].Value) is not null, name.Value)
        );
    }

    [Theory]
    [InlineData("update Person set DisplayName = @value where Id = @Id", "201", "Person.DisplayName is longer than 200")]
    [InlineData("update Person set CreatedAt = @value where Id = @Id", "1 May", "Person.CreatedAt is not an instant")]
    [InlineData("update Person set Version = @value where Id = @Id", "9999999999", "Person.Version is not an int")]
    public async Task The_test_database_on_SQLite_refuses_what_a_SQL_Server_column_cannot_hold(string sql, string value, string sentence)
    {
        using var database = new TestDatabase(onSqlServer: false);
        var person = await new Scenario(database.Db, database.Clock).PersonAsync();
        var refused = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() =>
            database.Db.HousekeepAsync(work =>
                work.ExecuteAsync(sql, new { person.Id, value = value == "201" ? new string('a', 201) : value })
            )
        );
        Assert.Contains(sentence, refused.Message, StringComparison.Ordinal);
    }

    private sealed record Misread(Guid Id, string AcceptBy);

    private static IEnumerable<(string Where, string Sql)> Constants() =>
        from name in new[] { "Commissioning.Platform", "Commissioning.Features", "Commissioning.Web" }
        from type in Assembly.Load(name).GetTypes()
        // Not in a migration (a journal), and the start of a statement.
        where !type.ContainsGenericParameters && type != typeof(Migrator) && type.Name != "LinkedOrganisations"
        from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        where field.FieldType == typeof(string)
        let sql = (string?)field.GetValue(null)
        where sql is not null && Statement().IsMatch(sql)
        select ($"{type.Name}.{field.Name}", sql);

    /// <summary>Complete SQL texts in the code; those assembled from parts are checked when they are executed.</summary>
    private static IEnumerable<(string Where, string Sql)> Literals() =>
        from file in Directory.EnumerateFiles(Repository.File("src"), "*.cs", SearchOption.AllDirectories)
        where
            !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            && Path.GetFileName(file) is not ("Dialect.cs" or "Migrator.cs" or "LinkedOrganisations.cs")
        let code = File.ReadAllText(file)
        from Match match in Literal().Matches(code)
        let sql = match.Groups["raw"].Success ? match.Groups["raw"].Value : match.Groups["plain"].Value
        where
            Statement().IsMatch(sql)
            && !Part().IsMatch(code[Math.Max(0, match.Index - 4)..match.Index])
            && !code[(match.Index + match.Length)..].TrimStart().StartsWith('+')
        select (Path.GetFileName(file), sql);

    [GeneratedRegex("\"\"\"(?<raw>.*?)\"\"\"|\"(?<plain>(?:[^\"\\\\\\n]|\\\\.)*)\"", RegexOptions.Singleline)]
    private static partial Regex Literal();

    [GeneratedRegex(@"\bdelete from (\w+)")]
    private static partial Regex Deleted();

    [GeneratedRegex(@"(\$|\+\s*)$")]
    private static partial Regex Part();

    [GeneratedRegex(@"object::dbo\.(\w+)")]
    private static partial Regex Named();

    [GeneratedRegex(@"^\s*(select |insert into |update \w+\s+set |delete from |with \w+ as )")]
    private static partial Regex Statement();
}
