using System.Globalization;
using System.IO.Compression;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Casework;
using Commissioning.Platform.Data;
using Commissioning.Platform.Lists;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Casework;

/// <summary>Each of the staff's lists in every order, with every filter, and as a file.</summary>
public sealed class ListTests
{
    private const int Few = 10,
        Many = 120;

    [Fact]
    public async Task Every_list_sorts_filters_and_searches_with_as_many_statements_for_many_rows_as_for_few()
    {
        var few = await StatementsAsync(Few);
        var many = await StatementsAsync(Many);
        Assert.Equal(few.Keys, many.Keys);
        // A list of more than one page first finds which rows to show, where it is not in its usual order.
        Assert.Equal(
            few.Select(one => $"{one.Key} {one.Value + (one.Key.Contains("sort=") ? 1 : 0)}"),
            many.Select(one => $"{one.Key} {one.Value}")
        );
    }

    [Fact]
    public async Task A_file_holds_the_rows_shown_and_keeps_a_name_that_begins_like_a_formula_as_text()
    {
        using var database = new TestDatabase();
        var (officer, round) = await FilledAsync(database, Few);
        await database.Db.HousekeepAsync(work => work.ExecuteAsync("update Application set ProjectName = '=1+1' where Number = 3"));
        var (csv, xlsx) = await database.Db.ReadAsync(async work =>
        {
            var list = await ApplicationList.OfAsync(work, officer, RolePermissions.Of([Role.CommissioningOfficer]), round);
            var request = Ask(list, ("q", "=1+1"));
            Assert.Equal("=1+1", Assert.Single((await ListReader.ReadAsync(work, list, request)).Rows).Cells[2].Text);
            using var text = new MemoryStream();
            await ListFile.WriteCsvAsync(work, list, request, officer, text);
            using var book = new MemoryStream();
            await ListFile.WriteXlsxAsync(work, list, request, officer, book, default);
            using var parts = new ZipArchive(book);
            using var sheet = new StreamReader(parts.GetEntry("xl/worksheets/sheet1.xml")!.Open());
            return (Encoding.UTF8.GetString(text.ToArray()), await sheet.ReadToEndAsync());
        });
        Assert.Equal(5, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains(",'=1+1,", csv, StringComparison.Ordinal);
        Assert.Equal(5, xlsx.Split("<row").Length - 1);
        Assert.Contains(">=1+1<", xlsx, StringComparison.Ordinal);
        Assert.DoesNotContain("<f>", xlsx, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_are_counted_up_to_a_limit_and_those_after_it_can_be_reached()
    {
        using var database = new TestDatabase();
        await database.Db.HousekeepAsync(async work =>
        {
            for (var i = 0; i <= ListReader.MostCounted; i += 1000)
                await work.ExecuteAsync(
                    "insert into OutboxEmail (Id, SubjectId, ToAddress, Subject, TextBody, State, Attempts, NextAttemptAt, CreatedAt) values (@Id, @Id, 'a@b.example', 'Hello', '', 'Sent', 1, @Now, @Now)",
                    Enumerable.Range(0, 1000).Select(_ => new { Id = Guid.CreateVersion7(), work.Now })
                );
            return 0;
        });
        var all = await database.Db.ReadAsync(work => ListReader.ReadAsync(work, EmailList.List, Ask(EmailList.List)));
        var found = await database.Db.ReadAsync(work => ListReader.ReadAsync(work, EmailList.List, Ask(EmailList.List, ("q", "hello"))));
        var last = await database.Db.ReadAsync(work => ListReader.ReadAsync(work, EmailList.List, Ask(EmailList.List, ("page", "30"))));
        Assert.Equal((ListReader.MostCounted, true, 20), (all.Count, all.IsMore, all.Pages));
        Assert.Equal((ListReader.MostCounted, true, 20), (found.Count, found.IsMore, found.Pages));
        Assert.Equal((EmailList.List.PageSize, 31), (last.Rows.Count, last.Pages));
    }

    private static async Task<Dictionary<string, int>> StatementsAsync(int applications)
    {
        using var database = new TestDatabase();
        var (officer, round) = await FilledAsync(database, applications);
        var batch = await database.Db.ScalarAsync<Guid>("select Id from LetterBatch");
        var counts = new Dictionary<string, int>();
        ListDefinition[] lists =
        [
            await database.Db.ReadAsync(work =>
                ApplicationList.OfAsync(work, officer, RolePermissions.Of([Role.CommissioningOfficer]), round)
            ),
            await database.Db.ReadAsync(work => DraftList.OfAsync(work, round)),
            CheckList.Of(new DateOnly(2026, 6, 1)),
            await database.Db.ReadAsync(work => ScoreList.OfAsync(work, officer, round)),
            LetterList.OfRound(round, "A round"),
            LetterList.OfBatch(batch, "A batch"),
            FileList.List,
            EntryList.Of(new(2026)),
            AwardList.Of(null, "Awards"),
            AwardList.Of(round, "Awards of a round"),
            PaymentList.Of(approves: true),
            ReturnList.Of(new DateOnly(2026, 6, 1)),
            InstalmentList.List,
            VariationList.List,
            OrganisationList.List,
            SupplierList.List,
            EmailList.List,
            AuditList.Of(null),
        ];
        foreach (var list in lists)
        {
            var usual = await AskAsync(list);
            foreach (var column in list.Columns.Where(column => column.IsSorted && column.Key != list.Sort.TrimStart('-')))
            {
                var up = await AskAsync(list, ("sort", column.Key), ("columns", column.Key));
                var down = await AskAsync(list, ("sort", "-" + column.Key), ("columns", column.Key));
                Assert.Equal((usual.Count, usual.Count), (up.Count, down.Count));
                if (column is { SortSql: null, Kind: ListColumnKind.Money or ListColumnKind.Number })
                {
                    Assert.Equal(Numbers(up).Order(), Numbers(up));
                    Assert.Equal(Numbers(down).OrderDescending(), Numbers(down));
                }
            }
            foreach (var column in list.Columns.Where(column => column.IsFiltered))
                if (column.Kind is ListColumnKind.Date or ListColumnKind.Time)
                    Assert.Equal(0, (await AskAsync(list, (column.Key + "-to", "1 May 2020"))).Count);
                else if (column.Kind != ListColumnKind.Choice)
                    Assert.Equal(0, (await AskAsync(list, (column.Key + "-from", "9,000,000"))).Count);
                else
                    foreach (var choice in usual.Choices[column.Key].Take(1))
                        Assert.Equal(choice.Count ?? -1, (await AskAsync(list, (column.Key, choice.Value))).Count);
            if (
                usual.Rows.Count > 0
                && list.Columns.FirstOrDefault(column => column is { IsSearched: true, IsShown: true }) is { } searched
            )
                Assert.NotEmpty((await AskAsync(list, ("q", usual.Rows[0].Cells[usual.Columns.ToList().IndexOf(searched)].Text))).Rows);
        }
        return counts;

        async Task<ListPage> AskAsync(ListDefinition list, params (string Key, string Value)[] asked)
        {
            ListPage page = null!;
            var statements = await TestDatabase.StatementsAsync(
                database.Db,
                async () => page = await database.Db.ReadAsync(work => ListReader.ReadAsync(work, list, Ask(list, asked)))
            );
            // What is looked for differs with the rows; how it is asked does not.
            if (page.Count > 0 && asked.All(one => one.Key is "sort" or "columns"))
                counts[$"{Array.IndexOf(lists, list)} {list.Key} {string.Join('&', asked.Select(one => $"{one.Key}={one.Value}"))}"] =
                    statements.Count;
            Assert.InRange(statements.Count, 2, 4);
            return page;
        }
    }

    private static List<long> Numbers(ListPage page) =>
        page
            .Rows.Select(row => row.Cells[0].Raw)
            .Where(raw => raw.Length > 0)
            .Select(raw => long.Parse(raw, CultureInfo.InvariantCulture))
            .ToList();

    private static ListRequest Ask(ListDefinition list, params (string Key, string Value)[] asked) =>
        ListRequest.Parse(list, asked.ToLookup(one => one.Key, one => one.Value));

    /// <summary>A round of this many applications with a draft, an award, a letter, a payment, an instalment, a return, a change, a file, a
    /// ledger entry and an e-mail for each.</summary>
    private static async Task<(Actor Officer, Guid Round)> FilledAsync(TestDatabase database, int applications)
    {
        var scenario = new Scenario(database.Db, database.Clock);
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        Actor[] panel = [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)];
        var applicant = await scenario.PersonAsync(Role.Applicant);
        var round = await scenario.RoundAsync(officer, panel);
        var (batch, recommendation, account) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await database.Db.HousekeepAsync(async work =>
        {
            var row = new
            {
                batch,
                recommendation,
                account,
                round,
                By = officer.Id,
                work.Now,
            };
            await work.ExecuteAsync(
                "insert into LetterBatch (Id, RoundId, Letters, StartedBy, StartedAt) values (@batch, @round, 1, @By, @Now)",
                row
            );
            await work.ExecuteAsync(
                "insert into Recommendation (Id, RoundId, Number, PaperJson, PaperSha256, MadeBy, MadeAt) values (@recommendation, @round, 1, '{}', '', @By, @Now)",
                row
            );
            await work.ExecuteAsync("insert into LedgerYear (BudgetYear, LastNumber) values ('2026-27', 0)");
            return await work.ExecuteAsync(
                "insert into LedgerAccount (Id, BudgetYear, Kind, Name, Entries, Balance) values (@account, '2026-27', 'Central', 'Central pot', 0, 0)",
                row
            );
        });
        for (var i = 0; i < applications; i++)
        {
            var organisation = await scenario.OrganisationAsync(applicant, $"Group {i * 7 % applications}");
            var application = await scenario.ApplicationAsync(round, organisation, applicant);
            await scenario.AssignedAsync(application, panel[0], i % 5, 3, 3, 3, 3);
            await database.Db.HousekeepAsync(async work =>
            {
                var row = new
                {
                    Award = Guid.CreateVersion7(),
                    Payment = Guid.CreateVersion7(),
                    Return = Guid.CreateVersion7(),
                    Instalment = Guid.CreateVersion7(),
                    round,
                    application,
                    Organisation = organisation,
                    Batch = batch,
                    Recommendation = recommendation,
                    Account = account,
                    Number = i + 1,
                    Amount = new Money(1000 + i * 37 % 11),
                    By = officer.Id,
                    work.Now,
                    DueOn = new DateOnly(2026, 5, 1).AddDays(i % 50),
                };
                await work.ExecuteAsync(
                    "insert into Award (Id, RoundId, ApplicationId, Number, Amount, CrimeReductionReason, Conditions, OfferedAt, Version) values (@Award, @round, @application, @Number, @Amount, 'a', 'b', @Now, 1)",
                    row
                );
                await work.ExecuteAsync(
                    "insert into Payment (Id, AwardId, Amount, Reason, Status, RequestedBy, RequestedAt, Version) values (@Payment, @Award, @Amount, 'a', 'Requested', @By, @Now, 1)",
                    row
                );
                await work.ExecuteAsync(
                    "insert into MonitoringReturn (Id, AwardId, DueOn, Status, Version) values (@Return, @Award, @DueOn, 'Due', 1)",
                    row
                );
                await work.ExecuteAsync(
                    "insert into Application (Id, RoundId, OrganisationId, Status, StartedBy, StartedAt, DueDiligence, Version) values (@Return, @round, @Organisation, 'Draft', @By, @Now, 'NotStarted', 1)",
                    row
                );
                await work.ExecuteAsync(
                    "insert into Letter (Id, BatchId, ApplicationId, SubjectId, Kind, State, MadeAt) values (@Return, @Batch, @application, @Award, 'Award', 'Made', @Now)",
                    row
                );
                await work.ExecuteAsync(
                    "insert into RecommendationLine (RecommendationId, ApplicationId, RankPosition, Numerator, Denominator, Result, Amount, Reason) values (@Recommendation, @application, @Number, 200, 3, 'Fund', 1, '')",
                    row
                );
                await work.ExecuteAsync(
                    "insert into StoredFile (Id, Name, ContentType, ByteLength, Sha256, StoredBy, StoredAt, ScanState) values (@Return, 'a.pdf', 'application/pdf', @Number, '', @By, @Now, 'Awaiting')",
                    row
                );
                await work.ExecuteAsync(
                    "insert into LedgerTransaction (Id, BudgetYear, Number, Kind, EffectiveOn, Reason, PostedBy, PostedAt) values (@Return, '2026-27', @Number, 'Central', @DueOn, 'a', @By, @Now)",
                    row
                );
                await work.ExecuteAsync(
                    "insert into LedgerEntry (TransactionId, AccountId, Amount, Kind, EffectiveOn, Place, BalanceAfter) values (@Return, @Account, @Amount, 'Central', @DueOn, @Number, 0)",
                    row
                );
                await work.ExecuteAsync(
                    "insert into Instalment (Id, AwardId, Position, Amount, DueOn, InArrears, Version) values (@Instalment, @Award, 1, @Amount, @DueOn, 0, 1)",
                    row
                );
                await work.EmailAsync(new($"person{i}@b.example", "a", "b", application));
                return 0;
            });
        }
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update RoundTally set Drafts = @applications, Submitted = @applications, Awards = @applications where RoundId = @round",
                new { round, applications }
            )
        );
        return (officer, round);
    }
}
