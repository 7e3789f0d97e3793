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
        Assert.Contains("Say in a sentence why returns of Area 3 are missing", refusals);
        database.Clock.MoveTo("2026-04-01 00:00");
        Assert.DoesNotContain(
            (await ProposeAsync(null)).Refusals,
            refusal => refusal.Sentence.StartsWith("2025-26 runs", StringComparison.Ordinal)
        );
        await KeepAllAsync();
        Assert.Equal(
            Enumerable.Range(1, 4).Select(area => $"Say in a sentence why returns of Area {area} are missing"),
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
        Assert.Equal(2, await database.CountAsync("LedgerTransaction", "Reason = 'Kept by the area in 2026-27: Year end'"));
        Assert.Equal(2, await database.CountAsync("LedgerTransaction", "Reason = 'Kept from 2025-26: Year end'"));
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
        Assert.Equal(Explained, facts["Returns of Area 2 are missing"]);
        Assert.Contains(", deputy section 151 officer, ", facts["Signed"], StringComparison.Ordinal);
        Assert.EndsWith(detail.Sheet.Sha256, detail.Document.Reference, StringComparison.Ordinal);
        Assert.Contains(
            detail.Document.Blocks.OfType<Paragraph>(),
            paragraph => paragraph.Text.Contains(detail.Sheet.Sha256, StringComparison.Ordinal)
        );
        var json = (await database.Db.ReadAsync(work => YearSheets.JsonAsync(work, sheet))).Json;
        Assert.Equal(detail.Sheet.Sha256, YearFigures.Sha256(json));
        Assert.Contains(Explained, json, StringComparison.Ordinal);
        Assert.Contains(
            detail
                .Document.Blocks.OfType<Figures>()
                .Single(table => table.Caption.StartsWith("What was decided", StringComparison.Ordinal))
                .Rows,
            row => row.SequenceEqual(["Area 2", "Carry forward, for the area to keep", "The Commissioner, 13 April", "£1,000.00"])
        );
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
    public async Task A_sheet_whose_hash_is_not_the_one_in_the_audit_trail_is_not_intact()
    {
        var (sheet, _) = await SignedAsync();
        var stored = await database.Db.ScalarAsync<string>("select FiguresJson from LedgerYearSheet");
        var other = stored!.Replace("The accounts", "Other accounts", StringComparison.Ordinal);
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update LedgerYearSheet set FiguresJson = @other, Sha256 = @hash",
                new { other, hash = YearFigures.Sha256(other) }
            )
        );
        Assert.False((await SheetAsync(sheet)).IsIntact);
    }

    [Fact]
    public async Task A_part_of_a_decision_is_not_approved_by_itself_and_withdrawing_it_withdraws_the_whole()
    {
        database.Clock.MoveTo("2026-04-14 09:00");
        var decision = (
            await DecideAsync([new(ledger.Areas[0], LedgerRequestKind.Return), new(ledger.Areas[1], LedgerRequestKind.Keep)])
        ).Value;
        var part = await database.Db.ScalarAsync<Guid>(
            "select Id from LedgerRequest where DecisionId = @decision and Kind = 'Keep'",
            new { decision }
        );
        Assert.Equal(
            "This is part of a year-end decision. Approve or refuse all of it at once on the page of the year end.",
            (await ledger.ApproveAsync(part)).FirstRefusal!.Sentence
        );
        Assert.Empty((await new WithdrawLedgerRequest(database.Db).RunAsync(ledger.Officer, part)).Refusals);
        Assert.Equal(2, await database.CountAsync("LedgerRequest", "DecisionId is not null and Status = 'Withdrawn'"));
    }

    [Fact]
    public async Task Only_who_the_office_named_for_the_day_signs_and_as_what_it_says()
    {
        database.Clock.MoveTo("2026-04-20 09:00");
        await KeepAllAsync();
        var proposed = (await ProposeAsync(Explained)).Value;
        Assert.Equal(1, await database.CountAsync("OutboxEmail", "Kind = 'CspYearToSign'"));
        var administrator = await new Scenario(database.Db, database.Clock).PersonAsync(Role.Administrator);
        var other = await new Scenario(database.Db, database.Clock).PersonAsync(Role.ChiefFinanceOfficer);
        var name = new NameYearSignatory(database.Db);
        var sign = new SignYear(database.Db, new Office());
        Assert.StartsWith(
            "The office has not named you",
            (await sign.RunAsync(other, proposed)).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
        Assert.Equal(
            "Somebody else is the section 151 officer in that time. First give that person a last day.",
            (await name.RunAsync(administrator, other.Id, false, new(2026, 4, 1), null)).FirstRefusal!.Sentence
        );
        Assert.Equal(
            "Someone else must name you",
            (await name.RunAsync(other, other.Id, true, new(2026, 4, 1), null)).FirstRefusal!.Sentence
        );
        Assert.NotNull((await name.RunAsync(administrator, ledger.Finance.Id, true, new(2026, 4, 1), null)).FirstRefusal);
        Assert.Empty((await name.RunAsync(administrator, other.Id, true, new(2026, 4, 21), null)).Refusals);
        Assert.NotNull((await sign.RunAsync(other, proposed)).FirstRefusal);
        database.Clock.MoveTo("2026-04-21 09:00");
        var sheet = (await sign.RunAsync(other, proposed)).Value;
        Assert.True((await SheetAsync(sheet)).Sheet.IsDeputy);
    }

    [Fact]
    public async Task Years_are_locked_in_order()
    {
        await ledger.AllocateAsync(new(2024), Money.FromPounds(1));
        database.Clock.MoveTo("2026-04-20 09:00");
        Assert.Contains(
            "2024-25 is still open. Sign off 2024-25 first.",
            (await ProposeAsync(Explained)).Refusals.Select(one => one.Sentence)
        );
    }

    [Fact]
    public async Task The_checklist_says_what_nobody_owed_which_returns_raised_no_alarm_and_whose_payments_it_does_not_look_at()
    {
        var payee = (await new AddPayee(database.Db).RunAsync(ledger.Officer, "County Council")).Value;
        await ledger.FundAsync(Year, Money.FromPounds(2_000));
        await ledger.DoneAsync(
            new(Year, LedgerRequestKind.Central, Year.Start, [new(null, Money.FromPounds(2_000))], "Central pot", "Budget")
        );
        await ledger.DoneAsync(
            new(Year, LedgerRequestKind.CentralPayment, Year.End, [new(null, Money.FromPounds(2_000))], "Work across areas", "Budget")
            {
                Payee = payee,
            }
        );
        database.Clock.MoveTo("2026-06-20 09:00");
        var checks = (await database.Db.ReadAsync(work => YearEndQueries.GetAsync(work, Year))).Checks.ToDictionary(check => check.Item);
        Assert.Equal("None was raised", checks[YearEndItem.Alarms].Done);
        Assert.StartsWith(
            "20 returns were not certified by their dates and raised no alarm: Area 1, ",
            checks[YearEndItem.Alarms].Note,
            StringComparison.Ordinal
        );
        Assert.Equal("None was so large", checks[YearEndItem.Evidence].Done);
        Assert.EndsWith("1 was above £1,000.00, £2,000.00 in all.", checks[YearEndItem.Evidence].Note, StringComparison.Ordinal);
        Assert.Equal("None was certified", checks[YearEndItem.ReturnsAccepted].Done);
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
            (await new SignYear(database.Db, new Office()).RunAsync(ledger.Finance, proposed)).FirstRefusal!.Sentence
        );
        var spent = await database.Db.ScalarAsync<Guid>("select Id from LedgerTransaction where Kind = 'Expenditure'");
        Assert.Empty((await AddEvidenceAsync(spent)).Refusals);
        Assert.StartsWith(
            "1 transaction was posted since this was proposed.",
            (await new SignYear(database.Db, new Office()).RunAsync(ledger.Approver, proposed)).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
        Assert.Empty((await new RefuseYearRequest(database.Db).RunAsync(ledger.Approver, proposed, "New figures")).Refusals);
        Assert.Equal(0, await database.CountAsync("LedgerYear", "LockedAt is not null"));
        proposed = (await ProposeAsync(Explained)).Value;
        var signed = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => new SignYear(database.Db, new Office()).RunAsync(ledger.Approver, proposed)))
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
        var ask = new AskToReopenYear(database.Db, new Office());
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
        var facts = (await SheetAsync(sheets[0].Id))
            .Document.Blocks.OfType<KeyValues>()
            .First()
            .Rows.ToDictionary(fact => fact.Key, fact => fact.Value);
        Assert.StartsWith("Sheet 1, signed by ", facts["Replaces"], StringComparison.Ordinal);
        Assert.EndsWith("Reason: A late invoice came in for the first area", facts["Replaces"], StringComparison.Ordinal);
        Assert.Equal("Unchanged", facts["Figures since sheet 1"]);
    }

    /// <summary>Area 1 spent £100 without evidence, all else is kept, and the year is signed by a deputy on 20 April.</summary>
    private async Task<(Guid Sheet, Guid Spent)> SignedAsync()
    {
        await ledger.PostAsync(new(Year, TransactionKind.Expenditure, ledger.Areas[0], new(10_000), new(2025, 6, 1), "Wardens"));
        database.Clock.MoveTo("2026-04-20 09:00");
        await KeepAllAsync();
        await database.Db.HousekeepAsync(work => work.ExecuteAsync("delete from YearSignatory"));
        await ledger.NameSignatoryAsync(ledger.Approver, isDeputy: true);
        var signed = await new SignYear(database.Db, new Office()).RunAsync(ledger.Approver, (await ProposeAsync(Explained)).Value);
        return (signed.Value, await database.Db.ScalarAsync<Guid>("select Id from LedgerTransaction where Kind = 'Expenditure'"));
    }

    private Task<YearSheets.SheetDetail> SheetAsync(Guid sheet) => database.Db.ReadAsync(work => YearSheets.GetAsync(work, sheet));

    private Task<Result<Guid>> ProposeAsync(string? exceptions) =>
        new ProposeYearSignOff(database.Db, new Office()).RunAsync(
            ledger.Finance,
            Year,
            "The accounts",
            exceptions,
            ledger.Areas.Select(area => new ProposeYearSignOff.Explanation(area, exceptions)).ToList()
        );

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
