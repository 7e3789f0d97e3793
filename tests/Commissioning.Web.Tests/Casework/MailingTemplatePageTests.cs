using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Casework;
using Commissioning.Features.Casework;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Casework;

public sealed class MailingTemplatePageTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    [Fact]
    public async Task Template_is_kept_while_writing_used_changed_with_its_history_and_closed()
    {
        var place = await PlaceAsync(1);
        var officer = await host.AsAsync(place.Officer);
        var name = $"Missing accounts {Guid.NewGuid():N}";
        var page = await (await officer.OpenAsync(Links.Casework.NewMailing(place.Round)))
            .Fill("Subject", "Your accounts for {{reference}}")
            .Fill("Message", "Please send the accounts of {{organisation}} by {{closing-date}}.")
            .Fill("Name of the template", name)
            .PressAsync("Keep as a template");
        page.AssertSays($"\"{name}\" is kept");
        Assert.Equal("Your accounts for {{reference}}", page.Value("Subject"));

        page = await (await officer.OpenAsync(Links.Casework.NewMailing(place.Round))).FollowAsync(name);
        Assert.Equal("Please send the accounts of {{organisation}} by {{closing-date}}.", page.Value("Message"));

        page = await (await officer.OpenAsync(Links.Casework.MailingTemplates)).FollowAsync(name);
        page = await page.Fill("Message", "Please send the accounts of {{organisation}} this week.").PressAsync("Save changes");
        page.AssertSays("Saved");
        page.AssertSays("Version 1");
        page.AssertSays("Please send the accounts of {{organisation}} by {{closing-date}}.");
        page = await page.PressAsync("Close it: nobody writes with it any more");
        page.AssertSays("so nobody writes with it");
        (await officer.OpenAsync(Links.Casework.NewMailing(place.Round))).AssertDoesNotSay(name);
        (await page.PressAsync("Open it again")).AssertSays("Open again");
    }

    [Theory]
    [InlineData("Applicants of a round", "Hello {{assessor}}, this is about you.", "{{assessor}} is not a field of this message.")]
    [InlineData(
        "Assessors of a round",
        "Hello {{assessor}}, {{organisation}} has applied.",
        "{{organisation}} is not a field of this message."
    )]
    [InlineData(
        "Applicants of a round",
        "About {{ {{reference}} }} and nothing else.",
        "A field is written between two braces on each side"
    )]
    [InlineData("Organisations", "About {organisation} and nothing else.", "A field is written between two braces on each side")]
    [InlineData("Holders of grants", "Hello <b>you</b>, this is about your grant.", "Write the message without HTML")]
    public async Task Template_with_a_wrong_field_is_refused_by_name(string audience, string wording, string said)
    {
        var officer = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        var name = $"Refused {Guid.NewGuid():N}";
        var page = await (await officer.OpenAsync(Links.Casework.NewMailingTemplate))
            .Choose(audience)
            .Fill("Name", name)
            .Fill("Subject", "A subject")
            .Fill("Message", wording)
            .PressAsync("Save", HttpStatusCode.BadRequest);
        page.AssertSays(said);
        Assert.Equal(0, await host.Database.CountAsync("MailingTemplate", $"Name = '{name}'"));
    }

    [Fact]
    public async Task Template_of_100_000_characters_a_subject_of_two_lines_and_a_name_that_is_taken_are_refused()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var name = $"Taken {Guid.NewGuid():N}";
        Task<Result<Guid>> AddAsync(string called, string subject, string wording) =>
            host.WithAsync<AddMailingTemplate, Result<Guid>>(save =>
                save.RunAsync(officer, MailingAudience.Panel, called, subject, wording)
            );
        Assert.True((await AddAsync(name, "A subject", "Please finish by {{deadline}}.")).IsDone);
        Assert.Equal(
            "Another template of this list has that name",
            (await AddAsync(name.ToUpperInvariant(), "A subject", "Please finish by {{deadline}}.")).FirstRefusal!.Sentence
        );
        Assert.Equal(
            "Enter the message in up to 10,000 characters",
            (await AddAsync(name + "2", "A subject", new string('a', 100_000))).FirstRefusal!.Sentence
        );
        Assert.Equal(
            "Write the subject on one line",
            (await AddAsync(name + "3", "A subject\r\nBcc: all@example.org", "Please finish by {{deadline}}.")).FirstRefusal!.Sentence
        );
    }

    [Fact]
    public async Task Change_of_a_template_that_another_officer_changed_first_is_refused()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var template = (
            await host.WithAsync<AddMailingTemplate, Result<Guid>>(save =>
                save.RunAsync(officer, MailingAudience.Awards, $"Shared {Guid.NewGuid():N}", "A subject", "Your grant ends {{end-date}}.")
            )
        ).Value;
        Task<Result> ChangeAsync(string wording) =>
            host.WithAsync<ChangeMailingTemplate, Result>(save =>
                save.RunAsync(officer, template, 1, $"Shared {template:N}", "A subject", wording)
            );
        Assert.True((await ChangeAsync("Your grant of {{amount}} ends {{end-date}}.")).IsDone);
        Assert.StartsWith(
            "Somebody has changed this template",
            (await ChangeAsync("Your grant for {{project}} ends {{end-date}}.")).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
        Assert.Equal(1, await host.Database.CountAsync("MailingTemplateVersion", $"TemplateId = '{template}'"));
    }

    [Fact]
    public async Task Preview_turns_to_the_next_recipient_and_lists_for_whom_a_field_is_blank()
    {
        var place = await PlaceAsync(2);
        await ExecuteAsync($"update Application set ProjectName = '' where Id = '{place.Applications[1]}'");
        var references = await host.Db.QueryAsync<string>(
            "select Reference from Application where RoundId = @Round order by Number",
            new { place.Round }
        );
        var page = await (await (await host.AsAsync(place.Officer)).OpenAsync(Links.Casework.NewMailing(place.Round)))
            .Fill("Subject", "About {{project}} here")
            .Fill("Message", "This is about {{reference}}, not about {{fund}}.")
            .PressAsync("See how it reads");
        page.AssertSays($"{{{{project}}}} is blank for 1 application: {references[1]}");
        var first = references.Single(reference => page.Text.Contains($"This is about {reference},", StringComparison.Ordinal));
        page = await page.PressAsync("See it for the next one");
        page.AssertSays($"This is about {references.Single(reference => reference != first)},");
    }

    [Fact]
    public async Task Message_to_assessors_who_have_not_finished_names_each_with_what_is_left()
    {
        var place = await PlaceAsync(2);
        await ExecuteAsync(
            $"update PanelMember set Assigned = 2, Submitted = 2 where RoundId = '{place.Round}' and PersonId = '{place.Panel[0].Id}'"
        );
        await ExecuteAsync(
            $"update PanelMember set Assigned = 2, Submitted = 1 where RoundId = '{place.Round}' and PersonId = '{place.Panel[1].Id}'"
        );
        var officer = await host.AsAsync(place.Officer);
        var page = await (await officer.OpenAsync(Links.Casework.Mailings(place.Round))).FollowAsync("those who have not finished");
        page.AssertSays("The message goes by e-mail to 1 assessor of those who have not finished");
        page = await page.Fill("Subject", "Your score sheets")
            .Fill("Message", "{{assessor}}, you have {{left}} left until {{deadline}}.")
            .PressAsync("See how it reads");
        page.AssertSays($"{place.Panel[1].Name}, you have 1 application left until");
        page = await page.PressAsync("Send it for 1 assessor");
        page.AssertSays("The message is on its way");
        Assert.Equal(
            1,
            await host.Database.CountAsync(
                "OutboxEmail",
                $"Kind = 'WrittenToPanel' and SubjectId = '{place.Round}' and TextBody like '%you have 1 application left%'"
            )
        );
        (await officer.OpenAsync(Links.Casework.Mailings(place.Round))).AssertSays("1 assessor");
    }

    [Fact]
    public async Task Message_to_organisations_of_a_list_goes_to_each_organisation_once()
    {
        var place = await PlaceAsync(1);
        var name = (
            await host.Db.ScalarAsync<string>("select Name from Organisation where Id = @Organisation", new { place.Organisation })
        )!;
        var officer = await host.AsAsync(place.Officer);
        var page = await (await officer.OpenAsync($"{Links.Casework.Organisations}?q={Uri.EscapeDataString(name)}")).FollowAsync(
            "Write to all that this list shows"
        );
        page = await page.Fill("Subject", "A meeting for groups")
            .Fill("Message", "{{organisation}} is invited to a meeting in March.")
            .PressAsync("See how it reads");
        page.AssertSays($"{name} is invited to a meeting in March.");
    }

    private sealed record Place(Actor Officer, IReadOnlyList<Actor> Panel, Guid Round, Guid Organisation, IReadOnlyList<Guid> Applications);

    private async Task<Place> PlaceAsync(int applications)
    {
        var (officer, applicant) = (
            await host.Scenario.PersonAsync(Role.CommissioningOfficer),
            await host.Scenario.PersonAsync(Role.Applicant)
        );
        Actor[] panel = [await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember)];
        var round = await host.Scenario.RoundAsync(officer, panel);
        var organisation = await host.Scenario.OrganisationAsync(applicant);
        var made = new List<Guid>();
        for (var i = 0; i < applications; i++)
            made.Add(await host.Scenario.ApplicationAsync(round, organisation, applicant));
        return new(officer, panel, round, organisation, made);
    }

    private Task ExecuteAsync(string sql) => host.Db.HousekeepAsync(work => work.ExecuteAsync(sql));
}
