using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Features.Funds;
using Commissioning.Features.Organisations;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Audit;

/// <summary>The trail of one record, for the people who work on it, and the readings that it keeps.</summary>
public sealed class HistoryTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    [Fact]
    public async Task Officers_and_finance_read_the_history_of_a_record_from_its_own_page_and_others_do_not()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        var (application, organisation) = (stages.Applications[0].Id, stages.Applications[0].Organisation);
        var officer = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        var finance = await host.AsAsync(await host.Scenario.PersonAsync(Role.FinanceOfficer));

        var page = await (await officer.OpenAsync(Links.Applications.Submitted(application))).FollowAsync("History");
        page.AssertSays("Application submitted");
        page.AssertSays("Assessors assigned");
        page = await (await officer.OpenAsync(Links.Funds.Round(stages.Round))).FollowAsync("History of the round");
        page.AssertSays("Threshold: none -> 60");
        page.AssertSays("Round decided");
        page.AssertSays(stages.Approver.Name);
        page = await (await finance.OpenAsync(Links.Payments.Award(award))).FollowAsync("History");
        page.AssertSays("Award accepted");
        page.AssertDoesNotSay("Assessors assigned"); // finance sees no scores
        await (await officer.OpenAsync(Links.DueDiligence.Checks(application))).FollowAsync("History of the organisation");
        await finance.OpenAsync(Links.Audit.History(HistoryKind.Organisation, organisation));

        foreach (var role in new[] { Role.Applicant, Role.PanelMember, Role.Approver, Role.CspOfficer, Role.Administrator })
            await (await host.AsAsync(await host.Scenario.PersonAsync(role))).OpenAsync(
                Links.Audit.History(HistoryKind.Application, application),
                HttpStatusCode.Forbidden
            );
        await officer.OpenAsync(Links.Audit.History(HistoryKind.Application, Guid.NewGuid()), HttpStatusCode.NotFound);
        await officer.OpenAsync($"/history/person/{stages.Officer.Id}", HttpStatusCode.NotFound);
        await officer.OpenAsync($"/history/7/{application}", HttpStatusCode.NotFound);
        // One kind's page does not show another kind's record.
        await officer.OpenAsync(Links.Audit.History(HistoryKind.Round, application), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task History_hides_drafts_of_scores_and_readings_of_bank_details_from_those_who_may_not_see_them()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var (application, organisation) = (stages.Applications[0].Id, stages.Applications[0].Organisation);
        var finance = await host.Scenario.PersonAsync(Role.FinanceOfficer);
        foreach (
            var (action, subject) in new[]
            {
                (AuditAction.ScoreSaved, application),
                (AuditAction.EqualityAnswered, application),
                (AuditAction.DecisionDrafted, application),
                (AuditAction.BankDetailsViewed, organisation),
                (AuditAction.ConcernRead, organisation),
            }
        )
            await host.Db.ChangeAsync(
                finance,
                action,
                subject,
                work =>
                {
                    work.Note($"Hidden {action}");
                    return Task.FromResult(Result.Done);
                }
            );
        var officer = await host.AsAsync(stages.Officer);
        (await officer.OpenAsync(Links.Audit.History(HistoryKind.Application, application))).AssertDoesNotSay("Hidden");
        (await officer.OpenAsync(Links.Audit.History(HistoryKind.Organisation, organisation))).AssertDoesNotSay("Hidden");
        var shown = await (await host.AsAsync(finance)).OpenAsync(Links.Audit.History(HistoryKind.Organisation, organisation));
        shown.AssertSays("Hidden BankDetailsViewed");
        shown.AssertDoesNotSay("Hidden ConcernRead");
    }

    [Fact]
    public async Task An_officer_who_also_scores_sees_no_scores_of_others_in_the_history_before_submitting()
    {
        var both = await host.Scenario.PersonAsync(Role.CommissioningOfficer, Role.PanelMember);
        var other = await host.Scenario.PersonAsync(Role.PanelMember);
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var round = await host.Scenario.RoundAsync(officer, [both, other]);
        var applicant = await host.Scenario.PersonAsync(Role.Applicant);
        var organisation = await host.Scenario.OrganisationAsync(applicant);
        var application = await host.Scenario.ApplicationAsync(round, organisation, applicant, "Hall", 4000);
        await host.Scenario.AssignedAsync(application, both);
        host.Clock.MoveTo("2026-02-10 10:00");
        await host.Db.ChangeAsync(
            other,
            AuditAction.ScoresSubmitted,
            application,
            work =>
            {
                work.Note("Need and evidence 5");
                return Task.FromResult(Result.Done);
            }
        );
        var link = Links.Audit.History(HistoryKind.Application, application);
        (await (await host.AsAsync(both)).OpenAsync(link)).AssertDoesNotSay("Need and evidence 5");
        (await (await host.AsAsync(officer)).OpenAsync(link)).AssertSays("Need and evidence 5");
    }

    [Fact]
    public async Task Opening_scores_and_project_files_is_on_record_once_for_each_opening()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        var application = stages.Applications[0].Id;
        var auditor = await host.Scenario.PersonAsync(Role.Auditor);
        var browser = await host.AsAsync(auditor);
        await browser.OpenAsync(Links.Moderation.Application(application));
        await browser.OpenAsync(Links.Moderation.Application(application));
        await browser.OpenAsync(Links.Moderation.List(stages.Round));
        await browser.OpenAsync(Links.Moderation.Health(stages.Round));
        await browser.OpenAsync(Links.Casework.ProjectFile(award));
        Assert.Equal(2, await CountAsync(auditor, AuditAction.ScoresViewed, application));
        Assert.Equal(2, await CountAsync(auditor, AuditAction.RoundScoresViewed, stages.Round));
        Assert.Equal(1, await CountAsync(auditor, AuditAction.ProjectFileOpened, award));
        // The shared screen asks for itself again every few seconds.
        var screen = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        await host.WithAsync<Features.Moderation.SharedScreen, Result>(shared =>
            shared.ShowAsync(stages.Officer, stages.Round, application)
        );
        var live = await host.AsAsync(screen);
        await live.OpenAsync(Links.Moderation.Live(stages.Round));
        await live.OpenAsync(Links.Moderation.Live(stages.Round));
        Assert.Equal(1, await CountAsync(screen, AuditAction.ScoresViewed, application));
    }

    [Fact]
    public async Task A_change_of_an_organisation_is_on_record_field_by_field()
    {
        var applicant = await host.Scenario.PersonAsync(Role.Applicant);
        var organisation = await host.Scenario.OrganisationAsync(applicant, "Elm Park Trust");
        var before = (
            await host.WithAsync<MyOrganisations, IReadOnlyList<MyOrganisations.Organisation>>(mine => mine.ListAsync(applicant))
        ).Single();
        await host.WithAsync<ChangeOrganisation, Result>(save =>
            save.RunAsync(
                applicant,
                organisation,
                before.Version,
                new()
                {
                    Name = before.Name,
                    Kind = before.Kind,
                    CharityNumber = before.CharityNumber,
                    CompanyNumber = before.CompanyNumber,
                    AddressLine = before.AddressLine,
                    Town = "Loughborough",
                    Postcode = before.Postcode,
                    Area = before.Area,
                    Phone = before.Phone,
                }
            )
        );
        Assert.Equal(
            $"Town: {before.Town} -> Loughborough",
            await host.Db.ScalarAsync<string>(
                "select Detail from AuditEntry where SubjectId = @organisation and Action = 'OrganisationChanged'",
                new { organisation }
            )
        );
    }

    [Fact]
    public async Task Changes_of_a_round_that_is_being_built_are_on_record_field_by_field()
    {
        host.Clock.MoveTo("2025-12-01 12:00");
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var made = await host.WithAsync<CreateRound, Result<Guid>>(create =>
            create.RunAsync(officer, new("History Fund", "HIS", Scenario.Details()))
        );
        var round = made.Value;
        var browser = await host.AsAsync(officer);
        await (await browser.OpenAsync($"/rounds/{round}/edit")).Fill("Pot", "60,000").Fill("Round name", "Round 9").PressAsync("Save");
        await (await browser.OpenAsync($"/rounds/{round}/edit")).PressAsync("Save");
        Assert.Equal(
            ["Round name: Round 1 -> Round 9; Pot: £50,000.00 -> £60,000.00", "Nothing changed"],
            await DetailsAsync(round, "RoundChanged")
        );
        await (await browser.OpenAsync($"/rounds/{round}/policy"))
            .Fill("Members who must be present for a score to be agreed", "3")
            .PressAsync("Save");
        Assert.Equal(["Members who must be present: 2 -> 3"], await DetailsAsync(round, "PolicyChanged"));
        await (await browser.OpenAsync($"/rounds/{round}/after-award")).Fill("Days until a return is due", "35").PressAsync("Save");
        Assert.Equal(["Days until a return is due: 28 -> 35"], await DetailsAsync(round, "AwardPolicyChanged"));
        await (await browser.OpenAsync($"/rounds/{round}/checks")).Fill("Standard checks above", "3,000").PressAsync("Save checks");
        Assert.Equal(["Standard checks above: £1,000.00 -> £3,000.00"], await DetailsAsync(round, "ChecksChanged"));
        await (await browser.OpenAsync($"/rounds/{round}/criteria")).PressAsync("Save criteria");
        Assert.Equal(["Nothing changed"], await DetailsAsync(round, "CriteriaChanged"));
        var created = Assert.Single(await DetailsAsync(round, "RoundCreated"));
        Assert.Contains("Round name: Round 1; Budget year: 2025-26; Pot: £50,000.00", created, StringComparison.Ordinal);
    }

    private Task<IReadOnlyList<string>> DetailsAsync(Guid subject, string action) =>
        host.Db.QueryAsync<string>(
            "select Detail from AuditEntry where SubjectId = @subject and Action = @action order by Sequence",
            new { subject, action }
        );

    private Task<int> CountAsync(Actor actor, AuditAction action, Guid subject) =>
        host.Db.ScalarAsync<int>(
            "select count(*) from AuditEntry where ActorId = @Id and Action = @action and SubjectId = @subject",
            new
            {
                actor.Id,
                action,
                subject,
            }
        );
}
