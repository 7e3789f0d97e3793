using Commissioning.Domain;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Funds;
using Commissioning.Features.Awards;
using Commissioning.Features.Monitoring;
using Commissioning.Features.Payments;
using Commissioning.Testing;
using Commissioning.Web.Tests.Payments;
using FsCheck.Fluent;

namespace Commissioning.Web.Tests.Awards;

/// <summary>However money moves between awards and the pot, every penny is in exactly one place: award, counter, ledger and figures
/// agree.</summary>
public sealed class ReturnedMoneyTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    private Task AgreesAsync(Guid round) => AgreesAsync(host, round);

    internal static async Task AgreesAsync(PortalHost host, Guid round)
    {
        await TallyAssert.MatchesAsync(host.Db, round);
        await AwardTallyAssert.MatchesAsync(host.Db, round);
        var sums = await host.Db.FindAsync<Sums>(
            """
            select r.Pot + r.OverAllocated as Pot, (select coalesce(sum(w.Amount), 0) from Award w where w.RoundId = r.Id) as Awarded, (select coalesce(sum(w.GivenBack), 0) from Award w where w.RoundId = r.Id) as GivenBack,
                   (select sum(a.Balance) from LedgerAccount a where a.Kind = 'RoundPot' and a.Name like @Like) as InPot, (select min(x.LeftOver) from (select w.Amount - w.GivenBack - (select coalesce(sum(p.Amount), 0) from Payment p where p.AwardId = w.Id and p.Status in ('Approved', 'Scheduled', 'Paid')) + coalesce((select c.Received from CloseOut c where c.AwardId = w.Id), 0) as LeftOver from Award w where w.RoundId = @round) x) as LeastLeft
            from   Round r
            where  r.Id = @round
            """,
            new { round, Like = await LikeAsync(host, round) }
        );
        var split = PotRules.Split(sums.Pot, sums.Awarded, sums.GivenBack);
        Assert.Equal(sums.Pot, split.Offered + split.Unallocated + split.Returned);
        Assert.Equal(Money.Zero, split.Beyond);
        Assert.Equal(split.Unallocated + split.Returned, sums.InPot);
        Assert.True(sums.LeastLeft >= Money.Zero, $"Approved payments pass an award by {sums.LeastLeft}");
    }

    private static async Task<string> LikeAsync(PortalHost host, Guid round) =>
        await host.Db.ScalarAsync<string>("select f.Name from Round r join Fund f on f.Id = r.FundId where r.Id = @round", new { round })
        + "%";

    private enum Act
    {
        Accept,
        Decline,
        Change,
        Terminate,
        Pay,
        Recover,
        Receive,
        Close,
    }

    [RepeatableProperty(4)]
    public FsCheck.Property The_pot_adds_up_after_every_step_of_any_sequence_of_award_changes() =>
        Prop.ForAll(
            Any.Steps(
                Any.Each(
                    Any.Of(
                        Act.Accept,
                        Act.Accept,
                        Act.Accept,
                        Act.Accept,
                        Act.Change,
                        Act.Change,
                        Act.Change,
                        Act.Pay,
                        Act.Pay,
                        Act.Pay,
                        Act.Recover,
                        Act.Recover,
                        Act.Recover,
                        Act.Receive,
                        Act.Receive,
                        Act.Receive,
                        Act.Close,
                        Act.Close,
                        Act.Close,
                        Act.Decline,
                        Act.Terminate
                    ),
                    Any.Number(0, 1),
                    Any.Number(1, 700_000)
                ),
                30
            ),
            async steps =>
            {
                var stages = await (
                    await RoundInStages.ModeratedAsync(host, Scenario.Details() with { Pot = Money.FromPounds(12_000) }, 5000, 4000, 3000)
                ).AnnouncedAsync();
                await AgreesAsync(stages.Round);
                var done = 0;
                foreach (var (act, which, pence) in steps)
                {
                    if ((await StepAsync(stages, act, which, pence)).FirstRefusal is null)
                        done++;
                    await AgreesAsync(stages.Round);
                }
                // A case in which little happened proves nothing, so it does not count.
                return true.When(done > 3);
            }
        );

    private async Task<Result> StepAsync(RoundInStages stages, Act act, int which, int pence)
    {
        var (application, award) = (stages.Applications[which], await stages.AwardAsync(which));
        try
        {
            return act switch
            {
                Act.Accept => await stages.AcceptAsync(which),
                Act.Decline => await host.WithAsync<DeclineOffer, Result>(decline =>
                    decline.RunAsync(application.Applicant, application.Id, "No leader")
                ),
                Act.Change => await ChangeAsync(stages, award, VariationKind.Amount, new() { Amount = new(pence) }),
                Act.Terminate => await ChangeAsync(stages, award, VariationKind.Termination, new()),
                Act.Pay => await PayAsync(stages, award, pence / 2 + 1),
                Act.Recover => await ChangeAsync(stages, award, VariationKind.Recovery, new() { Amount = new(pence / 4), Clause = "17" }),
                Act.Receive => await host.WithAsync<RecordReturnedMoney, Result>(close =>
                    close.RunAsync(stages.Officer, award, new(pence / 4), LondonTime.DateOf(host.Clock.UtcNow()), "BACS")
                ),
                _ => await host.WithAsync<CloseAward, Result>(close => close.RunAsync(stages.Officer, award)),
            };
        }
        catch (Platform.Data.NotFoundException)
        {
            return new Refusal("Not begun");
        }
    }

    private async Task<Result> ChangeAsync(RoundInStages stages, Guid award, VariationKind kind, VariationDetails wanted)
    {
        try
        {
            if (
                await host.RefusalsAsync<RequestVariation>(request =>
                    request.RunAsync(stages.Officer, null, award, kind, stages.WithAnswerBy(wanted), "A reason")
                )
                is [var refusal, ..]
            )
                return refusal;
            if (kind == VariationKind.Recovery)
                await stages.AnswerRecoveryAsync(award);
            var change = (
                await host.Db.QueryAsync<Guid>("select Id from Variation where AwardId = @award and DecidedAt is null", new { award })
            )[0];
            var said = (await host.Db.ReadAsync(work => VariationQueries.ForDecisionAsync(work, change))).Effect;
            var done = await host.WithAsync<DecideVariation, Result>(decide => decide.RunAsync(stages.Approver, change, true, "Agreed"));
            if (done.FirstRefusal is null)
            {
                // What was said before the decision is what it did.
                var after = (await host.Db.ReadAsync(work => VariationQueries.GetAsync(work, award))).Standing;
                Assert.Equal((said.GrantAfter, said.PotAfter), (after.Net, after.Available));
            }
            return done;
        }
        catch (Platform.Data.NotFoundException)
        {
            return new Refusal("Not found");
        }
    }

    /// <summary>Inserted into the table as a payment that went through all its stages; never above what is left, which the payments' own
    /// tests check.</summary>
    private async Task<Result> PayAsync(RoundInStages stages, Guid award, long pence)
    {
        var view = await host.WithAsync<AwardPayments, AwardPayments.AwardPaymentsPage>(payments => payments.GetAsync(award));
        if (view.Award.AcceptedAt is null || view.Award.EndedAt is not null || new Money(pence) > view.Left)
            return new Refusal("Not now");
        await host.Db.ChangeAsync(
            stages.Officer,
            Domain.Audit.AuditAction.PaymentApproved,
            award,
            async work =>
            {
                await work.ExecuteAsync(
                    "insert into Payment (Id, AwardId, Amount, Reason, Status, RequestedBy, RequestedAt, Version) values (@Id, @award, @pence, 'Part', 'Paid', @By, @Now, 1)",
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        award,
                        pence,
                        By = stages.Officer.Id,
                        work.Now,
                    }
                );
                await Features.Awards.AwardTotals.RefreshAsync(work, award);
                return Result.Done;
            }
        );
        return Result.Done;
    }

    [Fact]
    public async Task A_close_out_that_has_begun_refuses_payments_claims_and_variations()
    {
        var way = await AcceptedAwardFixture.AcceptedAsync(host);
        host.Clock.MoveTo("2027-05-03 10:00");
        await way.Stages.ReportAllAsync(way.Award, 0, line => line.Requested);
        Assert.Null(
            (await host.WithAsync<ProposeCloseOut, Result>(propose => propose.RunAsync(way.Stages.Officer, way.Award, null))).FirstRefusal
        );
        Assert.StartsWith(
            "This grant ended, or its close-out started",
            (await host.WithAsync<RequestPayment, Result>(request => request.RunAsync(way.Stages.Officer, way.Award, new(100), "More")))
                .FirstRefusal!
                .Sentence,
            StringComparison.Ordinal
        );
        Assert.Equal(
            "The grant has ended or is being closed, so it can no longer be changed",
            (await ChangeAsync(way.Stages, way.Award, VariationKind.Amount, new() { Amount = new(100) })).FirstRefusal!.Sentence
        );
        // Not agreed yet, so the figures may be recalculated; afterwards the return stays as it is.
        Assert.Null(
            (
                await host.WithAsync<ProposeCloseOut, Result>(propose => propose.RunAsync(way.Stages.Officer, way.Award, "Once more"))
            ).FirstRefusal
        );
        Assert.Equal(
            "You worked out these figures, so someone else must agree them",
            (await AgreeAsPaperAsync(way)).FirstRefusal!.Sentence
        );
        Assert.Equal(
            "Shorten this to 2,000 characters",
            (
                await host.WithAsync<AgreeCloseOut, Result>(agree =>
                    agree.RunAsync(way.Application.Applicant, way.Application.Id, "Amira Khan", new string('x', 2001))
                )
            )
                .FirstRefusal!
                .Sentence
        );
        Assert.Equal(
            "Shorten the note to 1,000 characters",
            (
                await host.WithAsync<ProposeCloseOut, Result>(propose =>
                    propose.RunAsync(way.Stages.Officer, way.Award, new string('x', 1001))
                )
            )
                .FirstRefusal!
                .Sentence
        );
    }

    /// <summary>For a paper application, the officer who calculated the figures agrees them.</summary>
    private async Task<Result> AgreeAsPaperAsync(AcceptedAwardFixture way)
    {
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Application set Channel = 'Paper' where Id = @Id", new { way.Application.Id })
        );
        var outcome = await host.WithAsync<AgreeCloseOut, Result>(agree =>
            agree.RunAsync(way.Stages.Officer, way.Application.Id, "The officer", null)
        );
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Application set Channel = 'Online' where Id = @Id", new { way.Application.Id })
        );
        return outcome;
    }

    [Fact]
    public async Task A_payment_returned_by_the_bank_goes_back_to_the_pot_even_after_the_close_out()
    {
        var way = await AcceptedAwardFixture.AcceptedAsync(host);
        var batch = await way.BatchedAsync(await way.ApprovedAsync(5000));
        Assert.Null((await way.TakeAsync(batch)).FirstRefusal);
        await ResultAsync(way, batch, "PAID");
        host.Clock.MoveTo("2027-05-03 10:00");
        await way.Stages.ReportAllAsync(way.Award, 0, line => line.Requested);
        Assert.Null(
            (await host.WithAsync<ProposeCloseOut, Result>(propose => propose.RunAsync(way.Stages.Officer, way.Award, null))).FirstRefusal
        );
        Assert.Null(
            (
                await host.WithAsync<AgreeCloseOut, Result>(agree =>
                    agree.RunAsync(way.Application.Applicant, way.Application.Id, "Amira Khan", null)
                )
            ).FirstRefusal
        );
        Assert.Null((await host.WithAsync<CloseAward, Result>(close => close.RunAsync(way.Stages.Officer, way.Award))).FirstRefusal);
        Assert.StartsWith(
            "This grant was closed at",
            (await host.WithAsync<CloseAward, Result>(close => close.RunAsync(way.Stages.Officer, way.Award))).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
        await AgreesAsync(way.Stages.Round);
        await ResultAsync(way, batch, "RETURNED");
        Assert.Equal(
            Money.Zero,
            await host.Db.ScalarAsync<Money>("select Amount - GivenBack from Award where Id = @Award", new { way.Award })
        );
        await AgreesAsync(way.Stages.Round);
    }

    private async Task ResultAsync(AcceptedAwardFixture way, Guid batch, string result)
    {
        var row = await host.Db.FindAsync<BatchRow>(
            "select b.Number, b.Total, p.BankReference, p.Amount from PaymentRun b join Payment p on p.RunId = b.Id where b.Id = @batch",
            new { batch }
        );
        var text =
            $"payment run,{row.Number},{row.Total.ToInput()}\nreference,amount,result,date,note\n{row.BankReference},{row.Amount.ToInput()},{result},{LondonTime.DateOf(host.Clock.UtcNow()):yyyy-MM-dd},\n";
        var (_, wrong) = await host.WithAsync<ReadBankResult, Result<int>>(read => read.RunAsync(way.Finance, batch, text));
        Assert.Empty(wrong.Select(refusal => refusal.Sentence));
    }

    [Fact]
    public async Task A_close_out_after_a_recovery_also_recovers_what_the_last_return_shows()
    {
        var stages = await RoundInStages.ModeratedAsync(host, null, 4000);
        var award = await stages.AcceptedAsync();
        Assert.Null((await PayAsync(stages, award, 400_000)).FirstRefusal);
        Assert.Null(
            (await ChangeAsync(stages, award, VariationKind.Recovery, new() { Amount = new(100_000), Clause = "17" })).FirstRefusal
        );
        host.Clock.MoveTo("2027-05-03 10:00");
        // The move of £500 between the lines was explained, and accepting the return approved it.
        await stages.ReportAllAsync(award, 0, line => line.Position == 1 ? line.Requested + new Money(50_000) : Money.Zero);
        Assert.Equal(Money.FromPounds(1100), (await host.Db.ReadAsync(work => CloseOutQueries.GetAsync(work, award))).Sum.ToReturn);
        Assert.Null(
            (
                await host.WithAsync<RecordReturnedMoney, Result>(close =>
                    close.RunAsync(stages.Officer, award, new(100_000), new(2027, 5, 3), "BACS 1")
                )
            ).FirstRefusal
        );
        Assert.StartsWith(
            "The returns show that £1,100.00 was paid and not spent, but only £1,000.00 was asked for",
            (await host.WithAsync<CloseAward, Result>(close => close.RunAsync(stages.Officer, award))).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
        Assert.Null((await ChangeAsync(stages, award, VariationKind.Recovery, new() { Amount = new(10_000), Clause = "17" })).FirstRefusal);
        Assert.Null(
            (
                await host.WithAsync<RecordReturnedMoney, Result>(close =>
                    close.RunAsync(stages.Officer, award, new(10_000), new(2027, 5, 3), "BACS 2")
                )
            ).FirstRefusal
        );
        Assert.Null((await host.WithAsync<CloseAward, Result>(close => close.RunAsync(stages.Officer, award))).FirstRefusal);
        Assert.Equal(
            Money.FromPounds(2900),
            await host.Db.ScalarAsync<Money>("select Amount - GivenBack from Award where Id = @award", new { award })
        );
        Assert.Equal(
            "The grant is closed, so you cannot ask for more money back",
            (await ChangeAsync(stages, award, VariationKind.Recovery, new() { Amount = new(1), Clause = "17" })).FirstRefusal!.Sentence
        );
        await AgreesAsync(stages.Round);
    }

    [Fact]
    public async Task Money_from_a_locked_year_returns_to_the_present_year_and_can_be_awarded()
    {
        var stages = await (
            await RoundInStages.ModeratedAsync(
                host,
                Scenario.Details() with
                {
                    Pot = Money.FromPounds(8_000),
                    MaximumGrant = Money.FromPounds(8_000),
                    Policy = new() { ReserveDays = 700 },
                },
                5000,
                4000,
                3000
            )
        ).AnnouncedAsync();
        host.Clock.MoveTo("2026-04-10 10:00");
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update LedgerYear set LockedAt = @Now where BudgetYear = '2025-26'", new { work.Now })
        );
        try
        {
            Assert.Null(
                (
                    await host.WithAsync<DeclineOffer, Result>(decline =>
                        decline.RunAsync(stages.Applications[0].Applicant, stages.Applications[0].Id, "No leader")
                    )
                ).FirstRefusal
            );
            await AgreesAsync(stages.Round);
            Assert.Null(
                (
                    await host.WithAsync<FundReserve, Result>(fund =>
                        fund.RunAsync(stages.Approver, stages.Applications[1].Id, "The first was declined", false, "It keeps people safe.")
                    )
                ).FirstRefusal
            );
            await AgreesAsync(stages.Round);
        }
        finally
        {
            await host.Db.HousekeepAsync(work =>
                work.ExecuteAsync("update LedgerYear set LockedAt = null where BudgetYear = '2025-26'", null)
            );
        }
        Assert.Equal(
            1,
            await host.Db.ScalarAsync<int>(
                "select count(*) from LedgerEntry e join LedgerAccount a on a.Id = e.AccountId where a.BudgetYear = '2026-27' and a.Kind = 'Grants' and a.Name like @Like and e.Amount = 400000",
                new { Like = await LikeAsync(host, stages.Round) }
            )
        );
    }

    [Fact]
    public async Task A_reserve_list_application_is_funded_only_after_its_letters_were_sent()
    {
        var stages = await (
            await RoundInStages.ModeratedAsync(host, Scenario.Details() with { Pot = Money.FromPounds(12_000) }, 5000, 4000, 3000)
        ).DecidedAsync();
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update RecommendationLine set Result = 'PotSpent' where ApplicationId = @Id",
                new { stages.Applications[2].Id }
            )
        );
        Assert.Equal(
            "The letter about this decision has not been sent yet, so correct the decision itself",
            (
                await host.WithAsync<FundReserve, Result>(fund =>
                    fund.RunAsync(stages.Approver, stages.Applications[2].Id, "Money is left", false, "It keeps people safe.")
                )
            )
                .FirstRefusal!
                .Sentence
        );
        Assert.Equal(
            "The grant has not been offered yet, so the organisation does not know about it",
            (
                await host.WithAsync<AddCondition, Result>(async add =>
                    await add.RunAsync(stages.Officer, await stages.AwardAsync(0), "DBS", null, DocumentStage.BeforePayment)
                )
            )
                .FirstRefusal!
                .Sentence
        );
    }

    [Fact]
    public async Task A_declined_offer_is_not_listed_as_a_funded_project()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).AnnouncedAsync();
        Assert.Null(
            (
                await host.WithAsync<DeclineOffer, Result>(decline =>
                    decline.RunAsync(stages.Applications[0].Applicant, stages.Applications[0].Id, "No leader")
                )
            ).FirstRefusal
        );
        Assert.Null((await stages.AcceptAsync(1)).FirstRefusal);
        await stages.PublishGrantsAsync();
        var page = await host.Visitor().OpenAsync(Links.Publishing.Round(stages.Round));
        page.AssertSays("1 grant from 3 applications, £5,000.00 in total.");
        page.AssertDoesNotSay("Project A");
        page.AssertSays("Total £5,000.00");
        (await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Awards.List(stages.Round))).AssertSays("Declined on 23 February 2026");
    }

    private sealed record Sums
    {
        public required Money Pot { get; init; }
        public required Money Awarded { get; init; }
        public required Money GivenBack { get; init; }
        public required Money InPot { get; init; }
        public required Money LeastLeft { get; init; }
    }

    private sealed record BatchRow
    {
        public required string Number { get; init; }
        public required Money Total { get; init; }
        public required string BankReference { get; init; }
        public required Money Amount { get; init; }
    }
}
