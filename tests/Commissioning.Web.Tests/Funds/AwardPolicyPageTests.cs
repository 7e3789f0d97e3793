using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Funds;

public sealed class AwardPolicyPageTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task The_award_policy_page_is_set_before_the_round_opens_and_frozen_with_it()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        host.Clock.MoveTo("2026-01-01 12:00");
        var round = (
            await host.WithAsync<CreateRound, Result<Guid>>(create => create.RunAsync(officer, new("After Fund", "AF", Scenario.Details())))
        ).Value;
        var browser = await host.AsAsync(officer);
        var page = await browser.OpenAsync(Links.Funds.AfterAward(round));
        page = await page.Choose("In stages, at dates and conditions")
            .Fill("Stages in percent", "50, half")
            .PressAsync("Save", HttpStatusCode.BadRequest);
        page.AssertError("\"half\" is not a whole number. Separate the numbers with commas.");
        page = await page.Fill("Stages in percent", "50, 49")
            .Fill("Questions about the people reached", "Age: Young")
            .PressAsync("Save", HttpStatusCode.BadRequest);
        page.AssertError("The stages add up to 99%; they must add up to 100%, in whole percentages");
        page.AssertError("Write each question about people as a name, a colon and its choices, separated by semicolons");
        page = await page.Fill("Stages in percent", "50, 30, 20")
            .Fill("Questions about the people reached", "Age: Young; Old\n+ Need: Carers; Victims, of any age")
            .Fill("Reminders, in working days before or after the due date", "-5, 0, 3")
            .Fill("Who approves: dates of the project?", "Finance officer")
            .PressAsync("Save");
        page.AssertSays("The settings for after the award are saved");
        var policy = (await host.Db.ReadAsync(work => RoundReader.GetSetupAsync(work, round))).Round.Policy.Awards;
        Assert.Equal(
            (PaymentProfile.Staged, "50 30 20", "-5 0 3", Role.FinanceOfficer),
            (
                policy.Payment,
                string.Join(' ', policy.StagePercents),
                string.Join(' ', policy.ReminderDays),
                policy.Approvers[VariationKind.Dates]
            )
        );
        Assert.Equal(
            [("Age", false, 2), ("Need", true, 2)],
            policy.People.Select(question => (question.Name, question.MayOverlap, question.Choices.Count))
        );

        var published = await host.Scenario.RoundAsync(
            officer,
            [await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember)]
        );
        Assert.NotEmpty(await host.RefusalsAsync<SaveAwardPolicy>(save => save.RunAsync(officer, published, new())));
        foreach (var address in new[] { Links.Funds.AfterAward(published), Links.Funds.ReturnForm(published, 0) })
        {
            var frozen = await browser.OpenAsync(address);
            frozen.AssertSays("This round was published on");
            Assert.NotNull(frozen.Document.QuerySelector("main fieldset[disabled] input"));
            Assert.DoesNotContain(frozen.Document.QuerySelectorAll("main button"), button => button.TextContent.Trim() == "Save");
        }
    }
}
