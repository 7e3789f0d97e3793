using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Awards;
using Commissioning.Features.Monitoring;
using Commissioning.Features.Payments;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Monitoring;

/// <summary>Refusals after a decision, and settings that stay as a person set them.</summary>
public sealed class MonitoringRefusalTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    private async Task SaysAsync<T>(string sentence, Func<T, Task<Result>> act)
        where T : notnull => Assert.Equal(sentence, (await host.WithAsync<T, Result>(act)).FirstRefusal?.Sentence);

    private async Task<Result> ChangeAsync(RoundInStages stages, Guid award, VariationKind kind, VariationDetails wanted)
    {
        if (
            await host.RefusalsAsync<RequestVariation>(request => request.RunAsync(stages.Officer, null, award, kind, wanted, "A reason"))
            is [var refusal, ..]
        )
            return refusal;
        return await host.WithAsync<DecideVariation, Result>(async decide =>
            await decide.RunAsync(
                stages.Approver,
                (await host.Db.QueryAsync<Guid>("select Id from Variation where AwardId = @award and DecidedAt is null", new { award }))[0],
                true,
                "Agreed"
            )
        );
    }

    private Task<IReadOnlyList<DateOnly>> DueAsync(Guid award) =>
        host.Db.QueryAsync<DateOnly>("select DueOn from MonitoringReturn where AwardId = @award order by DueOn", new { award });

    private async Task<Guid> FinalAsync(Guid award) =>
        (await host.Db.QueryAsync<Guid>("select Id from MonitoringReturn where AwardId = @award order by DueOn desc, Id", new { award }))[
            0
        ];

    [Fact]
    public async Task Return_dates_set_by_an_officer_survive_a_new_amount_and_move_with_new_project_dates()
    {
        var stages = await RoundInStages.ModeratedAsync(host, null, 6000);
        var award = await stages.AcceptedAsync();
        var first = (
            await host.Db.QueryAsync<Guid>("select Id from MonitoringReturn where AwardId = @award order by DueOn, Id", new { award })
        )[0];
        Assert.Null(
            (
                await host.WithAsync<MoveReturnDate, Result>(move => move.RunAsync(stages.Officer, award, first, new(2026, 12, 11), "Ill"))
            ).FirstRefusal
        );
        Assert.Null(
            (
                await host.WithAsync<AddReturn, Result>(add =>
                    add.RunAsync(stages.Officer, award, new(2026, 7, 31), new(2026, 9, 1), "A bad start")
                )
            ).FirstRefusal
        );
        Assert.Null((await ChangeAsync(stages, award, VariationKind.Amount, new() { Amount = Money.FromPounds(3000) })).FirstRefusal);
        Assert.Equal([new DateOnly(2026, 9, 1), new(2026, 12, 11), new(2027, 5, 28)], await DueAsync(award));
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update Round set Policy = @Policy where Id = @Round",
                new
                {
                    stages.Round,
                    Policy = new RoundPolicy
                    {
                        Awards = new()
                        {
                            Approvers = new Dictionary<VariationKind, Role>
                            {
                                [VariationKind.Dates] = Role.Approver,
                                [VariationKind.Termination] = Role.Approver,
                            },
                        },
                    },
                }
            )
        );
        Assert.Null(
            (
                await ChangeAsync(stages, award, VariationKind.Dates, new() { StartsOn = new(2026, 5, 1), EndsOn = new(2027, 5, 10) })
            ).FirstRefusal
        );
        Assert.Equal([new DateOnly(2026, 9, 11), new(2026, 12, 21), new(2027, 6, 7)], await DueAsync(award));
        // An early end leaves one return for all the time that is not reported.
        host.Clock.MoveTo("2026-06-01 10:00");
        Assert.Null((await ChangeAsync(stages, award, VariationKind.Termination, new())).FirstRefusal);
        Assert.Equal(
            (new DateOnly(2026, 5, 1), new DateOnly(2026, 6, 1)),
            (
                await host.Db.ScalarAsync<DateOnly>("select PeriodFrom from MonitoringReturn where AwardId = @award", new { award }),
                await host.Db.ScalarAsync<DateOnly>("select PeriodTo from MonitoringReturn where AwardId = @award", new { award })
            )
        );
    }

    [Fact]
    public async Task Monitoring_returns_are_added_and_moved_only_where_the_rules_allow()
    {
        var stages = await RoundInStages.ModeratedAsync(host, null, 4000);
        var award = await stages.AcceptedAsync();
        var final = await FinalAsync(award);
        await SaysAsync<AddReturn>(
            "Enter a day of the project: from 1 May 2026, and before it ends on 30 April 2027",
            add => add.RunAsync(stages.Officer, award, new(2027, 4, 30), new(2027, 5, 1), "Why")
        );
        await SaysAsync<AddReturn>(
            "The final return is due on 28 May 2027, and this one must come before it",
            add => add.RunAsync(stages.Officer, award, new(2027, 4, 1), new(2027, 5, 29), "Why")
        );
        await SaysAsync<AddReturn>(
            "You can add a return only while a grant is accepted and has not ended",
            async add => await add.RunAsync(stages.Officer, await stages.AwardAsync(1), new(2026, 7, 31), new(2026, 9, 1), "Why")
        );
        host.Clock.MoveTo("2027-05-03 10:00");
        Assert.Empty(await stages.ReportAsync(final, stages.Applications[0].Applicant, line => line.Requested));
        await SaysAsync<MoveReturnDate>(
            "This return has been sent, so you cannot change its due date",
            move => move.RunAsync(stages.Officer, award, final, new(2027, 6, 1), "Why")
        );
        await SaysAsync<AddReturn>(
            "The final return is sent",
            add => add.RunAsync(stages.Officer, award, new(2027, 4, 1), new(2027, 5, 1), "Why")
        );
    }

    [Fact]
    public async Task A_return_given_back_keeps_its_due_date_is_put_right_by_a_day_and_is_not_reviewed_by_its_author()
    {
        var stages = await RoundInStages.ModeratedAsync(host, null, 4000);
        var award = await stages.AcceptedAsync();
        var final = await FinalAsync(award);
        host.Clock.MoveTo("2027-05-28 10:00");
        Assert.Empty(await stages.ReportAsync(final, stages.Applications[0].Applicant, line => line.Requested));
        host.Clock.MoveTo("2027-06-10 10:00");
        await SaysAsync<ReviewReturn>(
            "Shorten the note to 2,000 characters and each thing to put right to 1,000",
            review => review.RunAsync(stages.Officer, final, new(false, null, null, [(ReturnPart.Delivered, new string('x', 1001))]))
        );
        Assert.Null(
            (
                await host.WithAsync<ReviewReturn, Result>(review =>
                    review.RunAsync(stages.Officer, final, new(false, null, null, [(ReturnPart.Delivered, "More")]))
                )
            ).FirstRefusal
        );
        Assert.Equal(new DateOnly(2027, 5, 28), Assert.Single(await DueAsync(award)));
        Assert.Equal(
            new DateOnly(2027, 6, 24),
            await host.Db.ScalarAsync<DateOnly>("select PutRightBy from MonitoringReturn where Id = @final", new { final })
        );
        Assert.Empty(await stages.ReportAsync(final, stages.Applications[0].Applicant, line => line.Requested));
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update MonitoringReturn set SubmittedBy = @Id where Id = @final", new { stages.Officer.Id, final })
        );
        await SaysAsync<ReviewReturn>(
            "You prepared or sent this return for the organisation, so someone else must review it",
            review => review.RunAsync(stages.Officer, final, new(true, null, ReturnRating.Green, []))
        );
        // A second officer accepts it, and reopens it while the closing sum is not agreed.
        var other = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        Assert.Null(
            (
                await host.WithAsync<ReviewReturn, Result>(review => review.RunAsync(other, final, new(true, null, ReturnRating.Green, [])))
            ).FirstRefusal
        );
        Assert.Null(
            (
                await host.WithAsync<ReviewReturn, Result>(review =>
                    review.RunAsync(other, final, new(false, null, null, [(ReturnPart.People, "Count again")]))
                )
            ).FirstRefusal
        );
        await AwardTallyAssert.MatchesAsync(host.Db, stages.Round);
        Assert.Equal(
            0,
            await host.Db.ScalarAsync<long>("select sum(People) from RoundPeople where RoundId = @Round", new { stages.Round })
        );
    }

    [Fact]
    public async Task A_return_saved_against_a_newer_version_is_refused_and_entries_of_other_awards_are_ignored()
    {
        var stages = await RoundInStages.ModeratedAsync(host, null, 4000);
        var final = await FinalAsync(await stages.AcceptedAsync());
        var measure = (
            await host.Db.QueryAsync<Guid>("select Id from OutcomeMeasure where ApplicationId = @Id", new { stages.Applications[1].Id })
        )[0];
        var own = (
            await host.Db.QueryAsync<Guid>("select Id from OutcomeMeasure where ApplicationId = @Id", new { stages.Applications[0].Id })
        )[0];
        var line = (
            await host.Db.QueryAsync<Guid>(
                "select Id from BudgetLine where ApplicationId = @Id order by Position",
                new { stages.Applications[0].Id }
            )
        )[0];
        var odd = new SaveReturn.Command(final, 1)
        {
            Lines = [new(line, new(100), null), new(line, new(200), null), new(Guid.NewGuid(), new(1), null)],
            Outcomes =
            [
                new(measure, "Theirs", Verdict: Verdict.Met),
                new(Guid.NewGuid(), null, Verdict: Verdict.Met),
                new(own, "Ours"),
                new(own, "Twice"),
            ],
        };
        Assert.Empty(await host.RefusalsAsync<SaveReturn>(save => save.RunAsync(stages.Applications[0].Applicant, odd)));
        Assert.Equal(
            [own],
            await host.Db.QueryAsync<Guid>("select OutcomeMeasureId from MonitoringOutcome where ReturnId = @final", new { final })
        );
        Assert.StartsWith(
            "You saved this return in another window",
            Assert.Single(await host.RefusalsAsync<SaveReturn>(save => save.RunAsync(stages.Applications[0].Applicant, odd))).Sentence,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Budget_lines_and_instalments_keep_what_is_claimed_when_the_amount_changes()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        var lines = (await host.Db.ReadAsync(work => VariationQueries.GetAsync(work, award))).Budget;
        var (claim, instalment) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await host.Db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync(
                "insert into Claim (Id, AwardId, Amount, ClaimedBy, ClaimedAt, State, Version) values (@claim, @award, 150000, @By, @Now, 'Sent', 1)",
                new
                {
                    claim,
                    award,
                    By = stages.Applications[0].Applicant.Id,
                    work.Now,
                }
            );
            await work.ExecuteAsync(
                "insert into ClaimReceipt (Id, ClaimId, BudgetLineId, Position, SpentOn, Supplier, Amount) values (@Id, @claim, @Line, 1, '2026-05-02', 'Hall', 150000)",
                new
                {
                    Id = Guid.CreateVersion7(),
                    claim,
                    Line = lines[1].Id,
                }
            );
            await work.ExecuteAsync(
                "insert into Instalment (Id, AwardId, Position, Amount, DueOn, InArrears, Version) values (@Id, @award, @Position, 250000, '2026-05-01', 0, 1)",
                new[]
                {
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        award,
                        Position = 1,
                    },
                    new
                    {
                        Id = instalment,
                        award,
                        Position = 2,
                    },
                }
            );
            return await work.ExecuteAsync(
                "insert into Payment (Id, AwardId, Amount, Reason, Status, RequestedBy, RequestedAt, InstalmentId, Version) values (@Id, @award, 250000, 'Second', 'Refused', @By, @Now, @instalment, 1)",
                new
                {
                    Id = Guid.CreateVersion7(),
                    award,
                    By = stages.Officer.Id,
                    work.Now,
                    instalment,
                }
            );
        });
        Assert.Equal(
            "£1,500.00 of Venue hire has already been claimed, and the line would have only £1,000.00",
            (
                await ChangeAsync(
                    stages,
                    award,
                    VariationKind.Budget,
                    new()
                    {
                        Lines =
                        [
                            new(lines[0].Id, lines[0].Item, Money.FromPounds(4000)),
                            new(lines[1].Id, lines[1].Item, Money.FromPounds(1000)),
                        ],
                    }
                )
            )
                .FirstRefusal!
                .Sentence
        );
        Assert.Equal(
            "£1,500.00 of Venue hire has already been claimed, and the line would have only £1,000.00",
            (await ChangeAsync(stages, award, VariationKind.Amount, new() { Amount = Money.FromPounds(2500) })).FirstRefusal!.Sentence
        );
        await host.Db.HousekeepAsync(work => work.ExecuteAsync("update Claim set State = 'GivenBack' where Id = @claim", new { claim }));
        Assert.Null((await ChangeAsync(stages, award, VariationKind.Amount, new() { Amount = Money.FromPounds(2500) })).FirstRefusal);
        Assert.Equal(
            [Money.FromPounds(2500)],
            await host.Db.QueryAsync<Money>("select Amount from Instalment where AwardId = @award", new { award })
        );
        // A request made before another change is checked again when it is decided.
        Assert.Empty(
            await host.RefusalsAsync<RequestVariation>(request =>
                request.RunAsync(stages.Officer, null, award, VariationKind.Amount, new() { Amount = new(100) }, "Less")
            )
        );
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Payment set Status = 'Approved' where AwardId = @award", new { award })
        );
        await SaysAsync<DecideVariation>(
            "This change can no longer be approved: £2,500.00 has already been requested or approved, so the grant cannot be less",
            async decide =>
                await decide.RunAsync(
                    stages.Approver,
                    (
                        await host.Db.QueryAsync<Guid>(
                            "select Id from Variation where AwardId = @award and DecidedAt is null",
                            new { award }
                        )
                    )[0],
                    true,
                    "Agreed"
                )
        );
        await SaysAsync<RequestPayment>("Say what the payment is for", request => request.RunAsync(stages.Officer, award, new(100), " "));
        await SaysAsync<AddCondition>(
            "Shorten the explanation to 1,000 characters",
            add => add.RunAsync(stages.Officer, award, "More", new string('x', 1001), DocumentStage.OnOffer)
        );
    }

    [Fact]
    public async Task A_condition_file_is_not_accepted_by_its_sender_and_only_a_signatory_declines_an_offer()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).AnnouncedAsync();
        var (award, application) = (await stages.AwardAsync(0), stages.Applications[0]);
        var chair = await host.Scenario.PersonAsync(Role.Applicant);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into OrganisationMember (OrganisationId, PersonId, JoinedAt, MaySign) values (@Organisation, @Id, @Now, 1)",
                new
                {
                    application.Organisation,
                    chair.Id,
                    work.Now,
                }
            )
        );
        Assert.StartsWith(
            "Only a person named to accept",
            (await host.WithAsync<DeclineOffer, Result>(decline => decline.RunAsync(application.Applicant, application.Id, "No")))
                .FirstRefusal!
                .Sentence,
            StringComparison.Ordinal
        );
        Assert.Null(
            (
                await host.WithAsync<AddCondition, Result>(add =>
                    add.RunAsync(stages.Officer, award, "Insurance", null, DocumentStage.OnOffer)
                )
            ).FirstRefusal
        );
        var requirement = (await host.Db.QueryAsync<Guid>("select Id from AwardCondition where AwardId = @award", new { award }))[0];
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update AwardCondition set State = 'Given', GivenBy = @Id where Id = @requirement",
                new { stages.Officer.Id, requirement }
            )
        );
        await SaysAsync<DecideCondition>(
            "You sent this file in yourself, so someone else must check it",
            decide => decide.RunAsync(stages.Officer, award, requirement, 1, ConditionState.Accepted, "Seen")
        );
        await SaysAsync<DecideCondition>(
            "Choose whether the condition is met, sent back or not needed",
            async decide =>
                await decide.RunAsync(
                    await host.Scenario.PersonAsync(Role.CommissioningOfficer),
                    award,
                    requirement,
                    1,
                    ConditionState.Given,
                    "Seen"
                )
        );
    }

    [Fact]
    public async Task Letters_of_an_earlier_day_are_dated_today_and_reminders_already_answered_are_not_sent()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        await SaysAsync<StartLetters>(
            "The round must be decided before its letters are made",
            start => start.RunAsync(stages.Officer, stages.Round)
        );
        await stages.LettersMadeAsync();
        host.Clock.MoveTo("2026-02-27 10:00");
        Assert.Null((await host.WithAsync<ReleaseLetters, Result>(release => release.RunAsync(stages.Officer, stages.Round))).FirstRefusal);
        await RoundInStages.MakeLettersAsync(host, stages.Round);
        await host.WithAsync<MakeLetters, int>(make => make.RunAsync("sends them too"));
        Assert.Equal(
            new DateOnly(2026, 3, 27),
            await host.Db.ScalarAsync<DateOnly>("select AcceptBy from Award where ApplicationId = @Id", new { stages.Applications[0].Id })
        );
        await SaysAsync<MakeLettersAgain>(
            "The letters of this round have already been sent",
            make => make.RunRoundAsync(stages.Officer, stages.Round)
        );
        await SaysAsync<MakeLettersAgain>(
            "These letters have been sent. Correct one of them on its own page.",
            async make =>
                await make.RunAsync(
                    stages.Officer,
                    (await host.Db.QueryAsync<Guid>("select Id from LetterBatch where RoundId = @Round", new { stages.Round }))[0]
                )
        );

        Assert.Null((await stages.AcceptAsync(0)).FirstRefusal);
        var award = await stages.AwardAsync(0);
        var due = (
            await host.Db.QueryAsync<Guid>("select Id from MonitoringReturn where AwardId = @award order by DueOn, Id", new { award })
        )[0];
        host.Clock.MoveTo("2027-01-20 10:00");
        await host.WithAsync<RemindOfMonitoring, int>(remind => remind.RunAsync());
        var batch = (
            await host.Db.QueryAsync<Guid>("select BatchId from Letter where SubjectId = @due and Kind = 'Reminder'", new { due })
        )[0];
        await host.WithAsync<MakeLetters, int>(make => make.RunAsync("reminders"));
        Assert.Empty(await stages.ReportAsync(due, stages.Applications[0].Applicant, _ => Money.Zero));
        while (await host.Database.CountAsync("Letter", "BatchId = @batch and State = 'Waiting'", new { batch }) > 0)
            await host.WithAsync<MakeLetters, int>(make => make.RunAsync("reminders"));
        // Letters of other tests may stand in the batch with an earlier day or other facts; then they are made again first.
        while (await host.Database.CountAsync("LetterBatch", "Id = @batch and ReleasedAt is null", new { batch }) > 0)
        {
            await host.WithAsync<ReleaseLetters, Result>(release => release.RunBatchAsync(stages.Officer, batch));
            await host.WithAsync<MakeLetters, int>(make => make.RunAsync("reminders"));
        }
        Assert.Equal(0, await host.Db.ScalarAsync<int>("select count(*) from Letter where SubjectId = @due", new { due }));
    }
}
