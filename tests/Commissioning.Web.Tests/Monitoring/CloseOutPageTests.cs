using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Monitoring;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Monitoring;

public sealed class CloseOutPageTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    /// <summary>£4,000 accepted, £3,500 of it paid, everything reported: £3,000 spent.</summary>
    private async Task<(RoundInStages Stages, Guid Award)> ReportedAsync()
    {
        var stages = await RoundInStages.ModeratedAsync(host, null, 4000);
        var award = await stages.AcceptedAsync();
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into Payment (Id, AwardId, Amount, Reason, Status, RequestedBy, RequestedAt, Version) values (@Id, @award, 350000, 'Part', 'Paid', @By, @Now, 1)",
                new
                {
                    Id = Guid.CreateVersion7(),
                    award,
                    By = stages.Officer.Id,
                    work.Now,
                }
            )
        );
        host.Clock.MoveTo("2027-05-10 10:00");
        await stages.ReportAllAsync(award, 0, line => new(line.Requested.Pence * 3 / 4));
        return (stages, award);
    }

    [Fact]
    public async Task An_underspend_is_agreed_returned_and_back_in_the_pot_to_the_penny()
    {
        var (stages, award) = await ReportedAsync();
        var officer = await host.AsAsync(stages.Officer);
        var page = await officer.OpenAsync(Links.Monitoring.CloseOut(award));
        page.AssertSays("Paid £3,500.00 Spent, from accepted returns £3,000.00 Not drawn £500.00 To be returned £500.00");
        page = await page.PressAsync("Ask the organisation to agree these figures");
        page.AssertSays("The grant cannot be closed yet. The organisation has not agreed the figures yet.");

        var applicant = await host.AsAsync(stages.Applications[0].Applicant);
        var mine = await (await applicant.OpenAsync(Links.Applications.Mine)).FollowAsync(
            "Agree the figures to close your grant for Project A"
        );
        (await mine.PressAsync("Agree the figures", HttpStatusCode.BadRequest)).AssertError("Enter your full name");
        (await mine.Fill("Your full name", "Amira").PressAsync("Agree the figures", HttpStatusCode.BadRequest)).AssertError(
            "Enter your first name and your last name"
        );
        mine = await mine.Fill("Your full name", "Amira Khan").PressAsync("Agree the figures");
        mine.AssertSays("£500.00 still to be returned");
        Assert.Equal(
            1,
            await host.Db.ScalarAsync<int>("select count(*) from Letter where Kind = 'Underspend' and SubjectId = @award", new { award })
        );
        Assert.StartsWith(
            "This was agreed at",
            (
                await host.WithAsync<AgreeCloseOut, Result>(agree =>
                    agree.RunAsync(stages.Applications[0].Applicant, stages.Applications[0].Id, "Again", null)
                )
            )
                .FirstRefusal!
                .Sentence,
            StringComparison.Ordinal
        );

        page = await officer.OpenAsync(Links.Monitoring.CloseOut(award));
        page.AssertSays("The grant cannot be closed yet. £500.00 is still to be returned. A finance officer records here what comes back.");
        var finance = await host.AsAsync(await host.Scenario.PersonAsync(Role.FinanceOfficer));
        var receive = (await finance.OpenAsync(Links.Monitoring.CloseOut(award)))
            .FillNamed("On.Day", "10")
            .FillNamed("On.Month", "5")
            .FillNamed("On.Year", "2027");
        (await receive.Fill("Amount received", "nothing").PressAsync("Record the receipt", HttpStatusCode.BadRequest)).AssertError(
            "Enter an amount in pounds and pence, such as 250.50"
        );
        (
            await receive
                .Fill("Amount received", "500.01")
                .Fill("Reference of the receipt", "BACS 77")
                .PressAsync("Record the receipt", HttpStatusCode.BadRequest)
        ).AssertError("Only £500.00 is still to be returned");
        (
            await receive
                .Fill("Amount received", "200")
                .Fill("Reference of the receipt", " ")
                .PressAsync("Record the receipt", HttpStatusCode.BadRequest)
        ).AssertError("Enter the reference of the receipt, in up to 100 characters");
        (
            await receive
                .FillNamed("On.Day", "11")
                .Fill("Reference of the receipt", "BACS 77")
                .PressAsync("Record the receipt", HttpStatusCode.BadRequest)
        ).AssertError("Enter the day on which the money arrived. It cannot be before the close-out started or after today.");
        receive = await receive.FillNamed("On.Day", "10").PressAsync("Record the receipt");
        receive.AssertSays("Still to be returned £300.00");
        await receive
            .Fill("Amount received", "300")
            .Fill("Reference of the receipt", "BACS 78")
            .FillNamed("On.Day", "10")
            .FillNamed("On.Month", "5")
            .FillNamed("On.Year", "2027")
            .PressAsync("Record the receipt");
        (await (await officer.OpenAsync(Links.Monitoring.CloseOut(award))).PressAsync("Close the grant")).AssertSays("The grant is closed");
        Assert.Equal(
            Money.FromPounds(3000),
            await host.Db.ScalarAsync<Money>("select Amount - GivenBack from Award where Id = @award", new { award })
        );
        Assert.Equal("Closed", await host.Db.ScalarAsync<string>("select EndedHow from Award where Id = @award", new { award }));
        await TallyAssert.MatchesAsync(host.Db, stages.Round);
        (await applicant.OpenAsync(Links.Applications.Mine)).AssertSays("Grant closed");
        await (await host.AsAsync(stages.Applications[1].Applicant)).OpenAsync(
            Links.Monitoring.MyCloseOut(stages.Applications[0].Id),
            HttpStatusCode.NotFound
        );
    }

    [Fact]
    public async Task An_underspend_is_partly_reused_with_an_approvers_consent_and_the_rest_invoiced()
    {
        var (stages, award) = await ReportedAsync();
        Assert.Null((await host.WithAsync<ProposeCloseOut, Result>(propose => propose.RunAsync(stages.Officer, award, null))).FirstRefusal);
        var mine = await (await host.AsAsync(stages.Applications[0].Applicant)).OpenAsync(
            Links.Monitoring.MyCloseOut(stages.Applications[0].Id)
        );
        await mine.Fill("Your full name", "Amira Khan")
            .Fill("Would you like to use the £500.00 for something else? If so, what? (optional)", "A summer outing")
            .PressAsync("Agree the figures");
        Assert.Equal(
            "The close-out has already started",
            (await host.WithAsync<ProposeCloseOut, Result>(propose => propose.RunAsync(stages.Officer, award, null))).FirstRefusal!.Sentence
        );
        var page = await (await host.AsAsync(stages.Approver)).OpenAsync(Links.Monitoring.CloseOut(award));
        page = page.FillNamed("UseBy.Day", "30").FillNamed("UseBy.Month", "6").FillNamed("UseBy.Year", "2027");
        (await page.Fill("How much may they use again?", "all").PressAsync("Save the decision", HttpStatusCode.BadRequest)).AssertError(
            "Enter an amount in pounds and pence, or 0"
        );
        (
            await page.Fill("How much may they use again?", "500.01")
                .Fill("Why?", "A good idea")
                .PressAsync("Save the decision", HttpStatusCode.BadRequest)
        ).AssertError("Only £500.00 is still to be returned");
        (
            await page.Fill("How much may they use again?", "400")
                .Fill("Why?", " ")
                .PressAsync("Save the decision", HttpStatusCode.BadRequest)
        ).AssertError("Say why, in up to 1,000 characters. The organisation reads this.");
        page = page.Fill("How much may they use again?", "400").Fill("Why?", "A good idea");
        (await page.FillNamed("UseBy.Day", "").PressAsync("Save the decision", HttpStatusCode.BadRequest)).AssertError(
            "The last day on which they may use it must include a day"
        );
        (await page.FillNamed("UseBy.Day", "30").PressAsync("Save the decision")).AssertSays("Still to be returned £100.00");
        Task<Result> ReceiveAsync(int pounds, string receipt) =>
            host.WithAsync<RecordReturnedMoney, Result>(record =>
                record.RunAsync(
                    stages.Officer,
                    award,
                    Money.FromPounds(pounds),
                    LondonTime.DateOf(host.Clock.GetUtcNow().UtcDateTime),
                    receipt
                )
            );
        Task<Result> CloseAsync() => host.WithAsync<CloseAward, Result>(close => close.RunAsync(stages.Officer, award));
        Assert.True((await ReceiveAsync(100, "BACS 1")).IsDone);
        Assert.Equal("The return about the £400.00 used again is not accepted yet", (await CloseAsync()).FirstRefusal!.Sentence);

        // £300 of the £400 was spent, so that £100 more comes back with an invoice of its own.
        host.Clock.MoveTo("2027-07-01 10:00");
        var reuse = await host.Db.ScalarAsync<Guid>(
            "select Id from MonitoringReturn where AwardId = @award and Kind = 'Reuse'",
            new { award }
        );
        var first = await InvoiceAsync(award);
        Assert.Empty(
            await stages.ReportAsync(reuse, stages.Applications[0].Applicant, line => Money.FromPounds(line.Position == 1 ? 300 : 0))
        );
        Assert.True(
            (
                await host.WithAsync<ReviewReturn, Result>(review =>
                    review.RunAsync(stages.Officer, reuse, new(true, null, ReturnRating.Green, []) { FlagNote = "They agree with us" })
                )
            ).IsDone
        );
        Assert.NotEqual(first, await InvoiceAsync(award));
        Assert.Equal("£100.00 is still to be returned", (await CloseAsync()).FirstRefusal!.Sentence);
        Assert.True((await ReceiveAsync(100, "BACS 2")).IsDone);
        Assert.True((await CloseAsync()).IsDone);
        // Paid 3,500, of which 200 was returned; 500 was never drawn.
        Assert.Equal(
            Money.FromPounds(3300),
            await host.Db.ScalarAsync<Money>("select Amount - GivenBack from Award where Id = @award", new { award })
        );
        await TallyAssert.MatchesAsync(host.Db, stages.Round);
    }

    [Fact]
    public async Task Money_used_again_is_measured_by_what_may_be_used_again()
    {
        var (stages, award) = await ReportedAsync();
        var (id, applicant) = (stages.Applications[0].Id, stages.Applications[0].Applicant);
        Assert.True((await host.WithAsync<ProposeCloseOut, Result>(one => one.RunAsync(stages.Officer, award, null))).IsDone);
        Assert.True((await host.WithAsync<AgreeCloseOut, Result>(one => one.RunAsync(applicant, id, "Amira Khan", "An outing"))).IsDone);
        var day = LondonTime.DateOf(host.Clock.GetUtcNow().UtcDateTime);
        Assert.True(
            (
                await host.WithAsync<DecideReuse, Result>(one =>
                    one.RunAsync(stages.Approver, award, Money.FromPounds(50), "A good idea", day.AddDays(40))
                )
            ).IsDone
        );
        var mine = await (await host.AsAsync(applicant)).OpenAsync(Links.Awards.MyGrant(id));
        mine.AssertSays("Pay back £450.00");
        mine.AssertSays($"the number of our invoice, {await InvoiceAsync(award)}.");
        mine.AssertSays("Tell us what you used the money for");
        var reuse = await host.Db.ScalarAsync<Guid>(
            "select Id from MonitoringReturn where AwardId = @award and Kind = 'Reuse'",
            new { award }
        );
        var form = await (await host.AsAsync(applicant)).OpenAsync(Links.Monitoring.Part(reuse, "all"));
        form.AssertSays("£50.00 that you may use again.");
        form.AssertDoesNotSay("Last time");
        form.AssertDoesNotSay("Your receipts add up to");
        // On the day on which it is spent, long before the last day.
        Assert.Empty(await stages.SendAsync(reuse, applicant, line => Money.FromPounds(line.Position == 1 ? 60 : 0)));
        var view = await host.WithAsync<ReturnReader, ReturnReader.MonitoringReturn>(reader => reader.GetAsync(reuse));
        Assert.Equal((Money.FromPounds(50), Money.Zero), (view.Return.Award, view.Unspent));
        Assert.Equal(
            ["£60.00 is more than the £50.00 that you may use again: is that right?"],
            await host.Db.QueryAsync<string>("select Sentence from ReturnFlag where ReturnId = @reuse", new { reuse })
        );
        var review = await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Monitoring.Review(reuse));
        review.AssertSays("May be used again £50.00 Spent so far £60.00 Unspent £0.00");
        review.AssertDoesNotSay("Different people");
        Assert.True(
            (
                await host.WithAsync<ReviewReturn, Result>(one =>
                    one.RunAsync(
                        stages.Officer,
                        reuse,
                        new(true, null, ReturnRating.Green, []) { FlagNote = "They pay the other £10 themselves" }
                    )
                )
            ).IsDone
        );
        (await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Monitoring.CloseOut(award))).AssertSays(
            "£50.00: the return says £60.00, and the rest is the organisation's own cost"
        );
    }

    private Task<string?> InvoiceAsync(Guid award) =>
        host.Db.ScalarAsync<string?>("select InvoiceNumber from CloseOut where AwardId = @award", new { award });

    [Fact]
    public async Task A_close_out_waits_until_the_grant_is_reported_on()
    {
        var stages = await RoundInStages.ModeratedAsync(host, null, 4000);
        var award = await stages.AcceptedAsync();
        host.Clock.MoveTo("2027-05-10 10:00");
        (await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Monitoring.CloseOut(award))).AssertSays("1 return is not accepted yet");
        Assert.Equal(
            "1 return is not accepted yet",
            (await host.WithAsync<ProposeCloseOut, Result>(propose => propose.RunAsync(stages.Officer, award, null))).FirstRefusal!.Sentence
        );
        Assert.Equal(
            "Start the close-out first",
            (await host.WithAsync<CloseAward, Result>(close => close.RunAsync(stages.Officer, award))).FirstRefusal!.Sentence
        );
    }
}
