using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Organisations;
using Commissioning.Features.Payments;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.DueDiligence;

public sealed class SubsidyPageTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    [Fact]
    public async Task Subsidy_steps_are_taken_in_order_and_payment_waits_for_the_confirmation()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        var application = stages.Applications[0];
        await host.Scenario.ReadyToPayAsync(application.Id);
        await host.Db.HousekeepAsync(work => work.ExecuteAsync("delete from Subsidy where ApplicationId = @Id", new { application.Id }));
        Assert.Null(
            (
                await host.WithAsync<RequestPayment, Result>(request =>
                    request.RunAsync(stages.Officer, award, Money.FromPounds(5000), "All")
                )
            ).FirstRefusal
        );
        var payment = await host.Db.ScalarAsync<Guid>("select Id from Payment where AwardId = @award", new { award });
        var finance = await host.Scenario.PersonAsync(Role.FinanceOfficer);
        async Task HeldAsync(string why) =>
            Assert.Equal(
                $"This payment is on hold: {why}",
                (await host.WithAsync<DecidePayment, Result>(decide => decide.RunAsync(finance, payment, true, null)))
                    .FirstRefusal!
                    .Sentence
            );

        await HeldAsync("No one has recorded whether this award is a subsidy");
        var officer = await host.AsAsync(stages.Officer);
        var page = await officer.OpenAsync(Links.DueDiligence.Subsidy(application.Id));
        page = await page.PressAsync("Save", HttpStatusCode.BadRequest);
        page.AssertError("Say whether it puts goods or services on a market");
        Assert.Null((await AssessAsync(stages.Officer, application.Id, true, true)).FirstRefusal);
        await HeldAsync("This award is minimal financial assistance, and we have not given the recipient notice of it");
        var phone = await host.AsAsync(application.Applicant);
        await phone.OpenAsync(Links.DueDiligence.MySubsidy(application.Id), HttpStatusCode.NotFound);

        page = await (await officer.OpenAsync(Links.DueDiligence.Subsidy(application.Id))).PressAsync("Send the notice");
        page.AssertSays("£5,000.00");
        await HeldAsync("This award is minimal financial assistance, and the recipient has not confirmed what else it received");
        Assert.Equal(
            "You can send one notice, once the answer to both tests is yes",
            (await host.WithAsync<SendSubsidyNotice, Result>(send => send.RunAsync(stages.Officer, application.Id))).FirstRefusal!.Sentence
        );
        Assert.Equal(
            "The notice has been sent, so you cannot change the tests",
            (await AssessAsync(stages.Officer, application.Id, false, null)).FirstRefusal!.Sentence
        );

        await (await host.AsAsync(stages.Applications[1].Applicant)).OpenAsync(
            Links.DueDiligence.MySubsidy(application.Id),
            HttpStatusCode.NotFound
        );
        var mine = await (await phone.OpenAsync(Links.Applications.Mine)).FollowAsync(
            "Tell us what other subsidies you have had for Project A"
        );
        mine.AssertSays("no more than £315,000.00 of it from all public bodies together since 1 April 2023");
        mine = await mine.Fill("What else have you had?", "Leicester City Council 5000").PressAsync("Confirm", HttpStatusCode.BadRequest);
        mine.AssertError(
            "Write \"Leicester City Council 5000\" as who, how much and when, with commas between, such as Leicester City Council, 5000, 1/6/2025"
        );
        mine = await mine.Fill("What else have you had?", "Leicester City Council, 5000,50, 1/6/2025")
            .PressAsync("Confirm", HttpStatusCode.BadRequest);
        mine.AssertError(
            "Write \"Leicester City Council, 5000,50, 1/6/2025\" as who, how much and when, with commas between, such as Leicester City Council, 5000, 1/6/2025. Did you mean £5,000.50?"
        );
        mine = await mine.Fill("What else have you had?", "Leicester City Council, £310,000.01, 1/6/2025")
            .PressAsync("Confirm", HttpStatusCode.BadRequest);
        mine.AssertError(
            "With £310,000.01 counted since 1 April 2023, this award of £5,000.00 would bring the total to £315,000.01, which is £0.01 over the limit of £315,000.00. It cannot be given as minimal financial assistance."
        );
        mine = await mine.Fill("What else have you had?", "Leicester City Council, £310,000.00, 1/6/2025\nOld help, 900, 31 March 2023")
            .PressAsync("Confirm", HttpStatusCode.BadRequest);
        mine.AssertError("Confirm that this grant does not take you over the limit");
        mine = await mine.Choose("I confirm that this grant does not take us over the limit")
            .PressAsync("Confirm", HttpStatusCode.BadRequest);
        mine.AssertError("Enter your full name");
        mine = await mine.Fill("Your full name", "Amira Khan").PressAsync("Confirm");
        mine.AssertSays("Amira Khan confirmed this at");
        (await officer.OpenAsync(Links.DueDiligence.Subsidy(application.Id))).AssertSays("£310,000.00 before this award, of £315,000.00");

        Assert.Null((await host.WithAsync<DecidePayment, Result>(decide => decide.RunAsync(finance, payment, true, null))).FirstRefusal);
        (await officer.OpenAsync(Links.DueDiligence.Subsidy(application.Id))).AssertSays("£5,000.00, given on");
        Assert.NotEqual(
            0,
            await host.Db.ScalarAsync<int>(
                "select count(*) from OutboxEmail where SubjectId = @Id and Kind = 'SubsidyConfirmed'",
                new { application.Id }
            )
        );
        // Assistance given counts for the organisation's next award.
        var next = await host.Scenario.ApplicationAsync(stages.Round, application.Organisation, application.Applicant);
        var total = (await host.Db.ReadAsync(work => SubsidyQueries.GetAsync(work, next))).Total;
        Assert.Equal(Money.FromPounds(5000), total);
    }

    [Fact]
    public async Task Two_subsidies_at_once_do_not_exceed_the_limit_together()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).AnnouncedAsync();
        var (first, second) = (stages.Applications[0], stages.Applications[1]);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update Award set Amount = 20000000 where ApplicationId = @First or ApplicationId = @Second",
                new { First = first.Id, Second = second.Id }
            )
        );
        Assert.Null(
            (
                await host.WithAsync<CompareOrganisations, Result>(compare =>
                    compare.RunAsync(stages.Officer, first.Organisation, second.Organisation, true, "One body")
                )
            ).FirstRefusal
        );
        foreach (var application in new[] { first, second })
            Assert.Null((await AssessAsync(stages.Officer, application.Id, true, true)).FirstRefusal);
        Assert.Null((await host.WithAsync<SendSubsidyNotice, Result>(send => send.RunAsync(stages.Officer, first.Id))).FirstRefusal);
        Assert.Contains(
            "which is £85,000.00 over the limit",
            (await host.WithAsync<SendSubsidyNotice, Result>(send => send.RunAsync(stages.Officer, second.Id))).FirstRefusal!.Sentence
        );
        // Even if both notices were sent, no one may confirm more than the limit.
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update Subsidy set NoticeAt = @Now, NoticeAmount = 20000000 where ApplicationId = @Id",
                new { second.Id, work.Now }
            )
        );
        Assert.Contains(
            "over the limit",
            Assert
                .Single(await host.RefusalsAsync<ConfirmSubsidy>(confirm => confirm.RunAsync(first.Applicant, first.Id, [], "A", true)))
                .Sentence
        );
    }

    [Fact]
    public async Task A_subsidy_assessment_needs_a_reason_and_its_notice_follows_the_offer()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var application = stages.Applications[0].Id;
        Assert.Equal("economic", (await AssessAsync(stages.Officer, application, true, null)).FirstRefusal!.Field);
        Assert.Equal(
            "subsidyReason",
            (await host.WithAsync<AssessSubsidy, Result>(assess => assess.RunAsync(stages.Officer, application, false, null, "")))
                .FirstRefusal!
                .Field
        );
        Assert.Null((await AssessAsync(stages.Officer, application, true, true)).FirstRefusal);
        Assert.Equal(
            "The notice names the award, so send it after the offer",
            (await host.WithAsync<SendSubsidyNotice, Result>(send => send.RunAsync(stages.Officer, application))).FirstRefusal!.Sentence
        );
        Assert.Equal(
            "This has already been confirmed, or we have not asked for it",
            Assert
                .Single(
                    await host.RefusalsAsync<ConfirmSubsidy>(confirm =>
                        confirm.RunAsync(stages.Applications[0].Applicant, application, [], "A", true)
                    )
                )
                .Sentence
        );
    }

    [Fact]
    public async Task A_subsidy_limit_is_set_with_the_day_it_begins()
    {
        var finance = await host.AsAsync(await host.Scenario.PersonAsync(Role.FinanceOfficer));
        var page = await finance.OpenAsync(Links.DueDiligence.SubsidyLimits);
        page.AssertSays("£315,000.00 from 4 January 2023 (Subsidy Control Act 2022, section 36)");
        page = await page.PressAsync("Save", HttpStatusCode.BadRequest);
        page.AssertError("Enter the day from which the limit is in force");
        page = page.FillNamed("From.Day", "1").FillNamed("From.Month", "4").FillNamed("From.Year", "2027");
        page = await page.Fill("Limit", "nothing").PressAsync("Save", HttpStatusCode.BadRequest);
        page.AssertError("Enter the limit in pounds, such as 315,000");
        page = await page.Fill("Limit", "400.000,00").PressAsync("Save", HttpStatusCode.BadRequest);
        page.AssertError("Enter the limit in pounds, such as 315,000. Did you mean £400,000.00?");
        page = await page.Fill("Limit", "400,000").PressAsync("Save", HttpStatusCode.BadRequest);
        page.AssertError("Say where the limit is written, such as the section of the Act");
        page = await page.Fill("Where it is written", "Regulations of 2027").PressAsync("Save");
        page.AssertSays("£400,000.00 from 1 April 2027 (Regulations of 2027)");
        page = page.FillNamed("From.Day", "1").FillNamed("From.Month", "4").FillNamed("From.Year", "2027");
        (await page.Fill("Limit", "5").Fill("Where it is written", "x").PressAsync("Save", HttpStatusCode.BadRequest)).AssertError(
            "A limit is in force from that day already"
        );
        await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer))
            .ContinueWith(
                async browser => (await (await browser).OpenAsync(Links.DueDiligence.SubsidyLimits)).AssertDoesNotSay("A new limit"),
                TaskScheduler.Default
            )
            .Unwrap();
    }

    private Task<Result> AssessAsync(Actor officer, Guid application, bool? enterprise, bool? economic) =>
        host.WithAsync<AssessSubsidy, Result>(assess =>
            assess.RunAsync(officer, application, enterprise, economic, "It runs a café with the grant")
        );
}
