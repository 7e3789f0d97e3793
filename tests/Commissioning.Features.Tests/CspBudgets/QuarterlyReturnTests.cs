using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Documents;
using Commissioning.Features.CspBudgets;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.CspBudgets;

public sealed class QuarterlyReturnTests : IAsyncLifetime
{
    private static readonly FinancialYear Year = new(2025);
    private readonly TestDatabase database = new();
    private LedgerScenario ledger = null!;
    private Actor preparer = null!,
        certifier = null!;

    public async Task InitializeAsync()
    {
        database.Clock.MoveTo("2025-04-01 09:00");
        ledger = new(database);
        await ledger.OpenAsync(Year, 2, Money.FromPounds(10_000));
        var scenario = new Scenario(database.Db, database.Clock);
        (preparer, certifier) = (await scenario.PersonAsync(Role.CspOfficer), await scenario.PersonAsync(Role.CspOfficer));
        foreach (var person in new[] { preparer, certifier })
            await new SetContactAreas(database.Db).RunAsync(ledger.Officer, person.Id, [Area]);
        database.Clock.MoveTo("2025-07-02 09:00");
    }

    public Task DisposeAsync()
    {
        database.Dispose();
        return Task.CompletedTask;
    }

    private Guid Area => ledger.Areas[0];

    [Fact]
    public async Task An_accepted_line_is_posted_once_with_its_project_invoice_and_evidence()
    {
        var project = await ApprovedAsync(Money.FromPounds(2_000));
        await AddAsync(
            Line("2025-05-06", "Wardens", 1_500m) with
            {
                Project = project,
                Invoice = "INV-7",
                Vat = Money.FromPounds(250),
                Evidence = Proof,
            }
        );
        await FiguresAsync(1_500m);
        await CertifiedAsync();
        var review = await ReviewAsync();
        Assert.Equal(Money.Zero, review.Ledger);

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ =>
                    Task.Run(() => ReviewAsync(review, review.Lines.Select(line => new ReviewQuarterlyReturn.LineDecision(line.Id, null))))
                )
        );

        Assert.Equal(1, answers.Count(answer => answer is null));
        Assert.Equal(
            1,
            await database.CountAsync(
                "LedgerTransaction",
                "Kind = 'Expenditure' and Invoice = 'INV-7' and Vat = 25000 and EvidenceFileId is not null and ProjectId = @project",
                new { project }
            )
        );
        var line = (await ledger.OverviewAsync(Year)).Lines[0];
        Assert.Equal((Money.FromPounds(1_500), Money.FromPounds(1_500)), (line.Expenditure, line.Sums[LedgerColumn.Evidenced]));
        Assert.Equal(Money.FromPounds(500), line.Sums[LedgerColumn.Committed]);
        Assert.Equal(CspReturnStatus.Accepted, (await ReviewAsync()).Cell.Return!.Status);
    }

    [Fact]
    public async Task A_queried_line_goes_back_and_both_versions_are_kept()
    {
        await AddAsync(Line("2025-05-06", "Wardens", 100));
        await AddAsync(Line("2025-06-30", "Leaflets", 50));
        await FiguresAsync(150);
        await CertifiedAsync();
        var review = await ReviewAsync();
        Assert.Null(await ReviewAsync(review, [new(review.Lines[0].Id, null), new(review.Lines[1].Id, "Which leaflets?")]));

        var back = await ReviewAsync();
        Assert.Equal((CspReturnStatus.Queried, new DateOnly(2025, 7, 16)), (back.Cell.Return!.Status, back.Cell.Return.PutRightBy!.Value));
        Assert.Equal(Money.FromPounds(100), (await ledger.OverviewAsync(Year)).Lines[0].Expenditure);
        Assert.Equal(
            "Line 2, Leaflets. The office asks: Which leaflets? Answer it.",
            (await CertifyAsync(certifier)).FirstRefusal!.Sentence
        );
        Assert.Equal(
            "The office has accepted this line, so it cannot be changed",
            (await SaveAsync(Line("2025-05-06", "Wardens", 200) with { Line = back.Lines[0].Id })).FirstRefusal!.Sentence
        );
        await AddAsync(
            Line("2025-06-30", "Leaflets on burglary", 40) with
            {
                Line = back.Lines[1].Id,
                Answer = "On burglary; ten pounds came back",
            }
        );
        await FiguresAsync(140);
        await CertifiedAsync();
        review = await ReviewAsync();
        Assert.Null(await ReviewAsync(review, [new(review.Lines[1].Id, null)]));

        Assert.Equal(Money.FromPounds(140), (await ledger.OverviewAsync(Year)).Lines[0].Expenditure);
        var versions = await database.Db.QueryAsync<string>("select ContentJson from CspReturnVersion order by Number");
        Assert.Equal(2, versions.Count);
        Assert.Contains("\"what\":\"Leaflets\"", versions[0], StringComparison.Ordinal);
        Assert.Contains("Leaflets on burglary", versions[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_return_that_the_ledger_does_not_bear_out_is_not_certified_without_a_word()
    {
        await FiguresAsync(250_000, forecast: 250_000);
        Assert.StartsWith(
            "You say that £250,000.00 was spent. The ledger has £0.00 and the lines below add £0.00, so £250,000.00 is missing from them.",
            (await CertifyAsync(certifier)).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Returns_are_certified_in_order_and_none_falls_below_the_one_before()
    {
        database.Clock.MoveTo("2025-10-02 09:00");
        await AddAsync(Line("2025-08-01", "Wardens", 10) with { Period = ReturnPeriod.Quarter2 });
        await FiguresAsync(10, ReturnPeriod.Quarter2);
        Assert.Equal(
            "The return for quarter 1 is not certified yet. Certify the returns in their order.",
            (await CertifyAsync(certifier, ReturnPeriod.Quarter2)).FirstRefusal!.Sentence
        );
        await AddAsync(Line("2025-06-01", "Patrols", 30));
        await FiguresAsync(30);
        await CertifiedAsync();
        Assert.Equal(
            "The return before this one says that £30.00 was spent, which is £20.00 more. Correct it, or say why.",
            (await CertifyAsync(certifier, ReturnPeriod.Quarter2)).FirstRefusal!.Sentence
        );
    }

    [Fact]
    public async Task A_locked_year_takes_no_return()
    {
        await database.Db.HousekeepAsync(work => work.ExecuteAsync("update LedgerYear set LockedAt = @Now", new { work.Now }));
        Assert.StartsWith(
            "2025-26 was locked on",
            (await SaveAsync(Line("2025-05-06", "Wardens", 10))).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_line_above_what_its_project_has_left_is_refused_with_the_lines_before_it()
    {
        var project = await ApprovedAsync(Money.FromPounds(100));
        await AddAsync(Line("2025-05-06", "Wardens", 80) with { Project = project });
        Assert.Equal(
            "Patrols was approved for £100.00 and has spent £80.00, so £20.00 is left. To spend £30.00, first request a larger amount on the project's page.",
            (await SaveAsync(Line("2025-05-07", "Wardens again", 30) with { Project = project })).FirstRefusal!.Sentence
        );
    }

    [Fact]
    public async Task Someone_of_another_area_sees_and_saves_nothing()
    {
        var stranger = await new Scenario(database.Db, database.Clock).PersonAsync(Role.CspOfficer);
        await Assert.ThrowsAsync<Platform.Data.NotFoundException>(() =>
            new SaveReturnLine(database.Db, ledger.Files, database.Clock).RunAsync(stranger, Line("2025-05-06", "Wardens", 10))
        );
        await Assert.ThrowsAsync<Platform.Data.NotFoundException>(() =>
            database.Db.ReadAsync(work => QuarterlyReturnQueries.MineAsync(work, stranger, Year, Area, ReturnPeriod.Quarter1))
        );
    }

    private static Upload Proof => Upload.Read("invoice.pdf", "%PDF-1.4 invoice"u8.ToArray(), "").Value!;

    private SaveReturnLine.Command Line(string on, string what, decimal pounds) =>
        new(Year, Area, ReturnPeriod.Quarter1, null, 0)
        {
            SpentOn = DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture),
            What = what,
            Amount = Money.FromPounds(pounds),
        };

    private async Task<Result> SaveAsync(SaveReturnLine.Command command) =>
        await new SaveReturnLine(database.Db, ledger.Files, database.Clock).RunAsync(
            preparer,
            command with
            {
                Version = await VersionAsync(command.Period),
            }
        );

    private async Task AddAsync(SaveReturnLine.Command command) => Assert.Empty((await SaveAsync(command)).Refusals);

    private async Task FiguresAsync(decimal actual, ReturnPeriod period = ReturnPeriod.Quarter1, decimal forecast = 10_000) =>
        Assert.Empty(
            (
                await new SaveQuarterlyReturn(database.Db, ledger.Files, database.Clock).RunAsync(
                    preparer,
                    new(
                        Year,
                        Area,
                        period,
                        await VersionAsync(period),
                        Money.FromPounds(actual),
                        Money.Zero,
                        Money.FromPounds(forecast),
                        forecast == 10_000 ? null : "More than we have",
                        null
                    )
                )
            ).Refusals
        );

    private Task<int> VersionAsync(ReturnPeriod period) =>
        database.Db.ScalarAsync<int>(
            "select coalesce(max(Version), 0) from CspReturn where AreaId = @Area and Period = @period",
            new { Area, period }
        );

    private async Task<Result> CertifyAsync(Actor person, ReturnPeriod period = ReturnPeriod.Quarter1) =>
        await new CertifyQuarterlyReturn(database.Db).RunAsync(
            person,
            await database.Db.ScalarAsync<Guid>("select Id from CspReturn where AreaId = @Area and Period = @period", new { Area, period }),
            await VersionAsync(period)
        );

    private async Task CertifiedAsync() => Assert.Empty((await CertifyAsync(certifier)).Refusals);

    private async Task<QuarterlyReturnQueries.Detail> ReviewAsync() =>
        await database.Db.ReadAsync(work => QuarterlyReturnQueries.MineAsync(work, preparer, Year, Area, ReturnPeriod.Quarter1));

    /// <returns>The refusal; null: done.</returns>
    private async Task<string?> ReviewAsync(QuarterlyReturnQueries.Detail review, IEnumerable<ReviewQuarterlyReturn.LineDecision> lines)
    {
        try
        {
            return (
                await new ReviewQuarterlyReturn(database.Db).RunAsync(
                    ledger.Officer,
                    review.Cell.Return!.Id,
                    new(review.Cell.Return.Version, lines.ToList(), false, null)
                )
            )
                .FirstRefusal
                ?.Sentence;
        }
        catch (Platform.Data.ConcurrencyException exception)
        {
            return exception.Message;
        }
    }

    private async Task<Guid> ApprovedAsync(Money amount)
    {
        var project = await ProposedProject.AddAsync(database, Year, Area, amount);
        Assert.Empty((await new DecideProject(database.Db).RunAsync(ledger.Officer, project, approve: true, null)).Refusals);
        return project;
    }
}
