using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.Casework;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Documents;
using Commissioning.Domain.Strategy;
using Commissioning.Features.Casework;
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
            "You say that £250,000.00 was spent. The ledger has £0.00 and the lines add £0.00, so £250,000.00 is missing from them.",
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
            "Patrols was approved for £100.00 and has spent £0.00; other lines of this return add £80.00, so £20.00 is left. To spend £30.00, first request a larger amount on the project's page.",
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

    [Fact]
    public async Task A_return_sent_back_whole_posts_nothing_and_keeps_its_lines_open()
    {
        await AddAsync(Line("2025-05-06", "Wardens", 100));
        await FiguresAsync(100);
        await CertifiedAsync();
        var review = await ReviewAsync();
        Assert.Equal("Say what the area should put right", await SendBackAsync(review, null));
        Assert.Null(await SendBackAsync(review, "The forecast is that of last year"));

        var back = await ReviewAsync();
        Assert.Equal(CspReturnStatus.Queried, back.Cell.Return!.Status);
        Assert.Equal((ReturnLineState.Open, null), (back.Lines[0].State, back.Lines[0].TransactionId));
        Assert.Equal(Money.Zero, (await ledger.OverviewAsync(Year)).Lines[0].Expenditure);
        await CertifiedAsync();
        Assert.Null(await ReviewAsync(await ReviewAsync(), [new(back.Lines[0].Id, null)]));
    }

    [Fact]
    public async Task Officers_who_chose_to_hear_at_once_are_told_of_a_certified_return()
    {
        var (other, weekly) = (
            await new Scenario(database.Db, database.Clock).PersonAsync(Role.CommissioningOfficer),
            await new Scenario(database.Db, database.Clock).PersonAsync(Role.CommissioningOfficer)
        );
        await new ChooseWorkEmail(database.Db).RunAsync(weekly, WorkEmailChoice.Weekly);
        await new Scenario(database.Db, database.Clock).PersonAsync(Role.FinanceOfficer);
        await AddAsync(Line("2025-05-06", "Wardens", 100));
        await FiguresAsync(100);
        await CertifiedAsync();

        Assert.Equal(
            new[] { await EmailOfAsync(ledger.Officer), await EmailOfAsync(other) }.Order(StringComparer.Ordinal),
            await ToldAsync("CspReturnCertified")
        );
        var told = await TextAsync("CspReturnCertified");
        Assert.Contains("Area 1: return for quarter 1 of 2025-26 to check", told, StringComparison.Ordinal);
        Assert.Contains(
            "£100.00 was spent. It has 1 line. The return says £100.00 more than the ledger, and its lines account for all of it.",
            told,
            StringComparison.Ordinal
        );
        // Their own e-mail told them; the list of what waits does not tell them again at once.
        database.Clock.MoveTo("2025-07-02 12:00");
        await new TellWhatWaits(database.Db, new Office()).RunAsync();
        Assert.Equal(0, await database.CountAsync("OutboxEmail", "Kind = 'WorkWaiting' and TextBody like '%return to accept%'"));
    }

    [Fact]
    public async Task The_list_of_what_waits_keeps_the_capitals_of_an_abbreviation()
    {
        var weekly = await new Scenario(database.Db, database.Clock).PersonAsync(Role.CommissioningOfficer);
        await new ChooseWorkEmail(database.Db).RunAsync(weekly, WorkEmailChoice.Weekly);
        await AddAsync(Line("2025-05-06", "Wardens", 100));
        await FiguresAsync(100);
        await CertifiedAsync();
        database.Clock.MoveTo("2025-07-07 09:00");
        await new TellWhatWaits(database.Db, new Office()).RunAsync();
        Assert.Contains("\n- 1 CSP return to accept or query", await TextAsync("WorkWaiting"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_prepared_and_who_certified_a_return_are_told_what_the_office_decides()
    {
        var third = await new Scenario(database.Db, database.Clock).PersonAsync(Role.CspOfficer);
        await new SetContactAreas(database.Db).RunAsync(ledger.Officer, third.Id, [Area]);
        await AddAsync(Line("2025-05-06", "Wardens", 100));
        await AddAsync(Line("2025-06-30", "Leaflets", 50));
        await FiguresAsync(150);
        await CertifiedAsync();
        var review = await ReviewAsync();
        Assert.Null(await ReviewAsync(review, [new(review.Lines[0].Id, null), new(review.Lines[1].Id, "Which leaflets?")]));
        var both = new[] { await EmailOfAsync(preparer), await EmailOfAsync(certifier) }.Order(StringComparer.Ordinal).ToList();
        Assert.Equal(both, await ToldAsync("CspReturnSentBack"));
        var told = await TextAsync("CspReturnSentBack");
        Assert.Contains("by 16 July 2025", told, StringComparison.Ordinal);
        Assert.Contains("Line 2, Leaflets, £50.00: Which leaflets?", told, StringComparison.Ordinal);
        Assert.Contains("We accepted 1 line of £100.00. You need not send it again.", told, StringComparison.Ordinal);
        await AddAsync(Line("2025-06-30", "Leaflets", 50) with { Line = review.Lines[1].Id, Answer = "On burglary" });
        await CertifiedAsync();
        Assert.Null(await ReviewAsync(await ReviewAsync(), [new(review.Lines[1].Id, null)]));
        Assert.Equal(both, await ToldAsync("CspReturnAccepted"));
    }

    [Fact]
    public async Task Officers_hear_of_a_proposed_project_and_its_proposer_of_the_decision()
    {
        var proposal = new ProjectProposal(
            "Wardens",
            "Road Safety",
            PreventionLevel.Primary,
            ProjectRules.Outcomes[0],
            "Patrols",
            new(900_00)
        );
        Assert.Empty((await new ProposeProject(database.Db, new Office()).RunAsync(preparer, Year, Area, proposal)).Refusals);
        Assert.Equal([await EmailOfAsync(ledger.Officer)], await ToldAsync("CspProjectProposed"));
        var project = await database.Db.ScalarAsync<Guid>("select Id from CspProject where Name = 'Wardens'");
        await new DecideProject(database.Db, new Office()).RunAsync(ledger.Officer, project, approve: false, "Too dear");
        Assert.Equal([await EmailOfAsync(preparer)], await ToldAsync("CspProjectDecided"));
        var told = await TextAsync("CspProjectDecided");
        Assert.Contains("Area 1: Wardens is refused", told, StringComparison.Ordinal);
        Assert.Contains("Too dear", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_return_certified_twice_at_once_is_sent_once()
    {
        await FiguresAsync(0);
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        try
                        {
                            return (await CertifyAsync(certifier)).IsDone;
                        }
                        catch (Platform.Data.ConcurrencyException)
                        {
                            return false;
                        }
                    })
                )
        );
        Assert.Equal(1, answers.Count(done => done));
        Assert.Equal(1, await database.CountAsync("CspReturnVersion"));
        Assert.Equal("This return is certified already", (await CertifyAsync(certifier)).FirstRefusal!.Sentence);
    }

    [Fact]
    public async Task A_line_changed_while_the_colleague_reads_stops_the_certification()
    {
        await FiguresAsync(0);
        var seen = await VersionAsync(ReturnPeriod.Quarter1);
        await AddAsync(Line("2025-05-06", "Wardens", 10));
        await FiguresAsync(10);
        var id = await database.Db.ScalarAsync<Guid>("select Id from CspReturn");
        Assert.StartsWith(
            preparer.Name + " changed this return after you opened it.",
            (await new CertifyQuarterlyReturn(database.Db, new Office()).RunAsync(certifier, id, seen)).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_return_takes_500_lines_and_not_one_more()
    {
        await AddAsync(Line("2025-05-06", "Wardens", 10));
        await database.Db.HousekeepAsync(async work =>
        {
            for (var place = 2; place <= ReturnRules.MostLines; place++)
                await work.ExecuteAsync(
                    "insert into CspReturnLine (Id, ReturnId, Place, SpentOn, What, Amount) select @Line, ReturnId, @place, SpentOn, What, Amount from CspReturnLine where Place = 1",
                    new { Line = Guid.CreateVersion7(), place }
                );
            return true;
        });
        Assert.Equal(
            "A return has at most 500 lines. Put small payments of one kind into one line.",
            (await SaveAsync(Line("2025-05-07", "Wardens", 10))).FirstRefusal!.Sentence
        );
    }

    [Fact]
    public async Task A_payment_above_the_limit_is_not_certified_without_evidence()
    {
        await AddAsync(Line("2025-05-06", "Wardens", 1_000.01m));
        await FiguresAsync(1_000.01m);
        Assert.Equal(
            "Line 1, Wardens. Add a file of evidence: it is needed above £1,000.00",
            (await CertifyAsync(certifier)).FirstRefusal!.Sentence
        );
    }

    [Theory]
    [InlineData("2025-07-01", 10, "1 July 2025 is not in this return, which covers 1 April 2025 to 30 June 2025")]
    [InlineData("2025-03-31", 10, "31 March 2025 is not in this return, which covers 1 April 2025 to 30 June 2025")]
    [InlineData("2025-05-06", -10, "Enter an amount of more than £0.00")]
    public async Task A_wrong_line_is_refused(string on, int pounds, string sentence) =>
        Assert.Equal(sentence, (await SaveAsync(Line(on, "Wardens", pounds))).FirstRefusal!.Sentence);

    [Fact]
    public async Task A_line_of_a_day_to_come_is_refused()
    {
        database.Clock.MoveTo("2025-06-10 09:00");
        Assert.Equal("11 June 2025 has not come yet", (await SaveAsync(Line("2025-06-11", "Wardens", 10))).FirstRefusal!.Sentence);
    }

    [Fact]
    public async Task A_return_is_not_prepared_before_its_period_begins()
    {
        database.Clock.MoveTo("2025-06-30 09:00");
        Assert.Equal(
            "This return covers spending to 30 September 2025. You can prepare it from 1 July 2025.",
            (await SaveAsync(Line("2025-06-01", "Wardens", 10) with { Period = ReturnPeriod.Quarter2 })).FirstRefusal!.Sentence
        );
    }

    [Fact]
    public async Task Two_equal_lines_of_a_return_are_posted_only_with_a_reason()
    {
        await AddAsync(Line("2025-05-06", "Wardens", 10));
        await AddAsync(Line("2025-05-06", "Wardens", 10));
        await FiguresAsync(20);
        await CertifiedAsync();
        var id = (await ReviewAsync()).Cell.Return!.Id;
        var office = await database.Db.ReadAsync(work => AreaReturnQueries.OfOfficeAsync(work, ledger.Officer, id));
        Assert.Equal("line 1 of this return", office.Alike[office.Detail.Lines[1].Id]);
        var (first, second) = (office.Detail.Lines[0].Id, office.Detail.Lines[1].Id);
        Assert.StartsWith(
            "Line 2, Wardens. This looks the same as number",
            await ReviewAsync(office.Detail, [new(first, null), new(second, null)]),
            StringComparison.Ordinal
        );
        Assert.Equal(Money.Zero, (await ledger.OverviewAsync(Year)).Lines[0].Expenditure);
        Assert.Null(await ReviewAsync(office.Detail, [new(first, null), new(second, null, "A second shift")]));
    }

    [Fact]
    public async Task The_return_in_February_is_left_out_of_a_year_until_an_area_has_saved_it()
    {
        var set = new SetFebruaryReturn(database.Db);
        Assert.Empty((await set.RunAsync(ledger.Officer, Year, february: false)).Refusals);
        await Assert.ThrowsAsync<Platform.Data.NotFoundException>(() =>
            database.Db.ReadAsync(work => QuarterlyReturnQueries.MineAsync(work, preparer, Year, Area, ReturnPeriod.February))
        );
        Assert.Empty((await set.RunAsync(ledger.Officer, Year, february: true)).Refusals);
        database.Clock.MoveTo("2026-02-02 09:00");
        await AddAsync(Line("2026-01-31", "Wardens", 10) with { Period = ReturnPeriod.February });
        Assert.Equal(
            "An area has saved its return in February already, so the year keeps it",
            (await set.RunAsync(ledger.Officer, Year, february: false)).FirstRefusal!.Sentence
        );
    }

    [Fact]
    public async Task A_return_that_was_sent_back_stands_first_on_the_list_of_its_area()
    {
        await AddAsync(Line("2025-05-06", "Wardens", 10));
        await FiguresAsync(10);
        await CertifiedAsync();
        Assert.Null(await SendBackAsync(await ReviewAsync(), "Please look again"));
        // The second quarter is due before the day by which the first is put right.
        database.Clock.MoveTo("2025-10-30 09:00");
        await database.Db.HousekeepAsync(work => work.ExecuteAsync("update CspReturn set PutRightBy = '2025-12-01'"));
        Assert.Equal(
            Links.CspBudgets.Return("2025-26", Area, ReturnPeriod.Quarter1),
            await database.Db.ReadAsync(work => WaitingQueries.NextAsync(work, preparer, [Role.CspOfficer], WaitingKind.CspReturn))
        );
    }

    [Fact]
    public async Task A_file_that_a_certified_version_names_stays_when_its_line_gets_another()
    {
        await AddAsync(Line("2025-05-06", "Wardens", 10) with { Evidence = Proof });
        await FiguresAsync(10);
        var line = (await ReviewAsync()).Lines[0];
        var open = new OpenQuarterlyEvidence(database.Db, ledger.Files);
        await Assert.ThrowsAsync<Platform.Data.NotFoundException>(() =>
            open.RunAsync(ledger.Officer, ownOnly: false, line.EvidenceFileId!.Value)
        );
        await CertifiedAsync();
        Assert.Null(await SendBackAsync(await ReviewAsync(), "The invoice is another one"));
        await AddAsync(Line("2025-05-06", "Wardens", 10) with { Line = line.Id, Evidence = Proof });
        Assert.Equal("invoice.pdf", (await open.RunAsync(ledger.Officer, ownOnly: false, line.EvidenceFileId!.Value)).Name);
        var stranger = await new Scenario(database.Db, database.Clock).PersonAsync(Role.CspOfficer);
        await Assert.ThrowsAsync<Platform.Data.NotFoundException>(() => open.RunAsync(stranger, ownOnly: true, line.EvidenceFileId!.Value));
    }

    [Fact]
    public async Task A_reversed_line_is_told_to_its_area_and_asked_about_when_the_accepted_return_is_sent_back()
    {
        await AddAsync(Line("2025-05-06", "Wardens", 100));
        await AddAsync(Line("2025-06-30", "Leaflets", 50));
        await FiguresAsync(150);
        await CertifiedAsync();
        var review = await ReviewAsync();
        Assert.Null(await ReviewAsync(review, review.Lines.Select(line => new ReviewQuarterlyReturn.LineDecision(line.Id, null))));
        var (posted, number) = ((await ReviewAsync()).Lines[1].TransactionId!.Value, (await ReviewAsync()).Lines[1].Number);

        // The reversal counts from the day of what it reverses, so that the quarter has it.
        var day = await database.Db.ReadAsync(work => ReverseTransaction.UsualDayAsync(work, posted));
        Assert.Equal(new DateOnly(2025, 6, 30), day);
        Assert.Empty(
            (await new ReverseTransaction(database.Db, new Office()).RunAsync(ledger.Officer, posted, day, "It was paid twice")).Refusals
        );

        var reversed = await ReviewAsync();
        Assert.Equal(
            $"in the ledger as number {number}, reversed by number {number + 1} on 30 June 2025, because: It was paid twice",
            reversed.Lines[1].InLedger
        );
        Assert.Equal((Money.FromPounds(100), Money.Zero), (reversed.Posted, reversed.Ledger));
        Assert.Contains("because: It was paid twice", await TextAsync("CspSpendingReversed"), StringComparison.Ordinal);
        Assert.Equal(2, (await ToldAsync("CspSpendingReversed")).Count);

        Assert.Equal("Say what the area should put right", await SendBackAsync(reversed, " "));
        Assert.Null(await SendBackAsync(reversed, "Take out the leaflets"));
        var back = await ReviewAsync();
        Assert.Equal(CspReturnStatus.Queried, back.Cell.Return!.Status);
        Assert.Equal([ReturnLineState.Accepted, ReturnLineState.Queried], back.Lines.Select(line => line.State));
        Assert.Equal(
            "The office has accepted this line, so it cannot be changed",
            (await SaveAsync(Line("2025-05-06", "Wardens", 200) with { Line = back.Lines[0].Id })).FirstRefusal!.Sentence
        );
        Assert.Contains(
            (await CertifyAsync(certifier)).Refusals,
            refusal => refusal.Sentence.Contains("paid twice. Answer it.", StringComparison.Ordinal)
        );
        await AddAsync(Line("2025-06-30", "Leaflets", 40) with { Line = back.Lines[1].Id, Answer = "Ten pounds came back" });
        await FiguresAsync(140);
        await CertifiedAsync();
        Assert.Null(await ReviewAsync(await ReviewAsync(), [new(back.Lines[1].Id, null)]));
        Assert.Equal(Money.FromPounds(140), (await ledger.OverviewAsync(Year)).Lines[0].Expenditure);
        Assert.Equal(2, await database.CountAsync("CspReturnVersion"));
    }

    [Fact]
    public async Task A_queried_line_is_taken_out_only_with_an_answer_which_stands_in_the_next_version()
    {
        await AddAsync(Line("2025-05-06", "Wardens", 100));
        await AddAsync(Line("2025-06-30", "Leaflets", 50));
        await FiguresAsync(150);
        await CertifiedAsync();
        var review = await ReviewAsync();
        Assert.Null(await ReviewAsync(review, [new(review.Lines[0].Id, null), new(review.Lines[1].Id, "Which leaflets?")]));
        async Task<Result> RemoveAsync(string? why) =>
            await new RemoveReturnLine(database.Db).RunAsync(preparer, review.Lines[1].Id, await VersionAsync(ReturnPeriod.Quarter1), why);
        Assert.Equal("The office asks: Which leaflets? Say why the line is taken out.", (await RemoveAsync(" ")).FirstRefusal!.Sentence);
        Assert.Empty((await RemoveAsync("They were never printed")).Refusals);
        await FiguresAsync(100);
        await CertifiedAsync();
        var office = await database.Db.ReadAsync(work => AreaReturnQueries.OfOfficeAsync(work, ledger.Officer, review.Cell.Return!.Id));
        Assert.Contains(
            "Line 2, Leaflets, £50.00: taken out. The office asked: Which leaflets? Answered: They were never printed.",
            office.Changes
        );
    }

    [Fact]
    public async Task A_line_above_the_allocation_is_asked_about()
    {
        var line = Line("2025-05-06", "Wardens", 10_001);
        Assert.Equal(
            "The spending comes to £10,001.00, which is £1.00 above the allocation of £10,000.00. Correct the amount, or tick the box if it is right.",
            (await SaveAsync(line)).FirstRefusal!.Sentence
        );
        await AddAsync(line with { AboveAllocation = true });
    }

    [Fact]
    public void Versions_are_compared_line_by_line()
    {
        static ReturnContent Content(decimal actual, params ReturnContent.Line[] lines) =>
            new(Money.FromPounds(actual), Money.Zero, Money.FromPounds(9_000), "", "", Money.Zero, lines);
        static ReturnContent.Line Of(int place, string what, decimal amount) =>
            new(place, new(2025, 5, 6), null, what, Money.FromPounds(amount), null, null, null, null, null, null);

        Assert.Equal(
            [
                "Spent so far: £60.00, now £70.00",
                "Line 2, Leaflets, £50.00: taken out",
                "Line 1, amount: £10.00, now £20.00",
                "Line 3, Posters, £50.00: added",
            ],
            ReturnContent.Changes(
                Content(60, Of(1, "Wardens", 10), Of(2, "Leaflets", 50)),
                Content(70, Of(1, "Wardens", 20), Of(3, "Posters", 50))
            )
        );
    }

    private Task<string> EmailOfAsync(Actor person) =>
        database.Db.ScalarAsync<string>("select Email from Person where Id = @Id", new { person.Id })!;

    /// <summary>Subject and text of the first e-mail of a kind.</summary>
    private async Task<string> TextAsync(string kind) =>
        (
            await database.Db.QueryAsync<string>(
                "select Subject from OutboxEmail where Kind = @kind union all select TextBody from OutboxEmail where Kind = @kind",
                new { kind }
            )
        ).Aggregate((all, one) => all + "\n" + one);

    private Task<IReadOnlyList<string>> ToldAsync(string kind) =>
        database.Db.QueryAsync<string>("select ToAddress from OutboxEmail where Kind = @kind order by ToAddress", new { kind });

    /// <returns>The refusal; null: done.</returns>
    private async Task<string?> SendBackAsync(QuarterlyReturnQueries.Detail review, string? note) =>
        (
            await new ReviewQuarterlyReturn(database.Db, new Office()).RunAsync(
                ledger.Officer,
                review.Cell.Return!.Id,
                new(review.Cell.Return.Version, [], true, note)
            )
        )
            .FirstRefusal
            ?.Sentence;

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
        await new CertifyQuarterlyReturn(database.Db, new Office()).RunAsync(
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
                await new ReviewQuarterlyReturn(database.Db, new Office()).RunAsync(
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
        Assert.Empty((await new DecideProject(database.Db, new Office()).RunAsync(ledger.Officer, project, approve: true, null)).Refusals);
        return project;
    }
}
