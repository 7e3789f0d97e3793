using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Decisions;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Moderation;
using Commissioning.Features.Scoring;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Decisions;

/// <summary>Refusals of the stages from scoring to decision, each with its sentence.</summary>
public sealed class DecisionRefusalTests(PortalHost host) : IClassFixture<PortalHost>
{
    private async Task SaysAsync<T>(string sentence, Func<T, Task<Result>> act)
        where T : notnull => Assert.Equal(sentence, (await host.WithAsync<T, Result>(act)).FirstRefusal?.Sentence);

    [Fact]
    public async Task A_draw_is_recorded_once_and_the_funding_page_is_fixed_after_the_recommendation()
    {
        var stages = await RoundInStages.ModeratedAsync(host, Scenario.Details() with { Policy = new() { OverAllocationPercent = 10 } });
        var (officer, round, application) = (stages.Officer, stages.Round, stages.Applications[0]);
        await SaysAsync<RecordDraw>("Enter the text for the draw, in up to 200 characters", record => record.RunAsync(officer, round, " "));
        Assert.Null((await host.WithAsync<RecordDraw, Result>(record => record.RunAsync(officer, round, "3 8 15"))).FirstRefusal);
        await SaysAsync<RecordDraw>(
            "The draw has already been recorded, from \"3 8 15\". It cannot be repeated.",
            record => record.RunAsync(officer, round, "4 9 16")
        );
        await SaysAsync<RequestOverAllocation>(
            "Enter how much more than the pot may be awarded",
            over => over.RunAsync(officer, round, null, "x")
        );
        await SaysAsync<RequestOverAllocation>(
            "Say why, in up to 1,000 characters",
            over => over.RunAsync(officer, round, Money.FromPounds(1), "")
        );
        Assert.Null(
            (
                await host.WithAsync<RequestOverAllocation, Result>(over =>
                    over.RunAsync(officer, round, Money.FromPounds(1), "Underspend")
                )
            ).FirstRefusal
        );
        await SaysAsync<RequestOverAllocation>(
            "A request is already waiting for finance",
            over => over.RunAsync(officer, round, Money.FromPounds(1), "Underspend")
        );
        var asked = (await host.Db.ReadAsync(work => OverAllocationQueries.LatestAsync(work, round)))!.Id;
        await SaysAsync<AnswerOverAllocation>(
            "You asked for this, so someone else must answer",
            answer => answer.RunAsync(officer, asked, true)
        );
        Assert.Empty(
            await host.RefusalsAsync<ProposePartAward>(propose =>
                propose.RunAsync(officer, application.Id, [Money.FromPounds(500), Money.Zero], "The pot is small")
            )
        );
        await SaysAsync<AnswerPartAward>(
            "Say whether the project would still work",
            answer => answer.RunAsync(application.Applicant, application.Id, null, null)
        );

        await stages.RecommendedAsync();
        await SaysAsync<RecordDraw>(
            "The recommendation is made, so you can no longer record a draw",
            record => record.RunAsync(officer, round, "x")
        );
        await SaysAsync<SetThreshold>(
            "The recommendation is made, so you can no longer change the threshold",
            set => set.RunAsync(officer, round, 50)
        );
        await SaysAsync<RequestOverAllocation>(
            "The recommendation is made, so you can no longer change the amount to award",
            over => over.RunAsync(officer, round, Money.FromPounds(1), "x")
        );
        await SaysAsync<AnswerOverAllocation>(
            "The recommendation is made, so you can no longer change the amount to award",
            async answer => await answer.RunAsync(stages.Approver, asked, true)
        );
        await SaysAsync<WithdrawPartAward>(
            "The recommendation is made, so you can no longer change amounts",
            withdraw => withdraw.RunAsync(officer, application.Id)
        );
        await SaysAsync<CloseCalls>(
            "The recommendation is made, so you can no longer change its reasons",
            calls => calls.SayAsync(officer, round, [])
        );
        Assert.Equal(
            "The recommendation is made, so its paper can no longer be changed",
            Assert.Single(await host.RefusalsAsync<PaperTexts>(texts => texts.SaveAsync(officer, round, []))).Sentence
        );
    }

    [Fact]
    public async Task A_decision_correction_needs_a_reason_the_money_and_letters_not_yet_made()
    {
        var stages = await (
            await RoundInStages.ModeratedAsync(host, Scenario.Details() with { Pot = Money.FromPounds(12_000) })
        ).DecidedAsync();
        var fund = new FurtherDecision.Command(
            Domain.Decisions.DecisionChoice.Fund,
            null,
            null,
            null,
            null,
            "Wrong line",
            false,
            "It keeps people safe."
        );
        var (approver, round, declined) = (stages.Approver, stages.Round, stages.Applications[2].Id);
        await SaysAsync<CorrectDecision>(
            "Say why it is decided again, in up to 1,000 characters",
            one => one.RunAsync(approver, round, declined, fund with { Reason = "" })
        );
        await SaysAsync<CorrectDecision>(
            "Say whether you have an interest in this organisation",
            one => one.RunAsync(approver, round, declined, fund with { HasInterest = null })
        );
        var reference = await host.Db.ScalarAsync<string>("select Reference from Application where Id = @declined", new { declined });
        await SaysAsync<CorrectDecision>(
            $"{reference} asks for £5,000.00, and £2,000.00 is left in the pot",
            one => one.RunAsync(approver, round, declined, fund)
        );
        await SaysAsync<CorrectDecision>(
            "You made the recommendation, so someone else must decide",
            one => one.RunAsync(stages.Officer, round, declined, fund)
        );
        var check = await host.Db.ScalarAsync<Guid>(
            "select Id from DueDiligenceCheck where ApplicationId = @declined and Holds = 'Decision' order by Position",
            new { declined }
        );
        Assert.Null(
            (
                await host.WithAsync<RecordCheck, Result>(record =>
                    record.RunAsync(stages.Officer, new(check, 1, Domain.DueDiligence.CheckStatus.Pass, "Seen", null, null, null))
                )
            ).FirstRefusal
        );
        await SaysAsync<RecordCheck>(
            "This application is decided, so you can no longer change the checks behind the decision",
            record => record.RunAsync(stages.Officer, new(check, 2, Domain.DueDiligence.CheckStatus.Pass, "Seen", null, null, null))
        );
    }

    [Fact]
    public async Task A_score_sheet_is_not_reopened_twice_or_too_late_or_without_an_answer()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var (assessor, other, applicant) = (
            await host.Scenario.PersonAsync(Role.PanelMember),
            await host.Scenario.PersonAsync(Role.PanelMember),
            await host.Scenario.PersonAsync(Role.Applicant)
        );
        var round = await host.Scenario.RoundAsync(officer, [assessor, other]);
        var application = await host.Scenario.ApplicationAsync(round, await host.Scenario.OrganisationAsync(applicant), applicant);
        host.Clock.MoveTo("2026-02-03 10:00");
        var open = await host.Scenario.AssignedAsync(application, other);
        var sheet = await host.Scenario.AssignedAsync(application, assessor, 3, 3, 3, 3, 3);
        await SaysAsync<RequestCorrection>(
            "This score sheet is not submitted, so you can change it",
            correction => correction.RunAsync(other, open, "x")
        );
        Assert.Null(
            (
                await host.WithAsync<RequestCorrection, Result>(correction => correction.RunAsync(assessor, sheet, "Wrong application"))
            ).FirstRefusal
        );
        await SaysAsync<RequestCorrection>(
            "You have already asked. A commissioning officer will answer.",
            correction => correction.RunAsync(assessor, sheet, "Wrong application")
        );
        var request = Assert.Single(await host.Db.ReadAsync(work => CorrectionQueries.WaitingAsync(work, round))).Id;
        await SaysAsync<AnswerCorrection>(
            "Say why you refuse to reopen the score sheet",
            answer => answer.RunAsync(officer, request, false, null)
        );
        await SaysAsync<AnswerCorrection>(
            "You asked for this, so someone else must answer",
            answer => answer.RunAsync(assessor, request, true, null)
        );
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into AgreedScore (ApplicationId, CriterionId, Numerator, Denominator, AgreedBy, AgreedAt) select @application, c.Id, 3, 1, @By, @Now from Criterion c where c.RoundId = @round and not exists (select 1 from Criterion b where b.RoundId = c.RoundId and b.Position < c.Position)",
                new
                {
                    application,
                    round,
                    By = officer.Id,
                    work.Now,
                }
            )
        );
        await SaysAsync<AnswerCorrection>(
            "The panel has agreed the scores for this application, so no score sheet for it can be changed",
            answer => answer.RunAsync(officer, request, true, null)
        );
        host.Clock.MoveTo("2026-02-20 17:01");
        await SaysAsync<AnswerCorrection>(
            "Scoring has closed, so you can no longer change a score sheet. Say at the moderation meeting what the panel should agree.",
            answer => answer.RunAsync(officer, request, true, null)
        );
    }

    [Fact]
    public async Task An_approval_level_is_set_only_for_an_approver_and_never_by_its_holder()
    {
        var (administrator, approver) = (
            await host.Scenario.PersonAsync(Role.Administrator),
            await host.Scenario.PersonAsync(Role.Administrator, Role.Approver)
        );
        await SaysAsync<SetApprovalLevel>(
            "Choose a person who may decide",
            levels => levels.RunAsync(administrator, administrator.Id, null, null)
        );
        await SaysAsync<SetApprovalLevel>(
            "You cannot set your own approval level",
            levels => levels.RunAsync(approver, approver.Id, null, null)
        );
        Assert.Null(
            (
                await host.WithAsync<SetApprovalLevel, Result>(levels =>
                    levels.RunAsync(administrator, approver.Id, null, Money.FromPounds(1))
                )
            ).FirstRefusal
        );
        var level = (await host.Db.ReadAsync(ApprovalLevels.GetAsync)).Levels.Single(row => row.PersonId == approver.Id).Id;
        await SaysAsync<RemoveApprovalLevel>("You cannot change your own approval level", levels => levels.RunAsync(approver, level));
        Assert.Null((await host.WithAsync<RemoveApprovalLevel, Result>(levels => levels.RunAsync(administrator, level))).FirstRefusal);
    }
}
