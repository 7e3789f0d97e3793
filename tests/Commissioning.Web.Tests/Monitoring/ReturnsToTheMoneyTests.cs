using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Awards;
using Commissioning.Features.Monitoring;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Monitoring;

/// <summary>Returns of one grant of £6,000.00, paid in full, in every order that people send them, to the money that comes back.</summary>
public sealed class ReturnsToTheMoneyTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    private async Task<(RoundInStages Stages, Guid Award, Guid Interim, Guid Final)> PaidAsync(int pounds = 6000)
    {
        var stages = await RoundInStages.ModeratedAsync(host, null, 6000);
        var award = await stages.AcceptedAsync();
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into Payment (Id, AwardId, Amount, Reason, Status, RequestedBy, RequestedAt, Version) values (@Id, @award, @Paid, 'All', 'Paid', @By, @Now, 1)",
                new
                {
                    Id = Guid.CreateVersion7(),
                    award,
                    Paid = Money.FromPounds(pounds),
                    By = stages.Officer.Id,
                    work.Now,
                }
            )
        );
        host.Clock.MoveTo("2027-05-10 10:00");
        var returns = await host.Db.ReadAsync(work => AwardMonitoringQueries.GetAsync(work, award));
        return (stages, award, returns.Returns[0].Id, returns.Returns[1].Id);
    }

    private static Money Part(BudgetLine line, int pounds) => line.Position == 1 ? Money.FromPounds(pounds) : Money.Zero;

    private Task<Result> ReviewAsync(RoundInStages stages, Guid id, params (ReturnPart Part, string Note)[] points) =>
        host.WithAsync<ReviewReturn, Result>(review =>
            review.RunAsync(
                stages.Officer,
                id,
                new(points.Length == 0, null, points.Length == 0 ? ReturnRating.Green : null, points) { FlagNote = "They agree" }
            )
        );

    private async Task<CloseOutSum> SumAsync(Guid award) => (await host.Db.ReadAsync(work => CloseOutQueries.GetAsync(work, award))).Sum;

    private async Task<string?> ReportedAsync(Guid award) =>
        (await host.Db.ScalarAsync<Money>("select Reported from AwardFigure where AwardId = @award", new { award })).ToString();

    private async Task<(ReturnPart Part, string Note)> FirstLineAsync(Guid id) =>
        (
            ReturnPart.Spending(
                (
                    await host.Db.QueryAsync<Guid>(
                        "select b.Id from BudgetLine b join Award w on w.ApplicationId = b.ApplicationId join MonitoringReturn t on t.AwardId = w.Id where t.Id = @id order by b.Position, b.Id",
                        new { id }
                    )
                )[0]
            ),
            "This is more than the receipts"
        );

    [Fact]
    public async Task A_queried_return_does_not_count_twice_and_keeps_its_due_date_and_first_figures()
    {
        var (stages, award, interim, final) = await PaidAsync();
        var applicant = stages.Applications[0].Applicant;
        Assert.Empty(await stages.ReportAsync(interim, applicant, line => Part(line, 2750)));
        var due = await host.Db.ScalarAsync<DateOnly>("select DueOn from MonitoringReturn where Id = @interim", new { interim });
        Assert.True((await ReviewAsync(stages, interim, await FirstLineAsync(interim))).IsDone);
        Assert.Equal(
            (due, new DateOnly(2027, 5, 24)),
            (
                await host.Db.ScalarAsync<DateOnly>("select DueOn from MonitoringReturn where Id = @interim", new { interim }),
                await host.Db.ScalarAsync<DateOnly>("select PutRightBy from MonitoringReturn where Id = @interim", new { interim })
            )
        );
        // The query is answered two weeks after the final return is due.
        host.Clock.MoveTo("2027-06-14 10:00");
        Assert.Empty(await stages.ReportAsync(interim, applicant, line => Part(line, 2500)));
        Assert.True((await ReviewAsync(stages, interim)).IsDone);
        Assert.Empty(await stages.ReportAsync(final, applicant, line => Part(line, 3100)));
        Assert.True((await ReviewAsync(stages, final)).IsDone);
        Assert.Equal(new CloseOutSum(Money.FromPounds(6000), Money.FromPounds(6000), Money.FromPounds(3100)), await SumAsync(award));
        Assert.Equal(Money.FromPounds(2900), (await SumAsync(award)).ToReturn);
        Assert.Equal("£3,100.00", await ReportedAsync(award));
        var versions = await host.Db.ReadAsync(work => ReturnVersions.OfAsync(work, interim));
        Assert.Equal([Money.FromPounds(2750), Money.FromPounds(2500)], versions.Select(version => version.Content.Spent!.Value));
    }

    [Fact]
    public async Task The_final_return_waits_for_the_one_before_it_and_for_the_last_day()
    {
        var (stages, _, interim, final) = await PaidAsync();
        var applicant = stages.Applications[0].Applicant;
        var refusal = Assert.Single(await stages.ReportAsync(final, applicant, line => line.Requested));
        Assert.StartsWith("Send the return for ", refusal.Sentence, StringComparison.Ordinal);
        Assert.EndsWith(" first. This one goes on from its figures.", refusal.Sentence, StringComparison.Ordinal);
        Assert.Empty(await stages.ReportAsync(interim, applicant, line => Part(line, 100)));
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update MonitoringReturn set PeriodTo = '2027-05-11' where Id = @final", new { final })
        );
        Assert.StartsWith(
            "This return is about the time to 11 May 2027.",
            Assert.Single(await stages.SendAsync(final, applicant, line => line.Requested)).Sentence,
            StringComparison.Ordinal
        );
        host.Clock.MoveTo("2027-05-11 10:00");
        Assert.Empty(await stages.SendAsync(final, applicant, line => line.Requested));
    }

    [Fact]
    public async Task A_return_cannot_be_added_before_one_that_was_sent()
    {
        var (stages, award, interim, _) = await PaidAsync();
        Assert.Empty(await stages.SendAsync(interim, stages.Applications[0].Applicant, line => Part(line, 100)));
        Assert.StartsWith(
            "The time to ",
            (await host.WithAsync<AddReturn, Result>(add => add.RunAsync(stages.Officer, award, new(2026, 7, 31), new(2027, 5, 20), "Why")))
                .FirstRefusal!
                .Sentence,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_refund_after_an_accepted_return_lowers_the_figure_in_the_next()
    {
        var (stages, award, interim, final) = await PaidAsync();
        var applicant = stages.Applications[0].Applicant;
        Assert.Empty(await stages.ReportAsync(interim, applicant, line => Part(line, 450)));
        Assert.True((await ReviewAsync(stages, interim)).IsDone);
        Assert.Equal("£450.00", await ReportedAsync(award));
        Assert.Empty(await stages.ReportAsync(final, applicant, line => Part(line, 445)));
        Assert.Equal("£450.00", await ReportedAsync(award));
        Assert.True((await ReviewAsync(stages, final)).IsDone);
        Assert.Equal(Money.FromPounds(445), (await SumAsync(award)).Spent);
        Assert.Equal("£445.00", await ReportedAsync(award));
    }

    [Fact]
    public async Task Reopening_an_accepted_return_takes_its_figures_out_and_the_closing_figures_back()
    {
        var (stages, award, interim, final) = await PaidAsync();
        var applicant = stages.Applications[0].Applicant;
        Assert.Empty(await stages.ReportAsync(interim, applicant, line => Part(line, 1000)));
        Assert.True((await ReviewAsync(stages, interim)).IsDone);
        Assert.Empty(await stages.ReportAsync(final, applicant, line => Part(line, 4000)));
        Assert.True((await ReviewAsync(stages, final)).IsDone);
        Assert.True((await host.WithAsync<ProposeCloseOut, Result>(close => close.RunAsync(stages.Officer, award, null))).IsDone);
        Assert.True((await ReviewAsync(stages, final, await FirstLineAsync(final))).IsDone);
        Assert.Equal(0, await host.Database.CountAsync("CloseOut", "AwardId = @award", new { award }));
        Assert.Equal("£1,000.00", await ReportedAsync(award));
        Assert.Equal(
            12,
            await host.Db.ScalarAsync<long>(
                "select People from RoundPeople where RoundId = @Round and Question = 'Age' and People > 0",
                new { stages.Round }
            )
        );
        Assert.Empty(await stages.ReportAsync(final, applicant, line => Part(line, 4100)));
        Assert.True((await ReviewAsync(stages, final)).IsDone);
        Assert.Equal(Money.FromPounds(1900), (await SumAsync(award)).ToReturn);
        await AwardTallyAssert.MatchesAsync(host.Db, stages.Round);
    }

    [Fact]
    public async Task Money_moved_between_lines_with_a_reason_is_spent_once_the_return_is_accepted()
    {
        var (stages, award, interim, final) = await PaidAsync();
        var applicant = stages.Applications[0].Applicant;
        Assert.Empty(await stages.ReportAsync(interim, applicant, _ => Money.Zero));
        Assert.True((await ReviewAsync(stages, interim)).IsDone);
        // All of the grant, £700.00 of it on another line than planned.
        Assert.Empty(
            await stages.ReportAsync(final, applicant, line => line.Requested + Money.FromPounds(line.Position == 1 ? 700 : -700))
        );
        Assert.True((await ReviewAsync(stages, final)).IsDone);
        Assert.Equal(Money.Zero, (await SumAsync(award)).ToReturn);
        var page = await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Monitoring.CloseOut(award));
        page.AssertSays("£700.00 more than its budget. We agreed to this when we accepted the return: As it came");
    }

    [Fact]
    public async Task A_grant_given_up_closes_by_line_and_leaves_what_was_accepted_as_it_was()
    {
        var (stages, award, interim, final) = await PaidAsync(3000);
        var applicant = stages.Applications[0].Applicant;
        Assert.Empty(await stages.ReportAsync(interim, applicant, line => Part(line, 1000)));
        Assert.True((await ReviewAsync(stages, interim)).IsDone);
        Assert.Empty(
            await host.RefusalsAsync<RequestVariation>(request =>
                request.RunAsync(applicant, stages.Applications[0].Id, null, VariationKind.GiveUp, new(), "No one leads it")
            )
        );
        var change = await host.Db.ScalarAsync<Guid>("select Id from Variation where AwardId = @award", new { award });
        Assert.Empty(
            await host.RefusalsAsync<DecideVariation>(decide => decide.RunAsync(stages.Officer, change, approve: true, "They asked"))
        );
        var officer = await host.AsAsync(stages.Officer);
        (await officer.OpenAsync(Links.Monitoring.Review(interim))).AssertSays("Grant £6,000.00, unspent £5,000.00");
        Assert.Empty(await stages.ReportAsync(final, applicant, line => Part(line, 1500)));
        Assert.True((await ReviewAsync(stages, final)).IsDone);
        var page = await officer.OpenAsync(Links.Monitoring.CloseOut(award));
        page.AssertSays("Grant £3,000.00 Paid £3,000.00");
        page.AssertSays("To be returned £1,500.00");
        page.AssertSays("No longer due -£3,000.00 -£3,000.00 Total £3,000.00 £1,500.00 £1,500.00");
    }

    [Fact]
    public async Task The_trail_says_every_figure_of_a_saved_return_and_names_the_texts()
    {
        var (stages, _, interim, _) = await PaidAsync();
        var applicant = stages.Applications[0].Applicant;
        Task<Result> SaveAsync(int again, string learned) =>
            host.WithAsync<SaveReturn, Result>(async save =>
                await save.RunAsync(applicant, new(interim, 100) { PeopleRepeat = again, Learned = learned })
            );
        Assert.True((await SaveAsync(3, "Ring first")).IsDone);
        Assert.True((await SaveAsync(4, "Ring first")).IsDone);
        Assert.True((await SaveAsync(4, "Ring twice")).IsDone);
        Assert.Equal(
            [
                "Came more than once: none -> 3; Changed, kept in the return: What you learned",
                "Came more than once: 3 -> 4",
                "Changed, kept in the return: What you learned",
            ],
            await host.Db.QueryAsync<string>(
                "select Detail from AuditEntry where SubjectId = @interim and Action = 'ReturnSaved' order by Sequence",
                new { interim }
            )
        );
    }

    [Fact]
    public async Task A_treasurer_says_why_the_closing_figures_are_wrong_and_is_asked_again()
    {
        var (stages, award, interim, final) = await PaidAsync();
        var (id, applicant) = (stages.Applications[0].Id, stages.Applications[0].Applicant);
        Assert.Empty(await stages.ReportAsync(interim, applicant, _ => Money.Zero));
        Assert.True((await ReviewAsync(stages, interim)).IsDone);
        Assert.Empty(await stages.ReportAsync(final, applicant, line => Part(line, 3000)));
        Assert.True((await ReviewAsync(stages, final)).IsDone);
        var officer = await host.AsAsync(stages.Officer);
        await (await officer.OpenAsync(Links.Monitoring.CloseOut(award))).PressAsync("Ask the organisation to agree these figures");
        var mine = await (await host.AsAsync(applicant)).OpenAsync(Links.Monitoring.MyCloseOut(id));
        mine = await mine.Fill("I do not agree, because", "The hall cost £50 more").PressAsync("Tell the office");
        mine.AssertSays("You told us on 10 May 2027 that these figures are wrong: “The hall cost £50 more”");
        var page = await officer.OpenAsync(Links.Monitoring.CloseOut(award));
        page.AssertSays("The hall cost £50 more");
        (await page.PressAsync("Work out the figures again and ask again", System.Net.HttpStatusCode.BadRequest)).AssertError(
            "Answer what the organisation says is wrong"
        );
        await page.Fill("Your answer to the organisation", "The receipt says £0.00").PressAsync("Work out the figures again and ask again");
        (await (await host.AsAsync(applicant)).OpenAsync(Links.Monitoring.MyCloseOut(id))).AssertSays("The receipt says £0.00");
        Assert.Equal(1, await host.Database.CountAsync("OutboxEmail", "Kind = 'CloseOutDisputed'"));
    }
}
