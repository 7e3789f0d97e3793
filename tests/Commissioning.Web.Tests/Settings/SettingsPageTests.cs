using System.Net;
using Commissioning.Domain.Accounts;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Settings;

public sealed class SettingsPageTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    [Fact]
    public async Task Settings_stand_on_one_page_with_what_holds_and_who_set_it()
    {
        var person = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var officer = await host.AsAsync(person);
        var page = await officer.OpenAsync(Links.Settings.Index);
        page.AssertSays("Charity, Community interest company");
        Assert.Contains(page.Document.QuerySelectorAll("nav a"), link => link.TextContent.Trim() == "Settings");
        page = await officer.OpenAsync(Links.Settings.Limits);
        page.AssertSays("Default, not OPCC policy");
        page = await page.Fill("Months for which a document is offered again", "0").PressAsync("Save", HttpStatusCode.BadRequest);
        page.AssertError("Enter the months as a whole number from 1 to 60");
        page = await page.Fill("Months for which a document is offered again", "18").PressAsync("Save");
        page.AssertSays($"Set by {person.Name}");
        page.AssertSays("Months for which a document is offered again: 12 -> 18");
        page.AssertDoesNotSay("Default, not OPCC policy");
        (await officer.OpenAsync(Links.Settings.Index)).AssertSays("Documents 18 months");
        var auditor = await host.AsAsync(await host.Scenario.PersonAsync(Role.Auditor));
        var read = await auditor.OpenAsync(Links.Settings.Limits);
        read.AssertSays("18");
        Assert.Empty(read.Document.QuerySelectorAll("main form"));
        await auditor.OpenAsync(Links.Settings.Kind("charity"), HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Business_is_added_from_its_ready_rules_and_its_applicants_read_the_note()
    {
        var officer = await host.AsAsync(await host.Scenario.PersonAsync(Role.Administrator));
        var page = await officer.OpenAsync(Links.Settings.Kinds);
        page = await (await page.FollowAsync("Business")).PressAsync("Add this kind");
        page.AssertSays("Business is saved");
        page.AssertSays("50% of the cost from others");
        page = await (await page.FollowAsync("Add a kind"))
            .Fill("Name, as applicants read it", "business")
            .PressAsync("Add this kind", HttpStatusCode.BadRequest);
        page.AssertError("Business is in the list already");
        var round = await host.Scenario.RoundAsync(
            await host.Scenario.PersonAsync(Role.CommissioningOfficer),
            [await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember)]
        );
        (await host.Visitor().OpenAsync(Links.Applications.Eligibility(round))).AssertSays("Business");
        var applicant = await host.Scenario.PersonAsync(Role.Applicant);
        var draft = await host.Scenario.CompleteDraftAsync(
            round,
            await host.Scenario.OrganisationAsync(applicant, "Test Trading", "Business"),
            applicant
        );
        var tasks = await (await host.AsAsync(applicant)).OpenAsync(Links.Applications.TaskList(draft));
        tasks.AssertSays("A business pays a part of its project's cost itself");
        tasks.AssertDoesNotSay("not OPCC policy");
    }

    [Fact]
    public async Task Officer_whose_form_is_out_of_date_is_told_who_changed_it_and_can_save_again()
    {
        var person = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var (one, other) = (await host.AsAsync(person), await host.AsAsync(await host.Scenario.PersonAsync(Role.Administrator)));
        var late = await other.OpenAsync(Links.Settings.Reminders);
        var first = await (await one.OpenAsync(Links.Settings.Reminders)).Fill("Offers", "-10, 1").PressAsync("Save");
        first.AssertSays("The days are saved");
        late = await late.Fill("Offers", "-9, 1").PressAsync("Save", HttpStatusCode.BadRequest);
        late.AssertError(
            $"{person.Name} changed this setting while you had it open. Check it below, and save again to replace it with yours."
        );
        Assert.Equal("-9, 1", late.Value("Offers"));
        (await late.PressAsync("Save")).AssertSays("Offers: -10, 1 -> -9, 1");
    }

    [Fact]
    public async Task Words_of_an_equality_question_are_shown_as_they_were_typed()
    {
        var officer = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        var page = await officer.OpenAsync(Links.Settings.NewEquality);
        page = await page.Fill("Question", "Is it for <b>carers</b>?").Fill("Choices", "Yes\nNo").PressAsync("Add this question");
        page.AssertSays("Is it for <b>carers</b>?");
        Assert.Empty(page.Document.QuerySelectorAll("main b"));
        page = await page.FollowAsync("Is it for <b>carers</b>?");
        page = await page.Fill("Choices", "Yes").PressAsync("Save", HttpStatusCode.BadRequest);
        page.AssertError("Enter at least two choices, one a line");
        (await (await officer.OpenAsync(Links.Settings.Equality)).PressAsync("Earlier: Is it for <b>carers</b>?")).AssertSays(
            "The new order is saved"
        );
    }

    [Fact]
    public async Task Question_about_the_organisation_is_asked_with_the_words_of_the_office()
    {
        var officer = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        var page = await officer.OpenAsync(Links.Settings.ProfileQuestion("branch"));
        page = await page.Fill("Question", "Is your group part of a bigger one?").PressAsync("Save");
        page.AssertSays("The question is saved");
        var applicant = await host.Scenario.PersonAsync(Role.Applicant);
        var round = await host.Scenario.RoundAsync(
            await host.Scenario.PersonAsync(Role.CommissioningOfficer),
            [await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember)]
        );
        var draft = await host.Scenario.CompleteDraftAsync(round, await host.Scenario.OrganisationAsync(applicant), applicant);
        (await (await host.AsAsync(applicant)).OpenAsync(Links.Applications.OrganisationPage(draft, "group"))).AssertSays(
            "Is your group part of a bigger one?"
        );
        page = await officer.OpenAsync(Links.Settings.NewPoint);
        page = await page.Fill("What officers look for", "A code of conduct").PressAsync("Add this evidence", HttpStatusCode.BadRequest);
        page.AssertError("Choose the projects that need it, or close it");
    }
}
