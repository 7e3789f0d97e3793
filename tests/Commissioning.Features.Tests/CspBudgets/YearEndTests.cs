using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Documents;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Documents;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.CspBudgets;

public sealed class YearEndTests : IAsyncLifetime
{
    private const string Explained = "The areas of this test send no returns, and evidence comes later";
    private static readonly FinancialYear Year = new(2025);
    private readonly TestDatabase database = new();
    private LedgerScenario ledger = null!;

    public async Task InitializeAsync()
    {
        database.Clock.MoveTo("2026-03-02 09:00");
        ledger = new(database);
        await ledger.OpenAsync(Year, 4, Money.FromPounds(1_000));
    }

    public Task DisposeAsync()
    {
        database.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_year_is_signed_off_only_after_31_March_with_its_checklist_done_or_explained()
    {
        database.Clock.MoveTo("2026-03-31 23:59");
        var refusals = (await ProposeAsync(null)).Refusals.Select(refusal => refusal.Sentence).ToList();
        Assert.Contains("2025-26 runs to 31 March 2026. You can sign it off from 1 April 2026.", refusals);
        Assert.Contains("First decide what happens to the underspend of Area 1, Area 2, Area 3, Area 4", refusals);
        Assert.Contains("20 returns are not certified. Say in a sentence why the year is signed off all the same.", refusals);
        database.Clock.MoveTo("2026-04-01 00:00");
        Assert.DoesNotContain(
            (await ProposeAsync(null)).Refusals,
            refusal => refusal.Sentence.StartsWith("2025-26 runs", StringComparison.Ordinal)
        );
        await KeepAllAsync();
        Assert.Equal(
            ["20 returns are not certified. Say in a sentence why the year is signed off all the same."],
            (await ProposeAsync("ok")).Refusals.Select(refusal => refusal.Sentence)
        );
        Assert.Empty((await ProposeAsync(Explained)).Refusals);
    }

    [Fact]
    public async Task One_decision_for_all_areas_is_approved_in_one_act_and_kept_money_arrives_in_the_next_year()
    {
        database.Clock.MoveTo("2026-04-14 09:00");
        var choices = new DecideUnderspends.Choice[]
        {
            new(ledger.Areas[0], LedgerRequestKind.Return),
            new(ledger.Areas[1], LedgerRequestKind.CarryForward),
            new(ledger.Areas[2], LedgerRequestKind.Keep),
            new(ledger.Areas[3], LedgerRequestKind.Keep),
        };
        Assert.Equal(
            "Say who allowed areas to keep their money, or which paper does",
            (await DecideAsync(choices, keepPaper: null)).FirstRefusal!.Sentence
        );
        Assert.Equal(0, await database.CountAsync("LedgerRequest", "DecisionId is not null"));
        var decision = (await DecideAsync(choices)).Value;
        Assert.Equal(3, await database.CountAsync("LedgerRequest", "DecisionId = @decision and Status = 'Waiting'", new { decision }));
        Assert.StartsWith("A decision of", (await DecideAsync(choices)).FirstRefusal!.Sentence, StringComparison.Ordinal);

        Assert.Equal(
            "You requested this, so someone else must approve or refuse it",
            (await AnswerAsync(ledger.Officer, decision, withRole: true)).FirstRefusal!.Sentence
        );
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => AnswerAsync(ledger.Approver, decision))));
        Assert.Equal(1, answers.Count(answer => answer.IsDone));

        var (now, next) = (await ledger.OverviewAsync(Year), await ledger.OverviewAsync(Year.Next));
        Assert.Equal(Money.Zero, now.Total.Remaining);
        Assert.Equal(Money.FromPounds(1_000), now.Across.PoolLeft);
        Assert.Equal(
            [Money.Zero, Money.Zero, Money.FromPounds(1_000), Money.FromPounds(1_000)],
            next.Lines.Select(line => line.Allocation)
        );
        Assert.Equal(Money.FromPounds(1_000), next.NotGivenOut);
        await LedgerAssert.IsSoundAsync(database);
    }

    [Fact]
    public async Task A_decision_for_all_areas_counts_whole_against_the_limit_of_the_one_who_approves_it()
    {
        await ledger.AllocateAsync(new(2024), Money.FromPounds(20_000));
        var finance = await new Scenario(database.Db, database.Clock).PersonAsync(Role.FinanceOfficer);
        var decision = (
            await new DecideUnderspends(database.Db).RunAsync(
                ledger.Officer,
                new(2024),
                ledger.Areas.Select((area, i) => new DecideUnderspends.Choice(area, YearEndRules.Decisions[i % 3])).ToList(),
                "Year end",
                "CFO",
                "CFO"
            )
        ).Value;
        Assert.Equal(
            "You may approve up to £50,000.00. Someone with a higher limit must approve £80,000.00.",
            (await AnswerAsync(finance, decision)).FirstRefusal!.Sentence
        );
    }

    [Fact]
    public async Task Two_people_sign_a_year_and_the_sheet_keeps_what_was_signed()
    {
        var (sheet, _) = await SignedAsync();
        var detail = await SheetAsync(sheet);
        Assert.True(detail is { IsIntact: true, Agrees: true, EvidenceSince: 0, PostedSince: 0 });
        var facts = detail.Document.Blocks.OfType<KeyValues>().First().Rows.ToDictionary(fact => fact.Key, fact => fact.Value);
        Assert.Equal("The accounts", facts["What is signed off"]);
        Assert.Equal(Explained, facts["Signed although something is missing"]);
        Assert.Contains(", deputy section 151 officer, ", facts["Signed"], StringComparison.Ordinal);
        Assert.Equal(detail.Sheet.Sha256, facts["SHA-256 of the figures"]);
        Assert.Equal("£4,000.00", detail.Document.Blocks.OfType<Figures>().First().Totals![4]);
        Assert.Equal(
            "2025-26 was locked on 20 April 2026. Finance must reopen it before anything can be posted.",
            (await ledger.PostAsync(new(Year, TransactionKind.Expenditure, ledger.Areas[0], new(1), Year.End, "Late")))
                .FirstRefusal!
                .Sentence
        );
        // A figure that was changed behind the portal's back is found.
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update LedgerEntry set Amount = Amount + 1 where Kind = 'Base' and Amount > 0")
        );
        Assert.False((await SheetAsync(sheet)).Agrees);
    }

    [Fact]
    public async Task Nobody_signs_what_they_proposed_and_nothing_is_signed_that_changed_since()
    {
        database.Clock.MoveTo("2026-04-20 09:00");
        await ledger.PostAsync(new(Year, TransactionKind.Expenditure, ledger.Areas[0], new(10_000), new(2025, 6, 1), "Wardens"));
        await KeepAllAsync();
        var proposed = (await ProposeAsync(Explained)).Value;
        Assert.Equal(
            "You proposed this sign-off, so someone else must sign it",
            (await new SignYear(database.Db, new Office()).RunAsync(ledger.Finance, proposed, false)).FirstRefusal!.Sentence
        );
        Assert.Equal(
            "Say whether you sign as the section 151 officer or as a deputy",
            (await new SignYear(database.Db, new Office()).RunAsync(ledger.Approver, proposed, null)).FirstRefusal!.Sentence
        );
        var spent = await database.Db.ScalarAsync<Guid>("select Id from LedgerTransaction where Kind = 'Expenditure'");
        Assert.Empty((await AddEvidenceAsync(spent)).Refusals);
        Assert.StartsWith(
            "1 transaction was posted since this was proposed.",
            (await new SignYear(database.Db, new Office()).RunAsync(ledger.Approver, proposed, false)).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
        Assert.Empty((await new RefuseYearRequest(database.Db).RunAsync(ledger.Approver, proposed, "New figures")).Refusals);
        Assert.Equal(0, await database.CountAsync("LedgerYear", "LockedAt is not null"));
        proposed = (await ProposeAsync(Explained)).Value;
        var signed = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ => Task.Run(() => new SignYear(database.Db, new Office()).RunAsync(ledger.Approver, proposed, false)))
        );
        Assert.Equal(1, signed.Count(one => one.IsDone));
        Assert.Equal(1, await database.CountAsync("LedgerYearSheet", "1 = 1"));
    }

    [Fact]
    public async Task Evidence_comes_after_the_lock_and_changes_no_total_and_no_sheet()
    {
        var (sheet, spent) = await SignedAsync();
        var before = await SheetAsync(sheet);
        Assert.Empty((await AddEvidenceAsync(spent)).Refusals);

        var after = await SheetAsync(sheet);
        Assert.Equal(before.Document.ToJson(), after.Document.ToJson());
        Assert.True(after is { IsIntact: true, Agrees: true, EvidenceSince: 1, PostedSince: 0 });
        var line = (await ledger.OverviewAsync(Year)).Lines[0];
        Assert.Equal((Money.FromPounds(100), Money.FromPounds(100)), (line.Expenditure, line[LedgerColumn.Evidenced]));
        Assert.Equal(1, await database.CountAsync("AuditEntry", "Action = 'LedgerEvidenceAddedAfterLock'"));
        var late = Assert.Single((await database.Db.ReadAsync(work => YearEndQueries.GetAsync(work, Year))).AfterLock);
        Assert.Equal(("Area 1", Money.FromPounds(100)), (late.Area, late.Amount));
        Assert.NotNull((await AddEvidenceAsync(spent)).FirstRefusal);
        await LedgerAssert.IsSoundAsync(database);
    }

    [Fact]
    public async Task A_year_is_reopened_by_two_people_and_its_sheet_stays_and_says_so()
    {
        var (sheet, _) = await SignedAsync();
        var ask = new AskToReopenYear(database.Db);
        Assert.NotNull((await ask.RunAsync(ledger.Finance, Year, "late")).FirstRefusal);
        var asked = (await ask.RunAsync(ledger.Finance, Year, "A late invoice came in for the first area")).Value;
        Assert.Equal(
            "You asked for this, so someone else must agree to it",
            (await new ReopenYear(database.Db).RunAsync(ledger.Finance, asked)).FirstRefusal!.Sentence
        );
        Assert.Equal(1, await database.CountAsync("LedgerYear", "BudgetYear = '2025-26' and LockedAt is not null"));
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => new ReopenYear(database.Db).RunAsync(ledger.Approver, asked)))
        );
        Assert.Equal(1, answers.Count(answer => answer.IsDone));
        Assert.NotNull((await SheetAsync(sheet)).Sheet.ReopenedAt);
        Assert.True((await SheetAsync(sheet)).Agrees);

        // Locking again makes the next sheet.
        database.Clock.MoveTo("2026-04-22 09:00");
        Assert.Empty((await ledger.LockAsync(Year)).Refusals);
        var sheets = await database.Db.ReadAsync(work => YearSheets.ListAsync(work, Year));
        Assert.Equal([2, 1], sheets.Select(one => one.Number));
        Assert.Null(sheets[0].ReopenedAt);
    }

    /// <summary>Area 1 spent £100 without evidence, all else is kept, and the year is signed by a deputy on 20 April.</summary>
    private async Task<(Guid Sheet, Guid Spent)> SignedAsync()
    {
        await ledger.PostAsync(new(Year, TransactionKind.Expenditure, ledger.Areas[0], new(10_000), new(2025, 6, 1), "Wardens"));
        database.Clock.MoveTo("2026-04-20 09:00");
        await KeepAllAsync();
        var signed = await new SignYear(database.Db, new Office()).RunAsync(
            ledger.Approver,
            (await ProposeAsync(Explained)).Value,
            deputy: true
        );
        return (signed.Value, await database.Db.ScalarAsync<Guid>("select Id from LedgerTransaction where Kind = 'Expenditure'"));
    }

    private Task<YearSheets.SheetDetail> SheetAsync(Guid sheet) => database.Db.ReadAsync(work => YearSheets.GetAsync(work, sheet));

    private Task<Result<Guid>> ProposeAsync(string? exceptions) =>
        new ProposeYearSignOff(database.Db).RunAsync(ledger.Finance, Year, "The accounts", exceptions);

    private Task<Result<Guid>> DecideAsync(
        IReadOnlyList<DecideUnderspends.Choice> choices,
        string? keepPaper = "The Commissioner, 13 April"
    ) => new DecideUnderspends(database.Db).RunAsync(ledger.Officer, Year, choices, "Year end", "CFO, 14 April", keepPaper);

    private async Task KeepAllAsync() =>
        Assert.Empty(
            (
                await AnswerAsync(
                    ledger.Approver,
                    (
                        await DecideAsync(ledger.Areas.Select(area => new DecideUnderspends.Choice(area, LedgerRequestKind.Keep)).ToList())
                    ).Value
                )
            ).Refusals
        );

    private async Task<Result> AnswerAsync(Actor person, Guid decision, bool withRole = false)
    {
        if (withRole)
            await database.Db.HousekeepAsync(work =>
                work.ExecuteAsync("insert into PersonRole (PersonId, Role) values (@Id, 'Approver')", new { person.Id })
            );
        return await new AnswerUnderspendDecision(database.Db).RunAsync(person, decision, approve: true, null);
    }

    private Task<Result> AddEvidenceAsync(Guid transaction) =>
        new AddLedgerEvidence(database.Db, ledger.Files, database.Clock).RunAsync(
            ledger.Officer,
            transaction,
            Upload.Read("receipt.pdf", "%PDF-1.4 receipt"u8.ToArray(), "").Value!
        );
}
