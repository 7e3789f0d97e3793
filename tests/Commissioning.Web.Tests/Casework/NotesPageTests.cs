using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Casework;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Casework;

public sealed class NotesPageTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    [Fact]
    public async Task Officer_writes_changes_and_removes_a_note_and_a_colleague_whom_it_names_reads_it()
    {
        var (officer, colleague) = (
            await host.Scenario.PersonAsync(Role.CommissioningOfficer),
            await host.Scenario.PersonAsync(Role.FinanceOfficer)
        );
        var (application, _) = await ApplicationsAsync();
        var (address, writer) = (Links.Casework.Notes(NoteSubject.Application, application), await host.AsAsync(officer));

        var page = await (await writer.OpenAsync(address))
            .Fill("New note", $"Rang them. @{colleague.Name}, is the account old?")
            .PressAsync("Save note");
        page.AssertSays("Note saved");
        page.AssertSays($"Waits for {colleague.Name}.");
        Assert.Equal(1, await EmailsAsync(colleague));
        Assert.Equal(0, await host.Database.CountAsync("OutboxEmail", "TextBody like '%Rang them%'"));

        var reader = await host.AsAsync(colleague);
        (await reader.OpenAsync(Links.Casework.Work)).AssertSays("Note that names you");
        page = await (await reader.OpenAsync(Links.Casework.Next(WaitingKind.Note))).PressAsync("I have read it");
        page.AssertSays($"{colleague.Name} read it on");
        (await reader.OpenAsync(Links.Casework.Work)).AssertDoesNotSay("Note that names you");

        page = await (
            await (await writer.OpenAsync(address)).FollowAsync(
                $"Change your note of {LondonTime.DateAndTime(await WrittenAsync(application))}"
            )
        )
            .Fill("Change your note", "Rang them: nobody there")
            .PressAsync("Save changes");
        page.AssertSays("Rang them: nobody there");
        page.AssertSays("What it said before");
        page = await page.PressAsync($"Remove your note of {LondonTime.DateAndTime(await WrittenAsync(application))}");
        page.AssertSays("Note removed. It stays on record.");
        page.AssertSays($"Removed by {officer.Name}");
        // Nobody else may change it, and it was named once.
        (await reader.OpenAsync(address)).AssertDoesNotSay("Change your note");
        Assert.Equal(1, await EmailsAsync(colleague));
        Assert.Equal(
            ["NoteChanged", "NoteRead", "NoteRemoved", "NoteWritten"],
            await host.Db.ReadAsync(work =>
                work.QueryAsync<string>("select distinct Action from AuditEntry where Action like 'Note%' order by Action")
            )
        );
    }

    [Fact]
    public async Task Name_of_somebody_who_may_not_read_notes_is_refused_and_the_text_stays()
    {
        var (officer, member) = (
            await host.Scenario.PersonAsync(Role.CommissioningOfficer),
            await host.Scenario.PersonAsync(Role.PanelMember)
        );
        var (application, _) = await ApplicationsAsync();
        var page = await (await (await host.AsAsync(officer)).OpenAsync(Links.Casework.Notes(NoteSubject.Application, application)))
            .Fill("New note", $"@{member.Name} what do you think?")
            .PressAsync("Save note", HttpStatusCode.BadRequest);
        page.AssertSays($"{member.Name} may not read notes, so a note cannot be for them.");
        Assert.Equal($"@{member.Name} what do you think?", page.Value("New note"));
        Assert.Equal(0, await host.Database.CountAsync("Note", $"ApplicationId = '{application}'"));
    }

    [Fact]
    public async Task Notes_of_an_organisation_hold_those_of_its_applications_and_its_tags()
    {
        var officer = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        var (application, another) = await ApplicationsAsync();
        var organisation = await host.Db.ReadAsync(work =>
            work.ScalarAsync<Guid>("select OrganisationId from Application where Id = @application", new { application })
        );
        await (await officer.OpenAsync(Links.Casework.Notes(NoteSubject.Application, application)))
            .Fill("New note", "About this one")
            .PressAsync("Save note");
        var page = await (await officer.OpenAsync(Links.Casework.Notes(NoteSubject.Organisation, organisation)))
            .Fill("New note", "About all of it")
            .PressAsync("Save note");
        page.AssertSays("About this one");
        page = await page.Fill("Tag", "Needs help, often").PressAsync("Add tag", HttpStatusCode.BadRequest);
        page.AssertSays("Enter one tag, without a comma");
        page = await page.Fill("Tag", "Needs help").PressAsync("Add tag");
        page.AssertSays("Tagged \"Needs help\"");
        page = await page.PressAsync("Remove \"Needs help\"");
        page.AssertSays("Tags: none");
        var other = await officer.OpenAsync(Links.Casework.Notes(NoteSubject.Application, another));
        other.AssertDoesNotSay("About this one");
        await officer.OpenAsync($"/notes/round/{organisation}", HttpStatusCode.NotFound);
        await officer.OpenAsync(Links.Casework.Notes(NoteSubject.Organisation, Guid.CreateVersion7()), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Auditor_reads_notes_and_writes_none_and_the_panel_sees_none()
    {
        var (application, _) = await ApplicationsAsync();
        var address = Links.Casework.Notes(NoteSubject.Application, application);
        var auditor = await host.AsAsync(await host.Scenario.PersonAsync(Role.Auditor));
        var page = await auditor.OpenAsync(address);
        page.AssertDoesNotSay("New note");
        var token = (await auditor.OpenAsync(Links.Casework.WorkEmail))
            .Document.QuerySelector("input[name=__RequestVerificationToken]")!
            .GetAttribute("value")!;
        foreach (var handler in new[] { "", "?handler=Remove", "?handler=Tag" })
        {
            using var content = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("Words", "x"), new("Tag", "x")]);
            using var answer = await auditor.PostAsync(new Uri(page.Address, address + handler), content);
            Assert.Equal((handler, HttpStatusCode.Forbidden), (handler, answer.StatusCode));
        }
        foreach (var role in new[] { Role.PanelMember, Role.Approver, Role.CspOfficer, Role.Applicant })
            await (await host.AsAsync(await host.Scenario.PersonAsync(role))).OpenAsync(address, HttpStatusCode.Forbidden);
    }

    private async Task<(Guid One, Guid Other)> ApplicationsAsync()
    {
        var (officer, applicant) = (
            await host.Scenario.PersonAsync(Role.CommissioningOfficer),
            await host.Scenario.PersonAsync(Role.Applicant)
        );
        var round = await host.Scenario.RoundAsync(
            officer,
            [await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember)]
        );
        var organisation = await host.Scenario.OrganisationAsync(applicant);
        return (
            await host.Scenario.ApplicationAsync(round, organisation, applicant),
            await host.Scenario.ApplicationAsync(round, organisation, applicant)
        );
    }

    private Task<int> EmailsAsync(Actor to) =>
        host.Database.CountAsync(
            "OutboxEmail",
            $"Kind = 'NoteMention' and ToAddress = (select p.Email from Person p where p.Id = '{to.Id}')"
        );

    private Task<DateTime> WrittenAsync(Guid application) =>
        host.Db.ReadAsync(work =>
            work.ScalarAsync<DateTime>("select WrittenAt from Note where ApplicationId = @application", new { application })
        );
}
