using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Payments;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Payments;

/// <summary>Codes, numbers and files for the finance system.</summary>
public sealed class FinanceExportTests : IDisposable
{
    private static readonly FinanceCodes Codes = new("01", "C100", "4000", "", "BASE", "OS");
    private readonly PaymentFixture place = new();

    private Db Db => place.Database.Db;
    private static DateOnly Today => PaymentFixture.Today;

    public void Dispose() => place.Dispose();

    private async Task<Guid> CodesAsync(
        CodeScope? about = null,
        CodedKind? kind = null,
        string centre = "C100",
        DateOnly? first = null,
        DateOnly? last = null
    )
    {
        var (id, wrong) = await new AddCodeSet(Db).RunAsync(
            place.Finance,
            about ?? CodeScope.Any,
            kind,
            Codes with
            {
                CostCentre = centre,
            },
            first ?? new(2026, 4, 1),
            last
        );
        Assert.Empty(wrong);
        return id;
    }

    private async Task<Guid> ProfileAsync(string example)
    {
        var (id, wrong) = await new CopyExportProfile(Db).RunAsync(
            place.Finance,
            example,
            example == "journal" ? ExportKind.Journal : ExportKind.CreditorInvoices,
            $"Our {example}"
        );
        Assert.Empty(wrong);
        return id;
    }

    private Task<Result<Guid>> MakeAsync(Guid profile, string total, DateOnly? upTo = null) =>
        new MakeFinanceExport(Db).RunAsync(place.Finance, profile, upTo ?? Today, total);

    private async Task<Guid> MadeAsync(Guid profile, string total, DateOnly? upTo = null)
    {
        var (id, wrong) = await MakeAsync(profile, total, upTo);
        Assert.Empty(wrong);
        return id;
    }

    private async Task<string> TextAsync(Guid export) =>
        Encoding.Latin1.GetString((await new DownloadFinanceExport(Db).RunAsync(place.Finance, export)).Content);

    private Task<string?> DetailAsync(string action) =>
        Db.ScalarAsync<string>("select Detail from AuditEntry where Action = @action order by Sequence desc", new { action });

    /// <summary>A paid payment of each amount.</summary>
    private async Task PaidAsync(params decimal[] pounds)
    {
        await place.WithAwardsAsync(pounds);
        var payments = new List<Guid>();
        foreach (var (award, amount) in place.Awards.Zip(pounds))
            payments.Add(await place.ApprovedAsync(award, Money.FromPounds(amount)));
        await AnsweredAsync(await place.BatchedAsync([.. payments]), "PAID");
    }

    private async Task AnsweredAsync(Guid run, string answer)
    {
        if (await Db.ScalarAsync<int>("select count(*) from PaymentRun where Id = @run and SentAt is null", new { run }) > 0)
        {
            Assert.Null((await place.Release.RunAsync(place.Releaser, run)).FirstRefusal);
            Assert.Null((await place.Take.RunAsync(place.Finance, run)).FirstRefusal);
        }
        Assert.Null((await place.Result.RunAsync(place.Finance, run, await place.AnswerAsync(run, _ => answer))).FirstRefusal);
    }

    [Fact]
    public async Task A_journal_has_each_payment_once_with_its_codes_and_control_total_and_the_same_bytes_each_time()
    {
        await PaidAsync(3000, 1500.5m);
        var set = await CodesAsync();
        var profile = await ProfileAsync("journal");
        var export = await MadeAsync(profile, "4,500.50");
        var text = await TextAsync(export);
        Assert.StartsWith("JNL;J-2026-27-001;01/06/2026;2;4500.50\r\nJournal;Line;", text, StringComparison.Ordinal);
        Assert.Contains("J-2026-27-001;1;01/06/2026;3;01;C100;4000;;BASE;3000.00;;", text, StringComparison.Ordinal);
        Assert.Equal(text, await TextAsync(export));
        Assert.Equal(2, await place.Database.CountAsync("AuditEntry", "Action = 'FinanceExportDownloaded'"));
        var (_, wrong) = await MakeAsync(profile, "0");
        Assert.Equal("No lines wait for an export up to 1 June 2026", Assert.Single(wrong).Sentence);

        // What was exported keeps its codes when others follow, and its look when the profile changes.
        Assert.Null(
            (await new ReplaceCodeSet(Db).RunAsync(place.Finance, set, 1, Codes with { CostCentre = "C200" }, new(2026, 4, 1))).FirstRefusal
        );
        var saved = await Db.ReadAsync(work => ExportProfiles.GetAsync(work, profile));
        Assert.Null(
            (
                await new SaveExportProfile(Db).RunAsync(
                    place.Finance,
                    profile,
                    1,
                    saved.Name,
                    saved.Layout with
                    {
                        Dates = ExportDates.DigitsOnly,
                    }
                )
            ).FirstRefusal
        );
        Assert.Equal(text, await TextAsync(export));
        var made = await Db.ReadAsync(work => FinanceExports.GetAsync(work, export));
        var lines = (await Db.ReadAsync(work => FinanceExports.LinesAsync(work, made, 1))).Lines;
        Assert.All(lines, line => Assert.Equal("C100", line.Codes.CostCentre));
        Assert.Contains(
            "cost centre C100, subjective 4000, funding source BASE, VAT OS -> company 01, cost centre C200",
            await DetailAsync("CodesReplaced"),
            StringComparison.Ordinal
        );
        Assert.Contains("Dates: DayMonthYear -> DigitsOnly", await DetailAsync("ExportProfileSaved"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_control_total_exports_nothing()
    {
        await PaidAsync(3000);
        await CodesAsync();
        var (_, wrong) = await MakeAsync(await ProfileAsync("journal"), "2999.99");
        Assert.Equal(
            "The lines come to £3,000.00, and you entered £2,999.99: a difference of £0.01. Nothing was exported",
            Assert.Single(wrong).Sentence
        );
        Assert.Equal(0, await place.Database.CountAsync("FinanceExport"));
        Assert.Equal(0, await place.Database.CountAsync("FinanceExportLine"));
    }

    [Fact]
    public async Task A_code_that_expired_stops_the_whole_export_and_says_what_to_do()
    {
        await PaidAsync(3000, 1500);
        await CodesAsync(last: new(2026, 5, 31));
        var profile = await ProfileAsync("journal");
        var plan = await Db.ReadAsync(work => FinanceExports.PlanAsync(work, profile, Today));
        Assert.All(plan.Lines, line => Assert.Equal("Its codes ended on 31 May 2026. Add codes that count on 1 June 2026.", line.WhyNone));
        var (_, wrong) = await MakeAsync(profile, "4500");
        Assert.StartsWith(
            "Two of 2 lines have no codes, so nothing is exported: ",
            Assert.Single(wrong).Sentence,
            StringComparison.Ordinal
        );
        // One of two with codes is not enough either.
        var round = await Db.ScalarAsync<Guid>("select RoundId from Award where Id = @Id", new { Id = place.Awards[0] });
        Assert.Equal(0, await place.Database.CountAsync("FinanceExport"));
        await CodesAsync(new(null, round, null), CodedKind.GrantPayment, first: Today);
        await MadeAsync(profile, "4500");
    }

    [Fact]
    public async Task Of_ten_exports_at_once_one_has_the_lines()
    {
        await PaidAsync(3000, 1500);
        await CodesAsync();
        var profile = await ProfileAsync("journal");
        var made = await Task.WhenAll(
            Enumerable
                .Range(0, 10)
                .Select(_ =>
                    Task.Run(() => new MakeFinanceExport(place.Database.Another()).RunAsync(place.Finance, profile, Today, "4500"))
                )
        );
        Assert.Single(made, one => one.IsDone);
        Assert.All(
            made.Where(one => !one.IsDone),
            one => Assert.Equal("No lines wait for an export up to 1 June 2026", Assert.Single(one.Refusals).Sentence)
        );
        Assert.Equal(1, await place.Database.CountAsync("FinanceExport"));
        Assert.Equal(2, await place.Database.CountAsync("FinanceExportLine"));
    }

    [Fact]
    public async Task Two_exports_at_once_do_not_both_have_a_line()
    {
        await PaidAsync(3000);
        await CodesAsync();
        var profile = await ProfileAsync("journal");
        Task<Result> Make(Db db) =>
            new MakeFinanceExport(db)
                .RunAsync(place.Finance, profile, Today, "3000")
                .ContinueWith(made => (Result)made.Result, TaskScheduler.Default);
        var race = await Race.RunAsync(
            place.Database,
            Make,
            sql => sql.StartsWith("insert into FinanceExport ", StringComparison.Ordinal),
            Make
        );
        Assert.Equal(new(null, "No lines wait for an export up to 1 June 2026"), race);
    }

    [Fact]
    public async Task A_cancelled_export_frees_its_lines_and_not_its_number_and_a_confirmed_one_stays()
    {
        await PaidAsync(3000);
        await CodesAsync();
        var profile = await ProfileAsync("journal");
        var first = await MadeAsync(profile, "3000");
        const string why = "The finance system refused the file because of a column";
        Assert.NotNull((await new CancelFinanceExport(Db).RunAsync(place.Finance, first, 1, "no")).FirstRefusal);
        Assert.Null((await new CancelFinanceExport(Db).RunAsync(place.Finance, first, 1, why)).FirstRefusal);
        Assert.Contains(why, await DetailAsync("FinanceExportCancelled"), StringComparison.Ordinal);
        var second = await MadeAsync(profile, "3000");
        Assert.Equal("J-2026-27-002", (await Db.ReadAsync(work => FinanceExports.GetAsync(work, second))).Number);
        Assert.Null((await new ConfirmFinanceExport(Db).RunAsync(place.Finance, second, 1, "GL 7")).FirstRefusal);
        Assert.Equal(
            "The finance system has this export, so it cannot be cancelled. Correct it in the finance system.",
            (await new CancelFinanceExport(Db).RunAsync(place.Finance, second, 2, why)).FirstRefusal!.Sentence
        );
        Assert.Equal(
            "This export was cancelled",
            (await new ConfirmFinanceExport(Db).RunAsync(place.Finance, first, 2, null)).FirstRefusal!.Sentence
        );
    }

    [Fact]
    public async Task A_payment_that_the_bank_returns_follows_in_the_next_journal_under_the_codes_of_its_payment()
    {
        await PaidAsync(3000, 1500);
        var set = await CodesAsync();
        var profile = await ProfileAsync("journal");
        await MadeAsync(profile, "4500");
        Assert.Null(
            (await new ReplaceCodeSet(Db).RunAsync(place.Finance, set, 1, Codes with { CostCentre = "C200" }, new(2026, 6, 2))).FirstRefusal
        );
        place.Database.Clock.MoveTo("2026-06-03 10:00");
        await AnsweredAsync(await Db.ScalarAsync<Guid>("select Id from PaymentRun"), "RETURNED");
        var export = await MadeAsync(profile, "-4500", new(2026, 6, 3));
        var text = await TextAsync(export);
        Assert.StartsWith("JNL;J-2026-27-002;03/06/2026;2;-4500.00\r\n", text, StringComparison.Ordinal);
        Assert.Contains(";C100;4000;;BASE;;3000.00;", text, StringComparison.Ordinal);
        // Out and back agree over both.
        Assert.Equal(0, await Db.ScalarAsync<long>("select sum(Amount) from FinanceExportLine where Counts = 1"));
    }

    [Fact]
    public async Task A_creditor_invoice_is_of_an_approved_payment_and_a_refusal_later_takes_it_back()
    {
        await place.WithAwardsAsync(5000);
        var payment = await place.ApprovedAsync(place.Awards[0], Money.FromPounds(3000));
        await CodesAsync();
        var profile = await ProfileAsync("invoices");
        var organisation = await Db.ScalarAsync<Guid>("select OrganisationId from Application");
        Assert.Null((await new SetSupplierNumber(Db).RunAsync(place.Finance, organisation, "S1")).FirstRefusal);
        Assert.Null((await new SetPurchaseOrder(Db).RunAsync(place.Finance, place.Awards[0], "PO-1")).FirstRefusal);
        Assert.Null((await new SetInvoiceNumber(Db).RunAsync(place.Finance, payment, "THEIRS-9")).FirstRefusal);
        var first = await MadeAsync(profile, "3000");
        Assert.Contains(
            "S1,THEIRS-9,01/06/2026,PO-1,A part,01,C100,4000,,OS,3000.00,GBP\r\nTOTAL,1,3000.00",
            await TextAsync(first),
            StringComparison.Ordinal
        );
        Assert.Null((await place.Decide.RunAsync(place.Finance, payment, approve: false, "Wrong amount")).FirstRefusal);
        var second = await MadeAsync(profile, "-3000");
        Assert.Equal(
            "I-2026-27-002 takes back lines of this export. Cancel I-2026-27-002 first.",
            (await new CancelFinanceExport(Db).RunAsync(place.Finance, first, 1, "The finance system refused the whole file"))
                .FirstRefusal!
                .Sentence
        );
        Assert.Null(
            (await new CancelFinanceExport(Db).RunAsync(place.Finance, second, 1, "The finance system refused the whole file")).FirstRefusal
        );
        Assert.Null(
            (await new CancelFinanceExport(Db).RunAsync(place.Finance, first, 1, "The finance system refused the whole file")).FirstRefusal
        );
        // It was never owed in any export that counts.
        Assert.Empty((await Db.ReadAsync(work => FinanceExports.PlanAsync(work, profile, Today))).Lines);
    }

    [Fact]
    public async Task Money_that_an_award_paid_back_in_parts_is_exported_part_by_part()
    {
        await PaidAsync(3000);
        await CodesAsync();
        await CodesAsync(kind: CodedKind.MoneyBack, centre: "C900");
        var profile = await ProfileAsync("journal");
        await MadeAsync(profile, "3000");
        var invoice = Guid.CreateVersion7();
        await Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into RecoveryInvoice (Id, Number, Kind, OrganisationId, AwardId, Reason, Amount, IssuedBy, IssuedAt, DueOn, Version) select @invoice, 'R-2026-001', 'NotSpent', a.OrganisationId, w.Id, 'Not spent', 100000, @By, @Now, @Today, 1 from Award w join Application a on a.Id = w.ApplicationId where w.Id = @Award",
                new
                {
                    invoice,
                    Award = place.Awards[0],
                    By = place.Officer.Id,
                    work.Now,
                    Today,
                }
            )
        );
        await ReceivedAsync(invoice, 40000);
        var part = await MadeAsync(profile, "-400");
        Assert.Contains(";C900;4000;;BASE;;400.00;", await TextAsync(part), StringComparison.Ordinal);
        await ReceivedAsync(invoice, 60000);
        var rest = await MadeAsync(profile, "-600");
        Assert.Null(
            (await new CancelFinanceExport(Db).RunAsync(place.Finance, part, 1, "The finance system refused the whole file")).FirstRefusal
        );
        Assert.Contains(";;400.00;", await TextAsync(await MadeAsync(profile, "-400")), StringComparison.Ordinal);
        Assert.Empty((await Db.ReadAsync(work => FinanceExports.PlanAsync(work, profile, Today))).Lines);
        Assert.Equal(-60000, await Db.ScalarAsync<long>("select Amount from FinanceExportLine where ExportId = @rest", new { rest }));
    }

    private Task<int> ReceivedAsync(Guid invoice, long pence) =>
        Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into RecoveryReceipt (Id, InvoiceId, Amount, ReceivedOn, Reference, RecordedBy, RecordedAt) values (@Id, @invoice, @pence, @Today, 'R', @By, @Now)",
                new
                {
                    Id = Guid.CreateVersion7(),
                    invoice,
                    pence,
                    Today,
                    By = place.Officer.Id,
                    work.Now,
                }
            )
        );

    [Fact]
    public async Task Accruals_of_an_approved_year_and_their_reversal_are_exported_once_each()
    {
        await PaidAsync(3000);
        await CodesAsync(kind: CodedKind.Accrual, centre: "C700", first: new(2025, 4, 1));
        var (profile, wrong) = await new CopyExportProfile(Db).RunAsync(place.Finance, "journal", ExportKind.Accruals, "Year end");
        Assert.Empty(wrong);
        var journal = Guid.CreateVersion7();
        await Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                """
                insert into YearEndJournal (Id, BudgetYear, Number, Status, MadeBy, MadeAt, Version) values (@journal, '2025-26', 'YE-2025-26', 'Sent', @By, @Now, 1);
                insert into YearEndLine (Id, JournalId, Position, Kind, Ground, AwardId, Worked, Proposed, Amount, LeftOut) values (@One, @journal, 1, 'Accrual', 'Spending', @Award, 'Spent and not paid', 50000, 50000, 0);
                insert into YearEndLine (Id, JournalId, Position, Kind, Ground, AwardId, Worked, Proposed, Amount, LeftOut) values (@Two, @journal, 2, 'Prepayment', 'Period', @Award, 'Paid in advance', 20000, 20000, 0);
                insert into YearEndLine (Id, JournalId, Position, Kind, Ground, AwardId, Worked, Proposed, Amount, LeftOut) values (@Three, @journal, 3, 'Accrual', 'Claims', @Award, 'Not counted', 9900, 9900, 1)
                """,
                new
                {
                    journal,
                    One = Guid.CreateVersion7(),
                    Two = Guid.CreateVersion7(),
                    Three = Guid.CreateVersion7(),
                    Award = place.Awards[0],
                    By = place.Officer.Id,
                    work.Now,
                }
            )
        );
        Assert.NotNull((await MakeAsync(profile, "300", new(2026, 3, 31))).FirstRefusal);
        await Db.HousekeepAsync(work => work.ExecuteAsync("update YearEndJournal set Status = 'Approved'"));
        var year = await MadeAsync(profile, "300", new(2026, 3, 31));
        Assert.Contains("C700", await TextAsync(year), StringComparison.Ordinal);
        await MadeAsync(profile, "-300", new(2026, 4, 1));
        Assert.Empty((await Db.ReadAsync(work => FinanceExports.PlanAsync(work, profile, Today))).Lines);
        Assert.Equal(0, await Db.ScalarAsync<long>("select sum(Amount) from FinanceExportLine where Kind = 'Accruals'"));
    }

    [Fact]
    public async Task A_profile_that_is_no_longer_used_makes_no_export_and_is_not_changed()
    {
        await PaidAsync(3000);
        await CodesAsync();
        var profile = await ProfileAsync("journal");
        Assert.Null((await new RetireExportProfile(Db).RunAsync(place.Finance, profile, 1)).FirstRefusal);
        Assert.Equal(
            "This profile is no longer used. Choose another, or copy it.",
            (await MakeAsync(profile, "3000")).FirstRefusal!.Sentence
        );
        var saved = await Db.ReadAsync(work => ExportProfiles.GetAsync(work, profile));
        Assert.NotNull((await new SaveExportProfile(Db).RunAsync(place.Finance, profile, 2, "Another", saved.Layout)).FirstRefusal);
        Assert.NotNull(
            (await new CopyExportProfile(Db).RunAsync(place.Finance, "journal", ExportKind.Journal, "our JOURNAL")).FirstRefusal
        );
    }

    [Fact]
    public async Task Codes_for_the_same_on_the_same_days_are_refused_and_history_stays()
    {
        await place.WithAwardsAsync(5000);
        var set = await CodesAsync();
        var again = await new AddCodeSet(Db).RunAsync(place.Finance, CodeScope.Any, null, Codes, Today, null);
        Assert.StartsWith("Any, any kind has codes from 1 April 2026 already: ", again.FirstRefusal!.Sentence, StringComparison.Ordinal);
        var (next, _) = await new ReplaceCodeSet(Db).RunAsync(place.Finance, set, 1, Codes with { VatTreatment = "T9" }, Today);
        var between = await new ReplaceCodeSet(Db).RunAsync(place.Finance, set, 2, Codes with { VatTreatment = "T1" }, new(2026, 5, 1));
        Assert.Empty(between.Refusals);
        var detail = await Db.ReadAsync(work => CodeSets.GetAsync(work, between.Value));
        Assert.Equal((set, next), (detail.Before!.Id, detail.After!.Id));
        Assert.Equal((new DateOnly(2026, 5, 1), new DateOnly(2026, 5, 31)), (detail.Set.FirstDay, detail.Set.LastDay!.Value));
        await Assert.ThrowsAsync<ConcurrencyException>(() => new EndCodeSet(Db).RunAsync(place.Finance, next, 7, Today));
        Assert.Null((await new EndCodeSet(Db).RunAsync(place.Finance, next, 1, new(2026, 12, 31))).FirstRefusal);
        Assert.Contains("Last day: none -> 31 December 2026", await DetailAsync("CodesEnded"), StringComparison.Ordinal);
        Assert.Equal(3, await place.Database.CountAsync("CodeSet"));
        Assert.NotNull(
            (await new AddCodeSet(Db).RunAsync(place.Finance, new(Guid.NewGuid(), null, null), null, Codes, Today, null)).FirstRefusal
        );
    }

    [Fact]
    public async Task Rounds_with_awards_and_areas_without_codes_are_listed()
    {
        await place.WithAwardsAsync(5000);
        await Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into CspArea (Id, Name, Position, ValidFrom) values (@Id, 'Somewhere', 1, '2020-04-01')",
                new { Id = Guid.CreateVersion7() }
            )
        );
        var gaps = (await Db.ReadAsync(CodeSets.TableAsync)).Gaps;
        Assert.Contains(gaps, gap => gap.Scope.RoundId is not null);
        Assert.Contains(gaps, gap => gap.Scope.AreaId is not null);
        await CodesAsync(kind: CodedKind.AreaPayment);
        Assert.All((await Db.ReadAsync(CodeSets.TableAsync)).Gaps, gap => Assert.NotNull(gap.Scope.RoundId));
        await CodesAsync(last: Today.AddDays(-1));
        Assert.NotEmpty((await Db.ReadAsync(CodeSets.TableAsync)).Gaps);
    }

    [Fact]
    public async Task A_supplier_number_of_another_organisation_is_refused_and_that_one_is_named()
    {
        await place.WithAwardsAsync(5000, 5000);
        var organisations = await Db.QueryAsync<Guid>("select OrganisationId from Application order by Number");
        var set = new SetSupplierNumber(Db);
        Assert.Null((await set.RunAsync(place.Finance, organisations[0], " s100 ")).FirstRefusal);
        Assert.Equal(
            "Group 1 has the supplier number S100. Two organisations cannot share one.",
            (await set.RunAsync(place.Finance, organisations[1], "S100")).FirstRefusal!.Sentence
        );
        // Another record of the same organisation shares its number.
        await Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update Organisation set SameAs = @One where Id = @Other",
                new { One = organisations[0], Other = organisations[1] }
            )
        );
        Assert.Equal("s100", (await Db.ReadAsync(work => FinanceNumbers.OfSupplierAsync(work, organisations[1]))).Number);
        Assert.Null((await set.RunAsync(place.Finance, organisations[1], "S200")).FirstRefusal);
        Assert.Equal("S200", (await Db.ReadAsync(work => FinanceNumbers.OfSupplierAsync(work, organisations[0]))).Number);
        Assert.Contains("Supplier number: s100 -> S200", await DetailAsync("SupplierNumberSet"), StringComparison.Ordinal);
        Assert.NotNull((await set.RunAsync(place.Finance, organisations[0], new string('1', 31))).FirstRefusal);
        Assert.NotNull((await set.RunAsync(place.Finance, organisations[0], "a\nb")).FirstRefusal);
        Assert.Null((await set.RunAsync(place.Finance, organisations[0], " ")).FirstRefusal);
        Assert.Null((await Db.ReadAsync(work => FinanceNumbers.OfSupplierAsync(work, organisations[0]))).Number);
    }

    [Fact]
    public async Task A_file_that_was_changed_in_the_database_is_not_sent()
    {
        await PaidAsync(3000);
        await CodesAsync();
        var export = await MadeAsync(await ProfileAsync("journal"), "3000");
        await Db.HousekeepAsync(work => work.ExecuteAsync("update FinanceExport set Content = replace(Content, '3000', '9000')"));
        await Assert.ThrowsAsync<InvalidDataException>(() => TextAsync(export));
    }
}
