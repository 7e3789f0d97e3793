using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Accounts;
using Commissioning.Features.Organisations;
using Commissioning.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioning.Web.Tests.Organisations;

public sealed class OrganisationPageTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task A_colleague_who_is_invited_is_asked_before_joining_and_a_stranger_finds_nothing()
    {
        var (first, second) = (await host.Scenario.PersonAsync(Role.Applicant), await host.Scenario.PersonAsync(Role.Applicant));
        var organisation = await host.Scenario.OrganisationAsync(first);
        var browser = await host.AsAsync(second);
        await browser.OpenAsync(Links.Organisations.Organisation(organisation), HttpStatusCode.NotFound);
        var page = await (await host.AsAsync(first)).OpenAsync(Links.Organisations.Organisation(organisation));
        page = await page.Fill("Invite a colleague by e-mail", await EmailOfAsync(second)).PressAsync("Invite");
        (
            await page.Fill("Invite a colleague by e-mail", await EmailOfAsync(second)).PressAsync("Invite", HttpStatusCode.BadRequest)
        ).AssertSays("was invited today");
        await browser.OpenAsync(Links.Organisations.Organisation(organisation), HttpStatusCode.NotFound);
        await (await browser.OpenAsync(Links.Casework.Work)).PressAsync("Join Friends of Test Park");
        await browser.OpenAsync(Links.Organisations.Organisation(organisation));
        Assert.Equal(
            1,
            await host.Database.CountAsync(
                "OutboxEmail",
                "SubjectId = @organisation and Kind = 'PeopleChanged' and ToAddress = @Email",
                new { organisation, Email = await EmailOfAsync(first) }
            )
        );
    }

    [Fact]
    public async Task A_member_who_was_invited_cannot_take_the_organisation_over()
    {
        var (lead, guest) = (await host.Scenario.PersonAsync(Role.Applicant), await host.Scenario.PersonAsync(Role.Applicant));
        var organisation = await host.Scenario.OrganisationAsync(lead);
        var page = await (await host.AsAsync(lead)).OpenAsync(Links.Organisations.Organisation(organisation));
        page = await page.PressAsync($"Let them send applications: {lead.Name}");
        page = await page.PressAsync($"Let them accept grants: {lead.Name}");
        await page.Fill("Invite a colleague by e-mail", await EmailOfAsync(guest)).PressAsync("Invite");
        var browser = await host.AsAsync(guest);
        await (await browser.OpenAsync(Links.Casework.Work)).PressAsync("Join Friends of Test Park");
        var theirs = await browser.OpenAsync(Links.Organisations.Organisation(organisation));
        (await theirs.PressAsync($"Remove {lead.Name}", HttpStatusCode.BadRequest)).AssertSays($"Only {lead.Name} can remove members");
        (await theirs.PressAsync($"Let them send applications: {guest.Name}", HttpStatusCode.BadRequest)).AssertSays($"Only {lead.Name}");
        (await theirs.PressAsync($"Let them accept grants: {guest.Name}", HttpStatusCode.BadRequest)).AssertSays($"Only {lead.Name}");
        Assert.Equal(2, await host.Database.CountAsync("OrganisationMember", "OrganisationId = @organisation", new { organisation }));
    }

    [Fact]
    public async Task A_member_who_changes_the_signatories_again_and_again_is_told_when_to_go_on()
    {
        host.Clock.MoveTo("2026-03-02 12:00");
        var (lead, other) = (await host.Scenario.PersonAsync(Role.Applicant), await host.Scenario.PersonAsync(Role.Applicant));
        var organisation = await host.Scenario.OrganisationAsync(lead);
        await host.WithAsync<InviteMember, Result>(async invite => await invite.RunAsync(lead, organisation, await EmailOfAsync(other)));
        await host.WithAsync<AcceptInvitation, Result>(accept => accept.RunAsync(other, organisation));
        await host.WithAsync<NameSignatory, Result>(name => name.RunAsync(lead, organisation, lead.Id));
        for (var change = 0; change < 19; change++)
            if (change % 2 == 0)
                Assert.Empty(await host.RefusalsAsync<NameSignatory>(name => name.RunAsync(lead, organisation, other.Id)));
            else
                Assert.Empty(await host.RefusalsAsync<RemoveSignatory>(remove => remove.RunAsync(lead, organisation, other.Id)));
        var emails = await host.Database.CountAsync("OutboxEmail", "SubjectId = @organisation", new { organisation });
        var page = await (await host.AsAsync(lead)).OpenAsync(Links.Organisations.Organisation(organisation));
        (await page.PressAsync($"Let them send applications: {lead.Name}", HttpStatusCode.BadRequest)).AssertSays(
            "You can do it again after midday on 3 March 2026"
        );
        Assert.Equal(emails, await host.Database.CountAsync("OutboxEmail", "SubjectId = @organisation", new { organisation }));
        // A colleague is not stopped.
        Assert.Empty(await host.RefusalsAsync<RemoveSignatory>(remove => remove.RunAsync(other, organisation, lead.Id)));
        host.Clock.MoveTo("2026-03-03 12:01");
        Assert.Empty(await host.RefusalsAsync<NameLead>(name => name.RunAsync(other, organisation, lead.Id)));
    }

    [Fact]
    public async Task An_organisation_keeps_its_last_member_and_says_what_is_wrong_with_its_details()
    {
        var person = await host.Scenario.PersonAsync(Role.Applicant);
        var organisation = await host.Scenario.OrganisationAsync(person);
        var page = await (await host.AsAsync(person)).OpenAsync(Links.Organisations.Organisation(organisation));
        page = await page.PressAsync($"Remove {person.Name}", HttpStatusCode.BadRequest);
        page.AssertSays("Someone must stay");
        page = await page.Fill("Postcode", "nowhere")
            .Fill("Charity number (optional)", "12")
            .PressAsync("Save details", HttpStatusCode.BadRequest);
        page.AssertError("Enter a full postcode, such as LE1 1AA");
        page.AssertError("A charity number has six or seven digits, such as 1234567");
        Assert.Equal("nowhere", page.Value("Postcode"));
    }

    [Fact]
    public async Task The_office_removes_a_lead_with_a_reason_and_every_member_is_told()
    {
        var (lead, other) = (await host.Scenario.PersonAsync(Role.Applicant), await host.Scenario.PersonAsync(Role.Applicant));
        var organisation = await host.Scenario.OrganisationAsync(lead);
        await host.WithAsync<InviteMember, Result>(async invite => await invite.RunAsync(lead, organisation, await EmailOfAsync(other)));
        await host.WithAsync<AcceptInvitation, Result>(accept => accept.RunAsync(other, organisation));
        await host.WithAsync<NameLead, Result>(name => name.RunAsync(lead, organisation, lead.Id));
        await (await host.AsAsync(other)).OpenAsync(Links.Organisations.Members(organisation), HttpStatusCode.Forbidden);

        var officer = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        var page = await officer.OpenAsync(Links.Organisations.Members(organisation));
        (await page.PressAsync($"Remove {lead.Name}", HttpStatusCode.BadRequest)).AssertError("Say why you are removing this member");
        page = await page.Fill("Why are you removing this member?", "Rang the chair on the register's number")
            .PressAsync($"Remove {lead.Name}");
        page.AssertDoesNotSay($"Remove {lead.Name}");
        page.AssertSays("What we sent");
        Assert.Equal(
            2,
            await host.Database.CountAsync(
                "OutboxEmail",
                "SubjectId = @organisation and TextBody like @Words",
                new { organisation, Words = $"%{lead.Name} is no longer a member%" }
            )
        );
        (
            await page.Fill("Why are you removing this member?", "Left").PressAsync($"Remove {other.Name}", HttpStatusCode.BadRequest)
        ).AssertSays("Someone must stay");
    }

    private async Task<string> EmailOfAsync(Actor person) =>
        (await host.Db.ScalarAsync<string>("select Email from Person where Id = @Id", new { person.Id }))!;
}
