using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features;
using Commissioning.Features.Funds;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Applications;

public sealed class TestFormPageTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task A_test_of_a_draft_rounds_form_shows_every_refusal_and_then_the_receipt_and_stores_only_its_entry()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        host.Clock.MoveTo("2026-01-01 12:00");
        var round = (
            await host.WithAsync<CreateRound, Result<Guid>>(create => create.RunAsync(officer, new("Test Fund", "TF", Scenario.Details())))
        ).Value;
        var page = await (await host.AsAsync(officer)).OpenAsync(Links.Funds.Form(round));
        page = await (await page.FollowAsync("Fill in the form and send it as a test")).PressAsync("Send the test");
        page.AssertSays("It would be refused");
        page.AssertSays("Enter at least one line of the budget");
        page.AssertSays("Confirm the declaration to send the application");

        foreach (var box in page.Document.QuerySelectorAll("textarea"))
            box.TextContent = "Our words.";
        page.Fill("Project name", "Safer Saturdays").Choose("Neighbourhood Crime").Choose("No");
        foreach (var (name, day, month, year) in new[] { ("StartsOn", "1", "5", "2026"), ("EndsOn", "31", "3", "2027") })
            page.FillNamed($"Project.{name}.Day", day).FillNamed($"Project.{name}.Month", month).FillNamed($"Project.{name}.Year", year);
        page.Fill("Item 1", "Kit").Fill("From this grant, line 1", "4500");
        page.Fill("What will change? Outcome 1", "Fewer incidents")
            .Fill("How will you measure it? Outcome 1", "Reports")
            .Fill("Where is it now? Outcome 1", "20")
            .Fill("What should it reach? Outcome 1", "10");
        foreach (var box in page.Document.QuerySelectorAll("input[name='Documents']").Cast<AngleSharp.Html.Dom.IHtmlInputElement>())
            box.IsChecked = true;
        page = await page.Choose(
                "What I have said is true, I may apply on behalf of the organisation, and it has read the conditions in the guidance"
            )
            .Fill("Your full name", "Olive Officer")
            .PressAsync("Send the test");
        page.AssertDoesNotSay("It would be refused");
        page.AssertSays("It would be accepted");
        page.AssertSays("Test, no number");
        page.AssertSays("£4,500.00");
        Assert.Equal(0, await host.Db.ScalarAsync<int>("select count(*) from Application where RoundId = @round", new { round }));
        Assert.Equal(
            0,
            await host.Db.ScalarAsync<int>("select LastNumber + Drafts + Submitted from RoundTally where RoundId = @round", new { round })
        );
        Assert.Equal(
            2,
            await host.Db.ScalarAsync<int>(
                "select count(*) from AuditEntry where SubjectId = @round and Action = 'TestSubmitted'",
                new { round }
            )
        );
        Assert.EndsWith(
            "would be accepted",
            await host.Db.ScalarAsync<string>(
                "select e.Detail from AuditEntry e where e.Sequence = (select max(s.Sequence) from AuditEntry s where s.SubjectId = @round)",
                new { round }
            ),
            StringComparison.Ordinal
        );
    }
}
