using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Casework;
using Commissioning.Domain.Funds;
using Commissioning.Features;
using Commissioning.Features.Awards;
using Commissioning.Features.Casework;
using Commissioning.Features.Monitoring;
using Commissioning.Features.Payments;
using Commissioning.Platform.Documents;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Awards;

/// <summary>Letters about a grant say what was decided, why, and figures that are on record.</summary>
public sealed class AwardLetterTruthTests(HostWithoutLetterJobOrPdf host) : IClassFixture<HostWithoutLetterJobOrPdf>
{
    private async Task<string> LetterAsync(RoundInStages stages, Guid award, VariationKind kind, VariationDetails wanted, string reason)
    {
        Assert.Empty(
            await host.RefusalsAsync<RequestVariation>(request =>
                request.RunAsync(stages.Officer, null, award, kind, stages.WithAnswerBy(wanted), reason)
            )
        );
        var change = await host.Db.ScalarAsync<Guid>(
            "select Id from Variation where AwardId = @award and Kind = @kind and DecidedAt is null",
            new { award, kind }
        );
        if (kind == VariationKind.Recovery)
            await stages.AnswerRecoveryAsync(award);
        var other = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        Assert.Null(
            (
                await host.WithAsync<DecideVariation, Result>(decide =>
                    decide.RunAsync(
                        kind is VariationKind.Resumption or VariationKind.Contact or VariationKind.GiveUp or VariationKind.Dates
                            ? other
                            : stages.Approver,
                        change,
                        approve: true,
                        "Agreed, see the minutes.",
                        "Ring me when you have read this."
                    )
                )
            ).FirstRefusal
        );
        await host.WithAsync<MakeLetters, int>(make => make.RunAsync("test"));
        return LetterText.Render(
            LetterDocument.FromJson(
                (await host.Db.ScalarAsync<string>("select DocumentJson from Letter where SubjectId = @change", new { change }))!
            )
        );
    }

    /// <summary>The text without the line breaks of its width.</summary>
    private static string Flat(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private Task PaidAsync(Guid award, RoundInStages stages) =>
        host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into Payment (Id, AwardId, Amount, Reason, Status, RequestedBy, RequestedAt, DecidedBy, DecidedAt, Version) values (@Id, @award, 500000, 'At once', 'Paid', @Officer, @Now, @Approver, @Now, 1)",
                new
                {
                    Id = Guid.CreateVersion7(),
                    award,
                    Officer = stages.Officer.Id,
                    Approver = stages.Approver.Id,
                    work.Now,
                }
            )
        );

    [Fact]
    public async Task Recovery_letter_prints_the_reason_the_clause_and_what_the_returns_say_was_spent()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        await PaidAsync(award, stages);
        host.Clock.MoveTo("2027-05-04 10:00");
        await stages.ReportAllAsync(award, 0, line => line.Requested - new Money(100));
        var reported = await host.Db.ScalarAsync<Money>(
            "select sum(s.Spent) from MonitoringSpend s join MonitoringReturn t on t.Id = s.ReturnId where t.AwardId = @award and t.Status = 'Accepted'",
            new { award }
        );
        var text = Flat(
            await LetterAsync(
                stages,
                award,
                VariationKind.Recovery,
                new() { Amount = Money.FromPounds(1_000), Clause = "16" },
                "The hall invoice was for a private party"
            )
        );
        foreach (
            var words in new[]
            {
                "The hall invoice was for a private party.",
                "This is under clause 16 of the agreement, If something goes wrong.",
                "Ring me when you have read this.",
                "Paid to you: £5,000.00",
                $"Spent, as your accepted returns say: {reported}",
                "To be paid back: £1,000.00",
                "If you disagree.",
                "by the end of Thursday 3 June 2027",
                "INVOICE R-2027-",
            }
        )
            Assert.Contains(
                words.Replace("**", "", StringComparison.Ordinal),
                text.Replace("**", "", StringComparison.Ordinal),
                StringComparison.Ordinal
            );
        Assert.DoesNotContain("see the minutes", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Not all of the grant was spent", text, StringComparison.Ordinal);
        Assert.Equal(
            new DateOnly(2027, 6, 3),
            await host.Db.ScalarAsync<DateOnly>("select PayBy from CloseOut where AwardId = @award", new { award })
        );
    }

    [Fact]
    public async Task Termination_letter_is_no_agreed_change_and_names_the_notice_before_it()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        // Letters of the other tests wait in a batch of another day, which would hold this one up.
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update LetterBatch set ReleasedAt = @Now where RoundId is null and ReleasedAt is null", new { work.Now })
        );
        var notice = Flat(
            await LetterAsync(
                stages,
                award,
                VariationKind.BreachNotice,
                new() { Clause = "9", RemedyBy = new(2026, 3, 9) },
                "The first return has not come. Send it"
            )
        );
        Assert.Contains(
            "Please put it right by the end of Monday 9 March 2026",
            notice.Replace("**", "", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
        var batch = await host.Db.ScalarAsync<Guid>(
            "select l.BatchId from Letter l join Variation v on v.Id = l.SubjectId where v.AwardId = @award",
            new { award }
        );
        Assert.Null((await host.WithAsync<ReleaseLetters, Result>(release => release.RunBatchAsync(stages.Officer, batch))).FirstRefusal);
        var text = Flat(
            await LetterAsync(
                stages,
                award,
                VariationKind.Termination,
                new() { Clause = "16", WhyAtOnce = "The project has stopped" },
                "The return never came"
            )
        );
        foreach (
            var words in new[]
            {
                "we ended your grant",
                "The return never came.",
                "We wrote to you about this on 23 February 2026.",
                "You had until Monday 9 March 2026 to put it right. We could not wait until then: The project has stopped.",
                "We make no further payment.",
                "Spent, as your accepted returns say: No return has been accepted yet",
                "Grant: £5,000.00",
                "Paid to you: £0.00",
                "Not paid, and no longer due: £5,000.00",
                "Your last return is due by the end of",
                "Someone who did not take the decision will look at it",
            }
        )
            Assert.Contains(words, text, StringComparison.Ordinal);
        Assert.DoesNotContain("We agreed the change", text, StringComparison.Ordinal);
        Assert.Contains("WE HAVE ENDED YOUR GRANT FOR PROJECT A", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_recovery_has_an_invoice_of_its_own()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        await PaidAsync(award, stages);
        var first = Flat(await RecoverAsync(stages, award, 1_000));
        var second = Flat(await RecoverAsync(stages, award, 200));
        var numbers = await host.Db.QueryAsync<string>(
            "select InvoiceNumber from Variation where AwardId = @award order by InvoiceNumber, Id",
            new { award }
        );
        Assert.Equal(2, numbers.Distinct().Count());
        Assert.Contains($"INVOICE {numbers[0]}", first, StringComparison.Ordinal);
        Assert.Contains("To be paid back: £1,000.00", first, StringComparison.Ordinal);
        Assert.Contains($"INVOICE {numbers[1]}", second, StringComparison.Ordinal);
        Assert.Contains("To be paid back: £200.00", second, StringComparison.Ordinal);
        var page = await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Monitoring.CloseOut(award));
        foreach (var said in new[] { numbers[0], "£1,000.00", numbers[1], "£200.00" })
            page.AssertSays(said);
    }

    private Task<string> RecoverAsync(RoundInStages stages, Guid award, int pounds) =>
        LetterAsync(
            stages,
            award,
            VariationKind.Recovery,
            new() { Amount = Money.FromPounds(pounds), Clause = "17" },
            "The invoice was not for the project"
        );

    [Fact]
    public async Task Refusal_of_what_the_office_asked_for_reaches_nobody_outside()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        Assert.Empty(
            await host.RefusalsAsync<RequestVariation>(request =>
                request.RunAsync(stages.Officer, null, award, VariationKind.Suspension, new() { Clause = "16" }, "A report came in")
            )
        );
        var change = await host.Db.ScalarAsync<Guid>("select Id from Variation where AwardId = @award", new { award });
        (await (await host.AsAsync(stages.Approver)).OpenAsync(Links.Awards.Variation(change))).AssertSays(
            "The organisation does not read it"
        );
        var before = await host.Db.ScalarAsync<int>("select count(*) from OutboxEmail");
        Assert.Null(
            (
                await host.WithAsync<DecideVariation, Result>(decide =>
                    decide.RunAsync(stages.Approver, change, approve: false, "Wait for the police")
                )
            ).FirstRefusal
        );
        Assert.Equal(before, await host.Db.ScalarAsync<int>("select count(*) from OutboxEmail"));
        var mine = await (await host.AsAsync(stages.Applications[0].Applicant)).OpenAsync(Links.Awards.MyGrant(stages.Applications[0].Id));
        mine.AssertDoesNotSay("Wait for the police");
        mine.AssertDoesNotSay("Suspend the payments");
    }

    [Fact]
    public async Task Holder_reads_of_an_approved_change_what_its_letter_says_and_not_the_file()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        await LetterAsync(stages, award, VariationKind.Suspension, new() { Clause = "16" }, "We are looking into a report");
        var mine = await (await host.AsAsync(stages.Applications[0].Applicant)).OpenAsync(Links.Awards.MyGrant(stages.Applications[0].Id));
        mine.AssertSays("Ring me when you have read this.");
        mine.AssertDoesNotSay("see the minutes");
    }

    [Fact]
    public async Task Letter_about_a_new_amount_prints_the_lines_payments_and_returns_that_follow()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        var text = Flat(
            await LetterAsync(stages, award, VariationKind.Amount, new() { Amount = Money.FromPounds(4_000) }, "The project is smaller")
        );
        foreach (
            var row in await host.Db.QueryAsync<LineRow>(
                "select b.Item, b.Awarded from BudgetLine b join Award w on w.ApplicationId = b.ApplicationId where w.Id = @award",
                new { award }
            )
        )
        {
            Assert.Contains(row.Item, text, StringComparison.Ordinal);
            Assert.Contains(row.Awarded.ToString(), text, StringComparison.Ordinal);
        }
        Assert.Contains("Not before", text, StringComparison.Ordinal);
        text = Flat(
            await LetterAsync(
                stages,
                award,
                VariationKind.Dates,
                new() { StartsOn = new(2026, 6, 1), EndsOn = new(2027, 6, 30) },
                "The hall opens later"
            )
        );
        var due = await host.Db.ScalarAsync<DateOnly>("select max(DueOn) from MonitoringReturn where AwardId = @award", new { award });
        Assert.Contains("Due by the end of", text, StringComparison.Ordinal);
        Assert.Contains(LondonTime.Date(due), text, StringComparison.Ordinal);
    }

    private sealed record LineRow
    {
        public required string Item { get; init; }
        public required Money Awarded { get; init; }
    }

    [Fact]
    public async Task Give_up_that_the_office_recorded_says_how_it_was_told()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        var text = Flat(await LetterAsync(stages, award, VariationKind.GiveUp, new(), "Amira Khan rang us on 20 February"));
        Assert.Contains("We have recorded that you give up your grant", text, StringComparison.Ordinal);
        Assert.Contains("This is how you told us: Amira Khan rang us on 20 February.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("you told us that you give up", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Day_of_a_notice_waits_for_the_office_until_it_is_put_right()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        await LetterAsync(
            stages,
            award,
            VariationKind.BreachNotice,
            new() { Clause = "9", RemedyBy = new(2026, 3, 9) },
            "The first return has not come. Send it"
        );
        var change = await host.Db.ScalarAsync<Guid>("select Id from Variation where AwardId = @award", new { award });
        Assert.DoesNotContain(await WaitingAsync(stages), one => one.Kind == WaitingKind.RemedyDay);
        host.Clock.MoveTo("2026-03-09 10:00");
        Assert.Contains(await WaitingAsync(stages), one => one.Kind == WaitingKind.RemedyDay && one.Due == new DateOnly(2026, 3, 9));
        var page = await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Awards.Variation(change));
        page = await page.Fill("What did they do to put it right?", "The return came").PressAsync("It was put right");
        Assert.DoesNotContain(await WaitingAsync(stages), one => one.Kind == WaitingKind.RemedyDay);
        Assert.Equal(
            "The return came",
            await host.Db.ScalarAsync<string>("select PutRightNote from Variation where Id = @change", new { change })
        );
    }

    private Task<IReadOnlyList<WaitingQueries.Waiting>> WaitingAsync(RoundInStages stages) =>
        host.Db.ReadAsync(work => WaitingQueries.OfAsync(work, stages.Officer, [Role.CommissioningOfficer]));

    [Fact]
    public async Task Audit_of_a_new_contact_leaves_out_why()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        await LetterAsync(
            stages,
            award,
            VariationKind.Contact,
            new() { ContactName = "Bo Lee", ContactEmail = "bo@test.example" },
            "She has left after a quarrel"
        );
        Assert.Equal(0, await host.Db.ScalarAsync<int>("select count(*) from AuditEntry where Detail like '%quarrel%'"));
    }

    [Fact]
    public async Task End_of_a_grant_stops_approved_payments_and_names_the_one_on_its_way()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into Payment (Id, AwardId, Amount, Reason, Status, RequestedBy, RequestedAt, Version) values (@Id, @award, @Amount, 'Part', @Status, @By, @Now, 1)",
                new[] { (100_000L, "Paid"), (20_000L, "Scheduled"), (1_000L, "Approved") }.Select(pair => new
                {
                    Id = Guid.CreateVersion7(),
                    award,
                    Amount = pair.Item1,
                    Status = pair.Item2,
                    By = stages.Officer.Id,
                    work.Now,
                })
            )
        );
        var text = Flat(await LetterAsync(stages, award, VariationKind.Termination, new(), "The fund has closed"));
        foreach (
            var words in new[]
            {
                "A payment of £200.00 is on its way to you. We make no other payment.",
                "Paid to you: £1,000.00",
                "Approved, and on its way to you: £200.00",
                "Not paid, and no longer due: £3,800.00",
            }
        )
            Assert.Contains(words, text, StringComparison.Ordinal);
        Assert.Equal(
            "Refused",
            await host.Db.ScalarAsync<string>("select Status from Payment where AwardId = @award and Amount = 1000", new { award })
        );
        Assert.Equal(
            Money.FromPounds(1_200),
            await host.Db.ScalarAsync<Money>("select Amount - GivenBack from Award where Id = @award", new { award })
        );
    }

    [Fact]
    public async Task Letter_about_an_end_says_that_accepted_claims_are_still_paid()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into Claim (Id, AwardId, Amount, State, ClaimedBy, ClaimedAt, DecidedBy, DecidedAt, Version) values (@Id, @award, 120000, 'Accepted', @By, @Now, @Officer, @Now, 2)",
                new
                {
                    Id = Guid.CreateVersion7(),
                    award,
                    By = stages.Applications[0].Applicant.Id,
                    Officer = stages.Officer.Id,
                    work.Now,
                }
            )
        );
        var text = Flat(await LetterAsync(stages, award, VariationKind.Termination, new(), "The fund has closed"));
        foreach (
            var words in new[]
            {
                "We still pay the claims that we accepted: £1,200.00. We make no other payment.",
                "Claims that we accepted, and still pay: £1,200.00",
                "Not paid, and no longer due: £3,800.00",
            }
        )
            Assert.Contains(words, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recovery_never_agrees_closing_figures_for_the_organisation()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        await PaidAsync(award, stages);
        host.Clock.MoveTo("2027-05-04 10:00");
        await stages.ReportAllAsync(award, 0, line => line.Requested - new Money(100));
        Assert.Empty(
            await host.RefusalsAsync<RequestVariation>(request =>
                request.RunAsync(
                    stages.Officer,
                    null,
                    award,
                    VariationKind.Recovery,
                    stages.WithAnswerBy(new() { Amount = Money.FromPounds(100), Clause = "17" }),
                    "A private party"
                )
            )
        );
        await stages.AnswerRecoveryAsync(award);
        var change = await host.Db.ScalarAsync<Guid>("select Id from Variation where AwardId = @award", new { award });
        Assert.Null((await host.WithAsync<ProposeCloseOut, Result>(propose => propose.RunAsync(stages.Officer, award, null))).FirstRefusal);
        Assert.Equal(
            "This change can no longer be approved: The organisation is being asked to agree the closing figures. Wait for its answer, then ask for this money.",
            (await host.WithAsync<DecideVariation, Result>(decide => decide.RunAsync(stages.Approver, change, approve: true, "Agreed")))
                .FirstRefusal!
                .Sentence
        );
        Assert.Equal(
            0,
            await host.Db.ScalarAsync<int>("select count(*) from CloseOut where AwardId = @award and AgreedAt is not null", new { award })
        );
        Assert.Null(
            (
                await host.WithAsync<AgreeCloseOut, Result>(agree =>
                    agree.RunAsync(stages.Applications[0].Applicant, stages.Applications[0].Id, "Amira Khan", null)
                )
            ).FirstRefusal
        );
        Assert.Null(
            (
                await host.WithAsync<DecideVariation, Result>(decide => decide.RunAsync(stages.Approver, change, approve: true, "Agreed"))
            ).FirstRefusal
        );
        // The letter about what was not spent asks for no more than that.
        await host.WithAsync<MakeLetters, int>(make => make.RunAsync("test"));
        var unspent = LetterText.Render(
            LetterDocument.FromJson(
                (
                    await host.Db.ScalarAsync<string>(
                        "select DocumentJson from Letter where ApplicationId = @Id and Kind = 'Underspend'",
                        new { stages.Applications[0].Id }
                    )
                )!
            )
        );
        Assert.DoesNotContain("£100.00", unspent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suspension_stops_payments_until_they_are_resumed_and_each_has_its_letter()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        var application = stages.Applications[0].Id;
        var text = Flat(
            await LetterAsync(stages, award, VariationKind.Suspension, new() { Clause = "16" }, "We are looking into a report")
        );
        Assert.Contains("We make no payment until we write to you again.", text, StringComparison.Ordinal);
        Assert.Contains(
            "Payments were suspended on 23 February 2026",
            await host.Db.ReadAsync(work => PaymentHolds.GetAsync(work, application))
        );
        Assert.Equal(
            ["The payments are suspended already"],
            (
                await host.RefusalsAsync<RequestVariation>(request =>
                    request.RunAsync(stages.Officer, null, award, VariationKind.Suspension, new() { Clause = "16" }, "Again")
                )
            ).Select(refusal => refusal.Sentence)
        );
        text = Flat(await LetterAsync(stages, award, VariationKind.Resumption, new(), "All is well"));
        Assert.Contains("We can make the payments of the agreement again.", text, StringComparison.Ordinal);
        Assert.DoesNotContain(
            await host.Db.ReadAsync(work => PaymentHolds.GetAsync(work, application)),
            hold => hold.StartsWith("Payments were suspended", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Contact_letter_does_not_print_why_the_office_changed_the_contact()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        var text = Flat(
            await LetterAsync(
                stages,
                award,
                VariationKind.Contact,
                new() { ContactName = "Bo Lee", ContactEmail = "bo@test.example" },
                "She has left after a quarrel"
            )
        );
        Assert.Contains("we write to you, Bo Lee, about the grant for Project A", text, StringComparison.Ordinal);
        Assert.DoesNotContain("quarrel", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decline_letter_says_what_was_strong_first_and_counts_applications()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).LettersMadeAsync();
        var document = LetterDocument.FromJson(
            (
                await host.Db.ScalarAsync<string>(
                    "select DocumentJson from Letter where ApplicationId = @Id",
                    new { stages.Applications[2].Id }
                )
            )!
        );
        var text = Flat(LetterText.Render(document));
        foreach (
            var words in new[]
            {
                "We received 3 applications for £15,000 and had",
                "We funded 2 of them.",
                "Three people read yours and scored it on their own.",
                "Your application scored 40.0%. We funded applications that scored 60.0% or more.",
                "someone who",
            }
        )
            Assert.Contains(words, text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("organisations applied", text, StringComparison.Ordinal);
        Assert.True(
            document.Blocks.ToList().FindIndex(block => block is Figures) > document.Blocks.ToList().FindIndex(block => block is Signature),
            "The scores stand after the letter"
        );
    }
}
