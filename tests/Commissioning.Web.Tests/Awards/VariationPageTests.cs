using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Funds;
using Commissioning.Features.Awards;
using Commissioning.Features.Monitoring;
using Commissioning.Features.Payments;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Awards;

public sealed class VariationPageTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    private async Task<Guid> AskedAsync(Guid award, Actor officer, VariationKind kind, VariationDetails wanted)
    {
        Assert.Empty(
            await host.RefusalsAsync<RequestVariation>(request =>
                request.RunAsync(officer, null, award, kind, wanted, "Because it is needed")
            )
        );
        return (
            await host.Db.QueryAsync<Guid>(
                "select Id from Variation where AwardId = @award and DecidedAt is null order by AskedAt desc, Id",
                new { award }
            )
        )[0];
    }

    private Task<Result> DecideAsync(Actor actor, Guid change, bool approve = true, string? note = "Agreed") =>
        host.WithAsync<DecideVariation, Result>(changes => changes.RunAsync(actor, change, approve, note));

    [Fact]
    public async Task A_dates_variation_is_requested_approved_and_carried_into_returns_and_letters()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into Instalment (Id, AwardId, Position, Amount, DueOn, InArrears, Version) values (@Id, @award, @Position, 250000, @DueOn, 0, 1)",
                new[] { (1, new DateOnly(2026, 5, 1)), (2, new DateOnly(2026, 11, 1)) }.Select(pair => new
                {
                    Id = Guid.CreateVersion7(),
                    award,
                    Position = pair.Item1,
                    DueOn = pair.Item2,
                })
            )
        );
        var browser = await host.AsAsync(stages.Applications[0].Applicant);
        var page = await (await browser.OpenAsync(Links.Awards.MyGrant(stages.Applications[0].Id))).FollowAsync("Dates of the project");
        page = page.FillNamed("Form.EndsOn.Day", "31").FillNamed("Form.EndsOn.Month", "2");
        (await page.PressAsync("Send the request", HttpStatusCode.BadRequest)).AssertError(
            "The end date must be a real date: February 2027 has 28 days"
        );
        page = await page.FillNamed("Form.EndsOn.Month", "7").PressAsync("Send the request", HttpStatusCode.BadRequest);
        page.AssertError("Say why, in up to 2,000 characters");
        var grant = await page.Fill("Why?", "The hall is being mended").PressAsync("Send the request");
        grant.AssertSays("Dates of the project, asked for on 23 February 2026: asked. Starts on 1 May 2026; Ends on 31 July 2027");
        (
            await (await browser.OpenAsync(Links.Awards.MyVariation(stages.Applications[0].Id, VariationKind.Dates)))
                .FillNamed("Form.EndsOn.Day", "1")
                .Fill("Why?", "Again")
                .PressAsync("Send the request", HttpStatusCode.BadRequest)
        ).AssertError("A change of this kind is already waiting for a decision");

        var change = (await host.Db.QueryAsync<Guid>("select Id from Variation where AwardId = @award", new { award }))[0];
        var officer = await host.AsAsync(stages.Officer);
        (await officer.OpenAsync(Links.Awards.VariationQueue)).AssertSays("Group A");
        var decide = await officer.OpenAsync(Links.Awards.Variation(change));
        decide.AssertSays("Now Starts on 1 May 2026 Ends on 30 April 2027");
        (await decide.PressAsync("Approve the change", HttpStatusCode.BadRequest)).AssertError(
            "Say why, in up to 2,000 characters. It stays on file."
        );
        (await decide.Fill("Why?", "Of course").PressAsync("Approve the change")).AssertSays("The change is approved");

        Assert.Equal(
            [new DateOnly(2027, 1, 12), new DateOnly(2027, 8, 31)],
            await host.Db.QueryAsync<DateOnly>("select DueOn from MonitoringReturn where AwardId = @award order by DueOn", new { award })
        );
        Assert.Equal(
            [new DateOnly(2026, 5, 1), new DateOnly(2027, 2, 1)],
            await host.Db.QueryAsync<DateOnly>("select DueOn from Instalment where AwardId = @award order by Position", new { award })
        );
        Assert.Equal(
            1,
            await host.Db.ScalarAsync<int>("select count(*) from Letter where Kind = 'Variation' and SubjectId = @change", new { change })
        );
        Assert.Equal(
            new DateOnly(2027, 4, 30),
            await host.Db.ScalarAsync<DateOnly>("select EndsOn from Application where Id = @Id", new { stages.Applications[0].Id })
        );
        (await officer.OpenAsync(Links.Awards.Variations(award))).AssertSays(
            "Starts on 1 May 2026; Ends on 31 July 2027 Starts on 1 May 2026; Ends on 30 April 2027 Approved"
        );
        Assert.Equal("This change has already been approved", (await DecideAsync(stages.Approver, change)).FirstRefusal!.Sentence);
    }

    [Fact]
    public async Task Purpose_contact_and_budget_variations_change_the_award_and_keep_the_earlier_values()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        var other = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var browser = await host.AsAsync(stages.Officer);
        var page = await (await browser.OpenAsync(Links.Awards.Variations(award))).FollowAsync("Move money between lines of the budget");
        (
            await page.Fill("Youth workers", "x").Fill("Why?", "Cheaper hall").PressAsync("Ask for this change", HttpStatusCode.BadRequest)
        ).AssertError("Enter an amount in pounds and pence, such as 450 or 450.50");
        page = await page.Fill("Youth workers", "3200").PressAsync("Ask for this change", HttpStatusCode.BadRequest);
        page.AssertError("The lines add up to £5,200.00; they must add up to the grant of £5,000.00");
        Assert.Equal("3200", page.Value("Youth workers"));
        await page.Fill("Venue hire", "1800").PressAsync("Ask for this change");
        var change = (await host.Db.QueryAsync<Guid>("select Id from Variation where AwardId = @award", new { award }))[0];
        Assert.Equal(
            "You asked for this change, so someone else must decide",
            (await DecideAsync(stages.Officer, change)).FirstRefusal!.Sentence
        );
        Assert.Null((await DecideAsync(other, change)).FirstRefusal);
        Assert.Equal(
            [Money.FromPounds(3200), Money.FromPounds(1800)],
            await host.Db.QueryAsync<Money>(
                "select Awarded from BudgetLine where ApplicationId = @Id order by Position",
                new { stages.Applications[0].Id }
            )
        );
        // An officer may not approve a move of more than a tenth of the grant.
        var lines = (await host.Db.ReadAsync(work => VariationQueries.GetAsync(work, award))).Budget;
        var large = await AskedAsync(
            award,
            stages.Officer,
            VariationKind.Budget,
            new()
            {
                Lines = [new(lines[0].Id, lines[0].Item, Money.FromPounds(2000)), new(lines[1].Id, lines[1].Item, Money.FromPounds(3000))],
            }
        );
        Assert.Equal("This change must be decided by a commissioner or approver", (await DecideAsync(other, large)).FirstRefusal!.Sentence);
        Assert.Null((await DecideAsync(stages.Approver, large, approve: false)).FirstRefusal);

        Assert.Null(
            (
                await DecideAsync(
                    other,
                    await AskedAsync(
                        award,
                        stages.Officer,
                        VariationKind.Contact,
                        new() { ContactName = "Ben Ode", ContactEmail = "Ben@Test.Example" }
                    )
                )
            ).FirstRefusal
        );
        Assert.Null(
            (
                await DecideAsync(
                    other,
                    await AskedAsync(award, stages.Officer, VariationKind.Purpose, new() { Purpose = "Two evenings a week" })
                )
            ).FirstRefusal
        );
        (await browser.OpenAsync(Links.Awards.Offer(award))).AssertSays("Contact Ben Ode, ben@test.example");
        (
            await (await host.AsAsync(stages.Applications[0].Applicant)).OpenAsync(Links.Awards.MyGrant(stages.Applications[0].Id))
        ).AssertSays("What it is for Two evenings a week");
        Assert.Equal(
            "A summary of the project.",
            await host.Db.ScalarAsync<string>("select Summary from Application where Id = @Id", new { stages.Applications[0].Id })
        );
    }

    [Fact]
    public async Task An_amount_variation_moves_money_between_award_and_pot_to_the_penny()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        Assert.Null(
            (
                await DecideAsync(
                    stages.Approver,
                    await AskedAsync(award, stages.Officer, VariationKind.Amount, new() { Amount = new(433_333) })
                )
            ).FirstRefusal
        );
        Assert.Equal(
            [new Money(260_000), new Money(173_333)],
            await host.Db.QueryAsync<Money>(
                "select Awarded from BudgetLine where ApplicationId = @Id order by Position",
                new { stages.Applications[0].Id }
            )
        );
        await TallyAssert.MatchesAsync(host.Db, stages.Round);
        Assert.Null(
            (
                await DecideAsync(
                    stages.Approver,
                    await AskedAsync(award, stages.Officer, VariationKind.Amount, new() { Amount = new(600_001) })
                )
            ).FirstRefusal
        );
        Assert.Equal(
            new Money(600_001),
            await host.Db.ScalarAsync<Money>("select Amount - GivenBack from Award where Id = @award", new { award })
        );
        Assert.Equal(
            new Money(600_001),
            await host.Db.ScalarAsync<Money>(
                "select sum(Awarded) from BudgetLine where ApplicationId = @Id",
                new { stages.Applications[0].Id }
            )
        );
        await TallyAssert.MatchesAsync(host.Db, stages.Round);
        Assert.Equal(
            ["Only the office can ask for this kind of change"],
            (
                await host.RefusalsAsync<RequestVariation>(request =>
                    request.RunAsync(
                        stages.Applications[0].Applicant,
                        stages.Applications[0].Id,
                        null,
                        VariationKind.Amount,
                        new() { Amount = new(1) },
                        "More"
                    )
                )
            ).Select(refusal => refusal.Sentence)
        );
    }

    [Fact]
    public async Task A_grant_given_up_frees_unpaid_money_and_asks_for_a_final_return()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into Payment (Id, AwardId, Amount, Reason, Status, RequestedBy, RequestedAt, Version) values (@Id, @award, @Amount, 'Part', @Status, @By, @Now, 1)",
                new[] { (200_000L, "Paid"), (50_000L, "Requested"), (40_000L, "Approved"), (30_000L, "Scheduled") }.Select(pair => new
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
        var mine = await (await host.AsAsync(stages.Applications[0].Applicant)).OpenAsync(
            Links.Awards.MyVariation(stages.Applications[0].Id, VariationKind.GiveUp)
        );
        mine = await mine.Fill("Why?", "No one leads it").PressAsync("Send the request");
        mine = await mine.PressAsync("Take it back: Give up the grant");
        mine.AssertSays("taken back");
        var change = await AskedAsync(award, await host.Scenario.PersonAsync(Role.CommissioningOfficer), VariationKind.Termination, new());
        Assert.Null((await DecideAsync(stages.Approver, change)).FirstRefusal);
        Assert.Equal(
            Money.FromPounds(2300),
            await host.Db.ScalarAsync<Money>("select Amount - GivenBack from Award where Id = @award", new { award })
        );
        Assert.Equal(
            ["Scheduled", "Refused", "Refused", "Paid"],
            await host.Db.QueryAsync<string>("select Status from Payment where AwardId = @award order by Amount, Id", new { award })
        );
        Assert.Equal(
            [("Final", new DateOnly(2026, 3, 23))],
            (
                await host.Db.QueryAsync<DueInstalment>("select Kind, DueOn from MonitoringReturn where AwardId = @award", new { award })
            ).Select(row => (row.Kind, row.DueOn))
        );
        await TallyAssert.MatchesAsync(host.Db, stages.Round);
        Assert.Equal(
            ["The grant has ended or is being closed, so it can no longer be changed"],
            (
                await host.RefusalsAsync<RequestVariation>(request =>
                    request.RunAsync(stages.Officer, null, award, VariationKind.Purpose, new() { Purpose = "x" }, "y")
                )
            ).Select(refusal => refusal.Sentence)
        );
        Assert.Equal(
            "The grant has ended, so you can ask for nothing more",
            (await host.WithAsync<AddCondition, Result>(add => add.RunAsync(stages.Officer, award, "More", null, DocumentStage.OnOffer)))
                .FirstRefusal!
                .Sentence
        );
        // Recovery is possible on an ended grant too, and is requested by letter.
        var recovery = await AskedAsync(
            award,
            stages.Officer,
            VariationKind.Recovery,
            stages.WithAnswerBy(new() { Amount = Money.FromPounds(500), Clause = "17" })
        );
        await stages.AnswerRecoveryAsync(award);
        Assert.Null((await DecideAsync(stages.Approver, recovery)).FirstRefusal);
        Assert.Equal(
            1,
            await host.Db.ScalarAsync<int>(
                "select count(*) from Letter l join Award w on w.ApplicationId = l.ApplicationId where l.Kind = 'Recovery' and w.Id = @award",
                new { award }
            )
        );
        Assert.Equal(
            1,
            await host.Db.ScalarAsync<int>(
                "select count(*) from CloseOut c join Variation v on v.AwardId = c.AwardId where c.AwardId = @award and c.ToReturn = 50000 and v.InvoiceNumber is not null",
                new { award }
            )
        );
    }

    [Fact]
    public async Task Giving_up_keeps_an_accepted_claim_of_4480_pounds_and_its_payment()
    {
        var stages = await RoundInStages.ModeratedAsync(host, null, 9950);
        var award = await stages.AcceptedAsync();
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                """
                insert into Instalment (Id, AwardId, Position, Amount, DueOn, InArrears, Version) values (@Instalment, @award, 1, 995000, '2026-02-01', 1, 1);
                insert into Claim (Id, AwardId, Amount, State, ClaimedBy, ClaimedAt, DecidedBy, DecidedAt, Version) values (@Accepted, @award, 448000, 'Accepted', @Applicant, @Now, @Officer, @Now, 2);
                insert into Claim (Id, AwardId, Amount, State, ClaimedBy, ClaimedAt, Version) values (@Waiting, @award, 50000, 'Sent', @Applicant, @Now, 1);
                insert into Payment (Id, AwardId, InstalmentId, ClaimId, Amount, Reason, Status, RequestedBy, RequestedAt, Version) values (@Payment, @award, @Instalment, @Accepted, 448000, 'Claim of 23 February 2026', 'Requested', @Officer, @Now, 1);
                insert into Payment (Id, AwardId, Amount, Reason, Status, RequestedBy, RequestedAt, Version) values (@Other, @award, 10000, 'A part', 'Requested', @Officer, @Now, 1)
                """,
                new
                {
                    award,
                    Instalment = Guid.CreateVersion7(),
                    Accepted = Guid.CreateVersion7(),
                    Waiting = Guid.CreateVersion7(),
                    Payment = Guid.CreateVersion7(),
                    Other = Guid.CreateVersion7(),
                    Applicant = stages.Applications[0].Applicant.Id,
                    Officer = stages.Officer.Id,
                    work.Now,
                }
            )
        );
        Assert.Empty(
            await host.RefusalsAsync<RequestVariation>(request =>
                request.RunAsync(
                    stages.Applications[0].Applicant,
                    stages.Applications[0].Id,
                    null,
                    VariationKind.GiveUp,
                    new(),
                    "No one leads it"
                )
            )
        );
        var change = await host.Db.ScalarAsync<Guid>("select Id from Variation where AwardId = @award", new { award });
        var officer = await host.AsAsync(stages.Officer);
        var page = await officer.OpenAsync(Links.Awards.Variation(change));
        foreach (
            var words in new[]
            {
                "Claims accepted £4,480.00, £4,480.00 of it not paid yet",
                "Claims that wait £500.00, sent on 23 February 2026",
                "The grant goes from £9,950.00 to £4,480.00.",
                "£5,470.00 goes back to the pot",
                "£4,480.00 of accepted claims is still paid.",
                "The payment of £100.00 (A part) is not made: \"The grant was given up\".",
                "The claim of £500.00 sent on 23 February 2026 goes back unpaid",
                "Next on the reserve list",
            }
        )
            page.AssertSays(words);
        await page.Fill("Why?", "They asked").PressAsync("Approve the change");
        Assert.Equal(
            Money.FromPounds(4480),
            await host.Db.ScalarAsync<Money>("select Amount - GivenBack from Award where Id = @award", new { award })
        );
        Assert.Equal(
            ["Refused", "Requested"],
            await host.Db.QueryAsync<string>("select Status from Payment where AwardId = @award order by Amount, Id", new { award })
        );
        Assert.Equal(
            ["GivenBack", "Accepted"],
            await host.Db.QueryAsync<string>("select State from Claim where AwardId = @award order by Amount, Id", new { award })
        );
        Assert.Equal(
            Money.FromPounds(4480),
            await host.Db.ScalarAsync<Money>("select sum(Amount) from Instalment where AwardId = @award", new { award })
        );
        await TallyAssert.MatchesAsync(host.Db, stages.Round);
        Assert.DoesNotContain(
            await host.Db.ReadAsync(work => PaymentHolds.GetAsync(work, stages.Applications[0].Id)),
            hold => hold.StartsWith("The grant ended", StringComparison.Ordinal)
        );
        var phone = await host.AsAsync(stages.Applications[0].Applicant);
        (await phone.OpenAsync(Links.Payments.Mine(stages.Applications[0].Id))).AssertSays("Not approved. The grant was given up.");
        // The payment of an accepted claim can be asked for again after the end, should it fail.
        var (claim, payment) = (
            await host.Db.ScalarAsync<Guid>("select Id from Claim where AwardId = @award and State = 'Accepted'", new { award }),
            await host.Db.ScalarAsync<Guid>("select Id from Payment where AwardId = @award and Status = 'Requested'", new { award })
        );
        Assert.Null(
            (
                await host.WithAsync<DecidePayment, Result>(decide =>
                    decide.RunAsync(stages.Approver, payment, approve: false, "Wrong account")
                )
            ).FirstRefusal
        );
        host.Clock.MoveTo("2026-02-23 10:05");
        Assert.Null(
            (await host.WithAsync<RequestClaimPayment, Result>(request => request.RunAsync(stages.Officer, claim))).FirstRefusal?.Sentence
        );
        (await phone.OpenAsync(Links.Payments.MyClaims(stages.Applications[0].Id))).AssertSays(
            "The grant was given up before we decided on this claim, so it is not paid."
        );
    }

    [Fact]
    public async Task A_change_of_plan_and_an_early_end_leave_a_late_return_late()
    {
        var stages = await RoundInStages.ModeratedAsync(host, null, 4000);
        var award = await stages.AcceptedAsync();
        var final = await host.Db.ScalarAsync<Guid>(
            "select Id from MonitoringReturn where AwardId = @award and Kind = 'Final'",
            new { award }
        );
        var first = await host.Db.ScalarAsync<DateOnly>("select DueOn from MonitoringReturn where Id = @final", new { final });
        var moved = first.AddDays(7);
        Assert.Null(
            (await host.WithAsync<MoveReturnDate, Result>(move => move.RunAsync(stages.Officer, award, final, moved, "Ill")))
                .FirstRefusal
                ?.Sentence
        );
        var asker = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var less = await AskedAsync(award, asker, VariationKind.Amount, new() { Amount = Money.FromPounds(3900) });
        Assert.Null((await DecideAsync(stages.Approver, less)).FirstRefusal?.Sentence);
        async Task<(DateOnly, DateOnly)> DatesAsync() =>
            (
                await host.Db.ScalarAsync<DateOnly>("select FirstDueOn from MonitoringReturn where Id = @final", new { final }),
                await host.Db.ScalarAsync<DateOnly>("select DueOn from MonitoringReturn where Id = @final", new { final })
            );
        Assert.Equal((first, moved), await DatesAsync());
        host.Clock.MoveTo($"{moved.AddDays(60):yyyy-MM-dd} 10:00");
        var end = await AskedAsync(award, asker, VariationKind.Termination, new());
        var page = await (await host.AsAsync(stages.Approver)).OpenAsync(Links.Awards.Variation(end));
        page.AssertSays($"A return was due on {LondonTime.Date(moved)} and has not arrived. It stays late.");
        Assert.Null((await DecideAsync(stages.Approver, end)).FirstRefusal?.Sentence);
        Assert.Equal((first, moved), await DatesAsync());
        Assert.Contains(
            await host.Db.ReadAsync(work => PaymentHolds.GetAsync(work, stages.Applications[0].Id)),
            hold => hold.EndsWith($"was due on {LondonTime.Date(moved)} and has not arrived", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task The_last_return_of_a_grant_that_ends_early_is_as_late_as_the_return_it_stands_for()
    {
        var stages = await RoundInStages.ModeratedAsync(host, null, 6000);
        var award = await stages.AcceptedAsync();
        var due = await host.Db.QueryAsync<DateOnly>(
            "select DueOn from MonitoringReturn where AwardId = @award order by DueOn",
            new { award }
        );
        Assert.Equal(2, due.Count);
        host.Clock.MoveTo($"{due[0].AddDays(20):yyyy-MM-dd} 10:00");
        var end = await AskedAsync(award, await host.Scenario.PersonAsync(Role.CommissioningOfficer), VariationKind.Termination, new());
        Assert.Null((await DecideAsync(stages.Approver, end)).FirstRefusal?.Sentence);
        Assert.Equal(
            [("Final", due[0])],
            (
                await host.Db.QueryAsync<DueInstalment>("select Kind, DueOn from MonitoringReturn where AwardId = @award", new { award })
            ).Select(row => (row.Kind, row.DueOn))
        );
    }

    [Fact]
    public async Task An_amount_of_20000_pounds_in_a_round_of_10000_pounds_is_refused_without_an_exception()
    {
        var stages = await RoundInStages.ModeratedAsync(host, Scenario.Details() with { MaximumGrant = Money.FromPounds(10_000) }, 8400);
        var award = await stages.AcceptedAsync();
        var officer = await host.AsAsync(stages.Officer);
        var page = await (await officer.OpenAsync(Links.Awards.RequestVariation(award, VariationKind.Amount)))
            .Fill("The new amount of the grant", "20,000")
            .Fill("Why?", "More to do")
            .PressAsync("Ask for this change", HttpStatusCode.BadRequest);
        page.AssertError(
            "The largest grant of this round is £10,000.00, and £20,000.00 is more. Say who or what allows an exception, in at least 10 characters, or enter less."
        );
        await page.Fill("Who or what allows an exception? (optional)", "Decision CD-12 of the Commissioner")
            .FillNamed("Form.ExceptionOn.Day", "20")
            .FillNamed("Form.ExceptionOn.Month", "2")
            .FillNamed("Form.ExceptionOn.Year", "2026")
            .Fill("Why should it be an exception? (optional)", "A second estate asked")
            .PressAsync("Ask for this change");
        var change = await host.Db.ScalarAsync<Guid>("select Id from Variation where AwardId = @award", new { award });
        var other = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        Assert.Equal(
            "This change must be decided by a commissioner or approver",
            (await DecideAsync(other, change)).FirstRefusal!.Sentence
        );
        // Who cannot decide has no button, and reads who does.
        page = await (await host.AsAsync(other)).OpenAsync(Links.Awards.Variation(change));
        page.AssertSays("This change must be decided by a commissioner or approver.");
        page.AssertDoesNotSay("Approve the change");
        page = await (await host.AsAsync(stages.Approver)).OpenAsync(Links.Awards.Variation(change));
        page.AssertSays("An exception: The largest grant of this round is £10,000.00, and £20,000.00 is more.");
        page.AssertSays("£11,600.00 comes from the pot");
        Assert.Null((await DecideAsync(stages.Approver, change)).FirstRefusal);
        Assert.Contains(
            "Authority: Decision CD-12 of the Commissioner, 20 February 2026. Why: A second estate asked",
            string.Join(
                ' ',
                await host.Db.QueryAsync<string>(
                    "select Detail from AuditEntry where SubjectId = @change and Action = 'VariationApproved'",
                    new { change }
                )
            ),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(
            "CD-12",
            (await (await host.AsAsync(stages.Applications[0].Applicant)).OpenAsync(Links.Awards.MyGrant(stages.Applications[0].Id))).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task New_dates_before_a_period_that_was_reported_are_refused()
    {
        var stages = await RoundInStages.ModeratedAsync(host, null, 4000);
        var award = await stages.AcceptedAsync();
        host.Clock.MoveTo("2027-05-04 10:00");
        await stages.ReportAllAsync(award, 0, line => line.Requested);
        var browser = await host.AsAsync(stages.Applications[0].Applicant);
        var page = await (await browser.OpenAsync(Links.Awards.MyVariation(stages.Applications[0].Id, VariationKind.Dates)))
            .FillNamed("Form.EndsOn.Day", "7")
            .FillNamed("Form.EndsOn.Month", "1")
            .Fill("Why?", "We stopped")
            .PressAsync("Send the request", HttpStatusCode.BadRequest);
        page.AssertError("A return that was sent covers the time to 30 April 2027, so the project cannot end before then");
    }

    [Fact]
    public async Task Recovery_is_told_answered_and_only_then_decided()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into Payment (Id, AwardId, Amount, Reason, Status, RequestedBy, RequestedAt, Version) values (@Id, @award, 500000, 'At once', 'Paid', @By, @Now, 1)",
                new
                {
                    Id = Guid.CreateVersion7(),
                    award,
                    By = stages.Officer.Id,
                    work.Now,
                }
            )
        );
        var page = await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Awards.RequestVariation(award, VariationKind.Recovery));
        Assert.Equal(
            ["9", "3", "2026"],
            new[] { "Day", "Month", "Year" }.Select(part =>
                page.Document.QuerySelector($"[name='Form.AnswerBy.{part}']")!.GetAttribute("value")
            )
        );
        await page.Fill("How much must be paid back?", "1000")
            .Fill("Clause of the agreement", "17. Paying money back")
            .Fill("Why must it be paid back?", "A private party")
            .PressAsync("Ask for this change");
        var change = await host.Db.ScalarAsync<Guid>("select Id from Variation where AwardId = @award", new { award });
        Assert.True(
            await host.Db.ScalarAsync<int>(
                "select count(*) from OutboxEmail where Kind = 'RecoveryProposed' and TextBody like '%A private party%'"
            ) > 0
        );
        Assert.Equal(
            "The organisation can answer until the end of Monday 9 March 2026. Decide after its answer, or after that day.",
            (await DecideAsync(stages.Approver, change)).FirstRefusal!.Sentence
        );
        await (await host.AsAsync(stages.Applications[1].Applicant)).OpenAsync(
            Links.Awards.AnswerRecovery(change),
            HttpStatusCode.NotFound
        );
        var phone = await host.AsAsync(stages.Applications[0].Applicant);
        var mine = await phone.OpenAsync(Links.Awards.MyGrant(stages.Applications[0].Id));
        mine.AssertSays("Answer us about money that may have to be paid back");
        mine = await mine.FollowAsync("Answer us");
        mine.AssertSays("£1,000.00 of the £5,000.00 that we paid you");
        mine = await mine.Choose("We do not agree, because of what is below").PressAsync("Send your answer", HttpStatusCode.BadRequest);
        mine.AssertError("Say why you do not agree");
        mine = await mine.Fill("What should we know? (optional)", "It was the project's own feast").PressAsync("Send your answer");
        mine.AssertSays("you did not agree on 23 February 2026. We have not decided yet");
        (await phone.OpenAsync(Links.Awards.AnswerRecovery(change))).AssertSays("Your organisation answered this on 23 February 2026");
        var approver = await host.AsAsync(stages.Approver);
        page = await approver.OpenAsync(Links.Awards.Variation(change));
        page.AssertSays("The organisation's answer Does not agree");
        page.AssertSays("It was the project's own feast");
        // A final return that nobody has read would say more.
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update MonitoringReturn set Status = 'Submitted' where AwardId = @award and Kind = 'Final'", new { award })
        );
        page = await page.Fill("Why?", "Agreed").PressAsync("Approve the change", HttpStatusCode.BadRequest);
        page.AssertError("The final return waits for review: read it first");
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update MonitoringReturn set Status = 'Due' where AwardId = @award and Kind = 'Final'", new { award })
        );
        page = await approver.OpenAsync(Links.Awards.Variation(change));
        await page.Fill("Why?", "Agreed").PressAsync("Approve the change");
        mine = await phone.OpenAsync(Links.Awards.MyGrant(stages.Applications[0].Id));
        mine.AssertSays("Pay back £1,000.00");
        mine.AssertSays("give the number of our invoice, R-2026-");
        mine.AssertSays("If you disagree, write to");
        mine.AssertDoesNotSay("Agreed");
        // A recovery does not stand in the way of ending the grant.
        Assert.Null(
            (
                await DecideAsync(
                    stages.Approver,
                    await AskedAsync(award, stages.Officer, VariationKind.Termination, new() { Clause = "16" })
                )
            ).FirstRefusal
        );
        Assert.Equal(
            ("Terminated", 100_000),
            (
                await host.Db.ScalarAsync<string>("select EndedHow from Award where Id = @award", new { award }),
                await host.Db.ScalarAsync<int>("select ToReturn from CloseOut where AwardId = @award", new { award })
            )
        );
        await TallyAssert.MatchesAsync(host.Db, stages.Round);
    }

    [Fact]
    public async Task Your_grant_says_what_to_do_now_what_is_late_and_what_it_holds_up()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        var phone = await host.AsAsync(stages.Applications[0].Applicant);
        var page = await phone.OpenAsync(Links.Awards.MyGrant(stages.Applications[0].Id));
        page.AssertSays("What you need to do now Give us your bank details");
        page.AssertSays("What comes next");
        page.AssertSays("1 May 2026: Your project starts");
        host.Clock.MoveTo("2027-02-01 10:00");
        page = await phone.OpenAsync(Links.Awards.MyGrant(stages.Applications[0].Id));
        page.AssertSays("Send your return: it is late");
        page.AssertSays("We pay nothing more until we have it. Was due on ");
        page.AssertSays("working days late. It was due on ");
        page.AssertSays("30 April 2027: Your project ends");
        // The second signatory reads it too.
        var second = await host.Scenario.PersonAsync(Role.Applicant);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into OrganisationMember (OrganisationId, PersonId, IsLead, MaySign, JoinedAt) values (@Organisation, @Id, 0, 1, @Now)",
                new
                {
                    stages.Applications[0].Organisation,
                    second.Id,
                    work.Now,
                }
            )
        );
        (await (await host.AsAsync(second)).OpenAsync(Links.Casework.Work)).AssertSays("Send your return: it is late");
        // Nothing can be changed once the close-out has begun.
        page.AssertSays("Ask us before you do anything different");
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into CloseOut (AwardId, Awarded, Paid, Spent, NotDrawn, ToReturn, ProposedBy, ProposedAt, Version) values (@award, 500000, 0, 0, 500000, 0, @Id, @Now, 1)",
                new
                {
                    award,
                    stages.Officer.Id,
                    work.Now,
                }
            )
        );
        page = await phone.OpenAsync(Links.Awards.MyGrant(stages.Applications[0].Id));
        page.AssertDoesNotSay("Ask us before you do anything different");
        page.AssertSays("Agree the figures that close your grant");
    }

    [Fact]
    public async Task Recovery_that_is_dropped_is_told_and_needs_no_payment()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into Payment (Id, AwardId, Amount, Reason, Status, RequestedBy, RequestedAt, Version) values (@Id, @award, 500000, 'At once', 'Paid', @By, @Now, 1)",
                new
                {
                    Id = Guid.CreateVersion7(),
                    award,
                    By = stages.Officer.Id,
                    work.Now,
                }
            )
        );
        var change = await AskedAsync(
            award,
            stages.Officer,
            VariationKind.Recovery,
            stages.WithAnswerBy(new() { Amount = Money.FromPounds(500), Clause = "17" })
        );
        Assert.Null((await DecideAsync(stages.Approver, change, approve: false, "The receipt was found")).FirstRefusal);
        Assert.True(await host.Db.ScalarAsync<int>("select count(*) from OutboxEmail where Kind = 'RecoveryDropped'") > 0);
        var mine = await (await host.AsAsync(stages.Applications[0].Applicant)).OpenAsync(Links.Awards.MyGrant(stages.Applications[0].Id));
        mine.AssertSays("you need not pay this back");
        mine.AssertDoesNotSay("The receipt was found");
        Assert.Equal(0, await host.Db.ScalarAsync<int>("select count(*) from CloseOut where AwardId = @award", new { award }));
    }

    [Fact]
    public async Task A_variation_is_hidden_from_strangers_and_withdrawn_only_by_its_requester()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        var change = await AskedAsync(award, stages.Officer, VariationKind.Purpose, new() { Purpose = "Other" });
        Assert.Equal(
            "You can take back only a change that you asked for and that is not decided yet",
            (
                await host.WithAsync<WithdrawVariation, Result>(withdraw =>
                    withdraw.RunAsync(stages.Applications[0].Applicant, stages.Applications[0].Id, change)
                )
            )
                .FirstRefusal!
                .Sentence
        );
        await (await host.AsAsync(stages.Applications[1].Applicant)).OpenAsync(
            Links.Awards.MyVariation(stages.Applications[0].Id, VariationKind.Dates),
            HttpStatusCode.NotFound
        );
        await (await host.AsAsync(stages.Applications[0].Applicant)).OpenAsync(
            $"/applications/{stages.Applications[0].Id}/change/Amount",
            HttpStatusCode.NotFound
        );
        await (await host.AsAsync(stages.Officer)).OpenAsync($"/awards/variations/{award}/Nothing", HttpStatusCode.NotFound);
    }

    private sealed record DueInstalment
    {
        public required string Kind { get; init; }
        public required DateOnly DueOn { get; init; }
    }
}
