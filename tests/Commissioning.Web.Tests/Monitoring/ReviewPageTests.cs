using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Casework;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Casework;
using Commissioning.Features.Monitoring;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Monitoring;

public sealed class ReviewPageTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    /// <summary>The only return of the first award, with these shares of each line spent; questions about its figures are
    /// confirmed.</summary>
    private async Task<(RoundInStages Stages, Guid Return)> SentAsync(decimal share, string on = "2027-05-03 10:00")
    {
        var stages = await RoundInStages.ModeratedAsync(host, null, 6000);
        var award = await stages.AcceptedAsync();
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("delete from MonitoringReturn where AwardId = @award and Kind = 'Interim'", new { award })
        );
        host.Clock.MoveTo(on);
        var id = await host.Db.ScalarAsync<Guid>("select Id from MonitoringReturn where AwardId = @award", new { award });
        await SendAsync(stages, id, share);
        return (stages, id);
    }

    private async Task SendAsync(RoundInStages stages, Guid id, decimal share) =>
        Assert.Empty(await stages.ReportAsync(id, stages.Applications[0].Applicant, line => new((long)(line.Requested.Pence * share))));

    [Fact]
    public async Task A_return_with_flags_is_accepted_only_with_a_word_about_them()
    {
        var (stages, id) = await SentAsync(11);
        var browser = await host.AsAsync(stages.Officer);
        var page = await browser.OpenAsync(Links.Monitoring.Review(id));
        page.AssertSays(
            "You entered £66,000.00 spent in all. That is 11 times the grant of £6,000.00. We asked, and they say it is right."
        );
        page.AssertSays("£39,600.00 was spent on Youth workers, £36,000.00 more than its budget: accepting this return approves it.");
        var flags = await host.Db.ScalarAsync<int>("select count(*) from ReturnFlag where ReturnId = @id", new { id });
        Assert.Equal(5, flags);
        page = await page.Choose("Red").PressAsync("Accept the return", HttpStatusCode.BadRequest);
        var wanted = "This return has 5 flags. Say what you found when you looked at them, in at least 10 letters";
        page.AssertError(wanted);
        page = await page.Fill("You have looked at the 5 flags. What did you find?", ".")
            .PressAsync("Accept the return", HttpStatusCode.BadRequest);
        page.AssertError(wanted);
        page = await page.Fill("You have looked at the 5 flags. What did you find?", "They mean pence. We spoke on the phone.")
            .PressAsync("Accept the return");
        page.AssertSays("Return accepted");
        page = await browser.OpenAsync(Links.Monitoring.Review(id));
        page.AssertSays("What we said to the flags They mean pence. We spoke on the phone.");
        var trail = await host.Db.QueryAsync<string>(
            "select Detail from AuditEntry where SubjectId = @id and Action = 'ReturnAccepted' order by Sequence",
            new { id }
        );
        Assert.Contains("They mean pence.", Assert.Single(trail), StringComparison.Ordinal);
        var board = await browser.OpenAsync(Links.Monitoring.Returns + "?flags-from=5&rating=Red");
        board.AssertSays("1 return found");
    }

    [Fact]
    public async Task A_queried_return_keeps_its_due_date_is_late_again_and_shows_old_beside_new()
    {
        var (stages, id) = await SentAsync(1);
        var browser = await host.AsAsync(stages.Officer);
        var page = await browser.OpenAsync(Links.Monitoring.Review(id));
        page.AssertDoesNotSay("As sent on");
        page = await page.Fill("What to put right in: Spending: Youth workers (optional)", "Half came back, did it not?")
            .FillNamed("PutRightBy.Day", "2")
            .PressAsync("Send it back", HttpStatusCode.BadRequest);
        page.AssertError("Give a day after today by which to put it right");
        page = await page.FillNamed("PutRightBy.Day", "20").FillNamed("PutRightBy.Month", "5").PressAsync("Send it back");
        page.AssertSays("Return sent back");
        page.AssertSays("Sent back to put right 20 May 2027");

        host.Clock.MoveTo("2027-05-21 10:00");
        (await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Monitoring.ReturnsOverdue)).AssertSays("Late 20 May 2027 1");
        var waiting = await host.Db.ReadAsync(work => WaitingQueries.OfAsync(work, stages.Officer, [Role.CommissioningOfficer]));
        Assert.Equal(1, waiting.Single(one => one.Kind == WaitingKind.LateCorrection).Count);
        Assert.DoesNotContain(waiting, one => one.Kind == WaitingKind.LateReturn);

        await SendAsync(stages, id, 0.9m);
        page = await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Monitoring.Review(id));
        page.AssertSays("Due 28 May 2027");
        page.AssertSays("As sent on 3 May 2027");
        page.AssertSays("Youth workers £3,600.00 £3,600.00 £3,240.00");
        page.AssertSays("Spending: Youth workers: Half came back, did it not? (3 May 2027, sent again 21 May 2027)");
    }

    [Fact]
    public async Task A_return_sent_again_is_flagged_where_it_changed_much_with_the_old_reason_beside_the_new()
    {
        var (stages, id) = await SentAsync(11);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update ReturnVersion set Content = replace(Content, '\"Explanation\":\"', '\"Explanation\":\"Dear. ') where ReturnId = @id",
                new { id }
            )
        );
        var lines = await host.Db.QueryAsync<Guid>(
            "select s.BudgetLineId from MonitoringSpend s where s.ReturnId = @id order by s.Spent, s.BudgetLineId",
            new { id }
        );
        Assert.Null(
            (
                await host.WithAsync<ReviewReturn, Result>(review =>
                    review.RunAsync(
                        stages.Officer,
                        id,
                        new(false, null, null, lines.Select(line => (ReturnPart.Spending(line), "Is it pence?")).ToList())
                    )
                )
            ).FirstRefusal
        );
        await SendAsync(stages, id, 0.11m);
        var page = await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Monitoring.Review(id));
        page.AssertSays("Sent again with £660.00 spent in all. Before it was £66,000.00.");
        page.AssertSays("Youth workers: sent again with £396.00. Before it was £39,600.00.");
        page.AssertSays("£396.00 was spent on Youth workers, £3,204.00 less than its budget of £3,600.00.");
        page.AssertSays("As sent on 3 May 2027, £39,600.00: Dear. ");
    }

    [Fact]
    public async Task A_reviewer_says_which_outcomes_of_the_strategy_a_project_served_and_its_holder_is_not_asked()
    {
        var (stages, id) = await SentAsync(1);
        var browser = await host.AsAsync(stages.Officer);
        var page = await browser.OpenAsync(Links.Monitoring.Review(id));
        page.AssertSays("Nobody has said yet which outcomes of the strategy this project serves.");
        page = await page.Choose("Secondary")
            .Choose(ProjectRules.Outcomes[6])
            .Choose(ProjectRules.Outcomes[2])
            .PressAsync("Save the outcomes");
        page.AssertSays($"Secondary for: {ProjectRules.Outcomes[2]}; {ProjectRules.Outcomes[6]}");
        Assert.Equal(
            "Secondary",
            await host.Db.ScalarAsync<string>(
                "select f.PreventionLevel from AwardFigure f join MonitoringReturn t on t.AwardId = f.AwardId where t.Id = @id",
                new { id }
            )
        );
        var auditor = await (await host.AsAsync(await host.Scenario.PersonAsync(Role.Auditor))).OpenAsync(Links.Monitoring.Review(id));
        auditor.AssertSays("Secondary for");
        auditor.AssertDoesNotSay("Save the outcomes");
        (await (await host.AsAsync(stages.Applications[0].Applicant)).OpenAsync(Links.Monitoring.Return(id))).AssertDoesNotSay("Secondary");
    }

    [Fact]
    public async Task A_late_return_stays_in_the_history_that_due_diligence_reads_though_its_date_was_moved()
    {
        var (stages, id) = await SentAsync(1, "2027-06-10 10:00");
        async Task<BrowserPage> ChecksAsync() =>
            await (await host.AsAsync(stages.Officer)).OpenAsync(Links.DueDiligence.CrossChecks(stages.Applications[0].Id));
        var reference = await host.Db.ScalarAsync<string>(
            "select Reference from Application where Id = @Id",
            new { stages.Applications[0].Id }
        );
        (await ChecksAsync()).AssertSays($"{reference}: sent its final return 8 working days late (due 28 May 2027, sent 10 June 2027)");
        Assert.Null(
            (
                await host.WithAsync<ReviewReturn, Result>(review =>
                    review.RunAsync(stages.Officer, id, new(false, null, null, [(ReturnPart.Delivered, "How often?")]))
                )
            ).FirstRefusal
        );
        (await ChecksAsync()).AssertSays("8 working days late (due 28 May 2027, sent 10 June 2027)");

        // The review and the board count as everybody does, from the day on which it was due first.
        var office = await host.AsAsync(stages.Officer);
        (await office.OpenAsync(Links.Monitoring.Review(id))).AssertSays("Due 28 May 2027: 8 working days late");
        (await office.OpenAsync(Links.Monitoring.Returns + "?late-from=8&late-to=8")).AssertSays("1 return found");

        // A return whose date an officer moved is told with both.
        var (others, other) = await SentAsync(1, "2027-05-03 10:00");
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update MonitoringReturn set Status = 'Due', FirstSentAt = null, SubmittedAt = null where Id = @other",
                new { other }
            )
        );
        var award = await others.AwardAsync(0);
        Assert.Null(
            (
                await host.WithAsync<MoveReturnDate, Result>(move =>
                    move.RunAsync(others.Officer, award, other, new(2027, 6, 30), "Their treasurer is ill")
                )
            ).FirstRefusal
        );
        host.Clock.MoveTo("2027-06-25 10:00");
        await SendAsync(others, other, 1);
        (await (await host.AsAsync(others.Officer)).OpenAsync(Links.DueDiligence.CrossChecks(others.Applications[0].Id))).AssertSays(
            "sent its final return 19 working days late (due 28 May 2027, which we moved to 30 June 2027, sent 25 June 2027)"
        );
    }
}
