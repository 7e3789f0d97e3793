using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.DueDiligence;

public sealed class LoadFunderGrantsTests : IAsyncLifetime
{
    private const string Titles =
        "Identifier,Title,Description,Currency,Amount Awarded,Award Date,Planned Dates:Start Date,Planned Dates:End Date,Recipient Org:0:Identifier,Recipient Org:Name,Recipient Org:Charity Number,Recipient Org:Postal Code,Recipient Ind:Name,Funding Org:Identifier,Funding Org:Name";
    private static readonly DateOnly Day = new(2026, 3, 1);
    private readonly TestDatabase database = new();
    private Scenario scenario = null!;
    private Actor officer = null!;

    public async Task InitializeAsync()
    {
        database.Clock.MoveTo("2026-03-02 09:00");
        scenario = new(database.Db, database.Clock);
        officer = await scenario.PersonAsync(Role.CommissioningOfficer);
    }

    public Task DisposeAsync()
    {
        database.Dispose();
        return Task.CompletedTask;
    }

    private static string Json(int number, string recipient = "Elm Park Trust", string more = "") =>
        "{"
        + $$"""
            "id": "360G-elm-{{number}}", "title": "Évening \"club\" {{number}}", "currency": "GBP", "amountAwarded": {{1000
                + number}}.50, "awardDate": "2026-01-31",
            "recipientOrganization": [{ "id": "GB-CHC-9900001", "name": "{{recipient}}", "postalCode": "LE1 9ZZ" }],
            "fundingOrganization": [{ "id": "GB-CHC-1000001", "name": "Elm Foundation" }]{{more}}
            """
        + "}";

    private static string Package(params string[] grants) =>
        $$"""{ "grants-of": ["grants", { "grants": [1] }], "license": "open", "grants": [{{string.Join(", ", grants)}}], "after": {} }""";

    private static string Csv(int number, string start = "2026-04-01", string amount = "1000", string individual = "") =>
        $"360G-elm-{number},\"Evening, club {number}\",,GBP,{amount},2026-01-31,{start},2027-03-31,GB-CHC-9900001,Elm Park Trust,,LE1 9ZZ,{individual},GB-CHC-1000001,Elm Foundation";

    private Task<Result<FunderFiles.Loaded>> LoadAsync(string text, DateOnly? day = null, string name = "grants.json") =>
        LoadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), day, name);

    private Task<Result<FunderFiles.Loaded>> LoadAsync(Stream content, DateOnly? day = null, string name = "grants.json") =>
        new LoadFunderGrants(database.Db, new Office()).RunAsync(officer, day ?? Day, name, content);

    private async Task<FunderFiles.Loaded> LoadedAsync(string text, DateOnly? day = null)
    {
        var outcome = await LoadAsync(text, day);
        Assert.Null(outcome.FirstRefusal);
        return outcome.Value!;
    }

    private Task<IReadOnlyList<FunderFiles.BadRow>> BadAsync(Guid file) =>
        database.Db.ReadAsync(work => FunderFiles.BadRowsAsync(work, file));

    /// <summary>Gives at most so many bytes at a time.</summary>
    private sealed class Trickle(byte[] content, int most) : MemoryStream(content)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(most, buffer.Length)]);

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(most, count));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1 << 16)]
    public async Task Funder_JSON_is_read_alike_however_it_arrives(int most)
    {
        var text = "\ufeff" + Package(Json(1), Json(2, more: ", \"description\": \"" + new string('x', 70_000) + "\""), "7", Json(3));
        var outcome = await LoadAsync(new Trickle(Encoding.UTF8.GetBytes(text), most));
        Assert.Null(outcome.FirstRefusal);
        Assert.Equal(("Current", 3, 1), (outcome.Value!.State, outcome.Value.Grants, outcome.Value.Bad));
        Assert.Equal(
            ["Évening \"club\" 1 100150", "Évening \"club\" 2 100250", "Évening \"club\" 3 100350"],
            (await database.Db.QueryAsync<GrantRow>("select Title, Amount from FunderGrant order by Position")).Select(row =>
                $"{row.Title} {row.Amount}"
            )
        );
        var bad = Assert.Single(await BadAsync(outcome.Value.Id));
        Assert.Equal((3, "is not a grant"), (bad.RowNumber, bad.Reason));
    }

    private sealed record GrantRow
    {
        public required string Title { get; init; }
        public required long Amount { get; init; }
    }

    [Fact]
    public async Task Funder_CSV_is_read_by_its_titles_and_its_bad_rows_are_listed()
    {
        var file = await LoadedAsync(
            $"{Titles}\r\n{Csv(1)}\r\n{Csv(2, start: "soon")}\r\n{Csv(3, amount: "\"£2,500.00\"")}\r\n{Csv(4, individual: "A Person")}\r\n{Csv(1)}\r\n,,,\r\n\r\n{Csv(5)}\r\n{Csv(6).Replace("GB-CHC-1000001", "GB-CHC-1000002", StringComparison.Ordinal)}\r\n{Csv(7)}\r\n{Csv(8)}\r\n{Csv(9)}"
        );
        Assert.Equal(
            ("Elm Foundation", "GB-CHC-1000001", "Current", 6, 1, 3),
            (file.FunderName, file.FunderId, file.State, file.Grants, file.Individuals, file.Bad)
        );
        Assert.Equal(
            [
                "3: the start date \"soon\" is not a date, such as 2026-03-31",
                "6: has an identifier that another grant in the file has",
                "10: is of another funder than the first grant. Load the grants of each funder in a file of their own",
            ],
            (await BadAsync(file.Id)).Select(row => $"{row.RowNumber}: {row.Reason}")
        );
        Assert.Equal(1, await database.CountAsync("FunderGrant", "CharityNumber = '9900001' and Amount = 250000"));
        foreach (var (table, columns) in new[] { ("FunderGrant", "RecipientName"), ("FunderBadRow", "Reason"), ("AuditEntry", "Detail") })
            Assert.Equal(0, await database.CountAsync(table, $"{columns} like '%A Person%'"));
    }

    [Fact]
    public async Task Funder_file_with_a_tenth_broken_rows_gives_its_good_ones()
    {
        var file = await LoadedAsync(
            Package([
                .. Enumerable
                    .Range(1, 3000)
                    .Select(i => i % 10 == 0 ? Json(i).Replace("\"GBP\"", "null", StringComparison.Ordinal) : Json(i)),
            ])
        );
        Assert.Equal((2700, 300), (file.Grants, file.Bad));
        Assert.Equal(2700, await database.CountAsync("FunderGrant"));
        Assert.Equal(10, (await BadAsync(file.Id))[0].RowNumber);
    }

    [Fact]
    public async Task Funder_file_with_more_than_a_third_broken_rows_is_refused_and_the_one_in_use_stays()
    {
        await LoadedAsync(Package(Json(1)));
        var file = await LoadedAsync(Package(Json(2), "{}", Json(3), "{}", "{ \"title\": {} }"));
        Assert.Equal(("Refused", 0, 3), (file.State, file.Grants, file.Bad));
        Assert.Equal("3 of 5 rows cannot be read. At most one in three may be set aside", file.Why);
        Assert.Equal(3, (await BadAsync(file.Id)).Count);
        Assert.Equal("360G-elm-1", await database.Db.ScalarAsync<string>("select GrantId from FunderGrant"));
        Assert.Equal(1, await database.CountAsync("AuditEntry", "Action = 'FunderGrantsRefused'"));
    }

    [Theory]
    [InlineData("<html>Not found</html>", "This is a web page")]
    [InlineData("PK\u0003\u0004", "This is a zip or an Excel file")]
    [InlineData("[{}]", "This JSON file is a bare list")]
    [InlineData("{ \"grants\": 7 }", "This is not a JSON file with a list named grants")]
    [InlineData("{ \"other\": [] }", "This is not a JSON file with a list named grants")]
    [InlineData("a,b,c\n1,2,3", "This is neither JSON nor a CSV file with commas")]
    [InlineData(
        "Identifier,Title,Currency,Amount Awarded,Award Date,Recipient Org:Name,Funding Org:Name\n",
        "The column Funding Org:Identifier is not there"
    )]
    [InlineData("   ", "The file is empty")]
    public async Task What_is_no_file_of_grants_is_refused_with_the_reason(string text, string why)
    {
        var outcome = await LoadAsync(text);
        Assert.StartsWith(why, outcome.FirstRefusal!.Sentence, StringComparison.Ordinal);
        Assert.Equal(0, await database.CountAsync("FunderFile"));
    }

    [Fact]
    public async Task Funder_file_that_is_cut_off_leaves_nothing()
    {
        var whole = Package([.. Enumerable.Range(1, 2500).Select(i => Json(i))]);
        var outcome = await LoadAsync(whole[..(whole.Length * 9 / 10)]);
        Assert.StartsWith("The JSON cannot be read after grant 2,2", outcome.FirstRefusal!.Sentence, StringComparison.Ordinal);
        outcome = await LoadAsync($"{Titles}\n{Csv(1)}\n{Csv(2).Replace("club 2\"", new string('x', 300_000), StringComparison.Ordinal)}");
        Assert.StartsWith("Row 3 cannot be read: a cell is too long", outcome.FirstRefusal!.Sentence, StringComparison.Ordinal);
        Assert.Equal((0, 0), (await database.CountAsync("FunderFile"), await database.CountAsync("FunderGrant")));
    }

    [Fact]
    public async Task Newer_file_of_a_funder_replaces_the_one_in_use_and_an_older_one_does_not()
    {
        var first = await LoadedAsync(Package(Json(1), Json(2)));
        var second = await LoadedAsync(Package(Json(3)), Day.AddDays(1));
        Assert.Equal("360G-elm-3", await database.Db.ScalarAsync<string>("select GrantId from FunderGrant"));
        var (before, list) = await database.Db.ReadAsync(async work =>
            (await FunderFiles.OneAsync(work, first.Id), await FunderFiles.ListAsync(work))
        );
        Assert.Equal(("Replaced", 2, true), (before.State, before.Grants, before.EndedAt is not null));
        Assert.Equal([second.Id, first.Id], list.Select(file => file.Id));
        Assert.Contains(
            "Grants: 2 -> 1",
            await database.Db.ScalarAsync<string>("select Detail from AuditEntry where Action = 'FunderGrantsReplaced'")
        );
        var older = await LoadAsync(Package(Json(4)), Day);
        Assert.Equal("A file of this funder of 2 March 2026 is in use, and it is newer", older.FirstRefusal!.Sentence);
        Assert.Equal((2, 1), (await database.CountAsync("FunderFile"), await database.CountAsync("FunderGrant")));
        // Another funder's file stands beside it.
        await LoadedAsync(Package(Json(5).Replace("GB-CHC-1000001", "GB-CHC-1000002", StringComparison.Ordinal)), Day);
        Assert.Equal(2, await database.CountAsync("FunderFile", "State = 'Current'"));
    }

    [Fact]
    public async Task Our_own_grants_and_more_than_the_most_are_no_file_of_another_funder()
    {
        var ours = await LoadAsync(Package(Json(1).Replace("Elm Foundation", new Office().FunderName, StringComparison.Ordinal)));
        Assert.StartsWith("These are this office's own grants", ours.FirstRefusal!.Sentence, StringComparison.Ordinal);
        var many = await LoadAsync(Package([.. Enumerable.Repeat("7", FunderFileRules.MostGrants + 1)]));
        Assert.StartsWith("The file has more than 50,000 grants", many.FirstRefusal!.Sentence, StringComparison.Ordinal);
        Assert.Equal(0, await database.CountAsync("FunderFile"));
    }

    [Fact]
    public async Task Removed_file_ends_its_findings()
    {
        var applicant = await scenario.PersonAsync(Role.Applicant);
        var round = await scenario.RoundAsync(
            officer,
            [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)]
        );
        var application = await scenario.ApplicationAsync(round, await scenario.OrganisationAsync(applicant), applicant);
        database.Clock.MoveTo("2026-03-02 09:00");
        var starts = await database.Db.ScalarAsync<DateOnly>("select StartsOn from Application");
        var file = await LoadedAsync(
            Package(
                Json(
                        1,
                        more: $$""", "plannedDates": [{ "startDate": "{{starts:yyyy-MM-dd}}", "endDate": "{{starts.AddMonths(3):yyyy-MM-dd}}" }]"""
                    )
                    .Replace("Évening", "Safer Saturdays", StringComparison.Ordinal),
                Json(2).Replace("2026-01-31", "2019-01-31", StringComparison.Ordinal)
            )
        );
        await database.PlanChecks().RunAsync();
        var finding = Assert.Single(await FindingsAsync(application));
        Assert.StartsWith(
            "Elm Foundation awarded £1,001.50 to Elm Park Trust on 31 January 2026",
            finding.Sentence,
            StringComparison.Ordinal
        );
        Assert.Equal((FindingLevel.Review, true), (finding.Level, finding.IsOpen));
        var page = await database.Db.ReadAsync(work => CrossCheckQueries.GetAsync(work, application));
        Assert.Equal("Two grants of one funder: £2,004.00.", page.OtherFunders.InWords);
        Assert.Equal(1, page.OtherFunders.Overlapping);

        var remove = new RemoveFunderGrants(database.Db);
        Assert.False((await remove.RunAsync(officer, file.Id, "no")).IsDone);
        Assert.True((await remove.RunAsync(officer, file.Id, "The funder has withdrawn this file from its website")).IsDone);
        Assert.Equal(
            "This file is not in use any more",
            (await remove.RunAsync(officer, file.Id, "The funder has withdrawn this file from its website")).FirstRefusal!.Sentence
        );
        await database.PlanChecks().RunAsync();
        Assert.Empty(await FindingsAsync(application));
        Assert.Equal(0, await database.CountAsync("FunderGrant"));
    }

    private async Task<List<Findings.Finding>> FindingsAsync(Guid application) =>
        (await database.Db.ReadAsync(work => Findings.OfAsync(work, application)))
            .Where(finding => finding.Kind == FindingKind.OtherFunding)
            .ToList();
}
