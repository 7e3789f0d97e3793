using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Funds;

public sealed class ReturnFormPageTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task An_officer_switches_rewords_orders_and_adds_to_what_returns_ask_before_the_round_opens()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        host.Clock.MoveTo("2026-01-01 12:00");
        var round = (
            await host.WithAsync<CreateRound, Result<Guid>>(create => create.RunAsync(officer, new("Forms Fund", "FF", Scenario.Details())))
        ).Value;
        var page = await (await host.AsAsync(officer)).OpenAsync(Links.Funds.AfterAward(round));
        page.AssertSays("Short form of returns: all smaller grants");
        page = await page.FollowAsync("Short form of returns");
        page.AssertSays("default");
        page = await page.Choose("Ask: money spent, by budget line").PressAsync("Save", HttpStatusCode.BadRequest);
        page.AssertError("Short: ask for the money either in one sum or by budget line, because every figure counts it");
        page = await (await (await host.AsAsync(officer)).OpenAsync(Links.Funds.ReturnForm(round, 0)))
            .Choose("Ask: details of people, such as age")
            .Fill("Place of: what was learned", "1")
            .Fill("Wording of question 1", "Would you recommend us?")
            .Fill("Kind of answer to question 1", "Yes or no")
            .Fill("What question 1 is used for (optional)", "We tell our board.")
            .PressAsync("Save");
        page.AssertSays("The form of returns is saved");
        var form = (await host.Db.ReadAsync(work => RoundReader.GetSetupAsync(work, round))).Round.Policy.Awards.ReturnForms[0];
        Assert.True(form.Asks(ReturnItemKind.PeopleDetails));
        Assert.Equal("One thing you learned", ReturnForms.Wording(form.Items.First(item => item.Kind == ReturnItemKind.Learned)));
        Assert.True(form.Items.ToList().FindIndex(item => item.Kind == ReturnItemKind.Learned) < 2);
        var own = Assert.Single(form.Own);
        Assert.Equal((QuestionKind.YesNo, "We tell our board."), (own.Question!.Kind, own.UsedFor));
        // A second save keeps the code by which answers are found.
        await page.PressAsync("Save");
        form = (await host.Db.ReadAsync(work => RoundReader.GetSetupAsync(work, round))).Round.Policy.Awards.ReturnForms[0];
        Assert.Equal(own.Question.Code, Assert.Single(form.Own).Question!.Code);
        Assert.Equal(
            1,
            await host.Db.ScalarAsync<int>(
                "select count(*) from AuditEntry where SubjectId = @round and Action = 'AwardPolicyChanged' and Detail like '%Form of returns%We tell our board.%'",
                new { round }
            )
        );
    }

    [Fact]
    public async Task The_forms_of_returns_are_frozen_with_the_round()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var round = await host.Scenario.RoundAsync(
            officer,
            [await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember)]
        );
        var page = await (await host.AsAsync(officer)).OpenAsync(Links.Funds.ReturnForm(round, 1));
        Assert.Equal("What returns ask", page.Heading);
        Assert.Throws<InvalidOperationException>(() => page.PressAsync("Save").GetAwaiter().GetResult());
    }
}
