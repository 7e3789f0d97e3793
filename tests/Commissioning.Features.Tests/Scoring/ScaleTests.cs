using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Funds;
using Commissioning.Features.Moderation;
using Commissioning.Features.Scoring;
using Commissioning.Platform.Data;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Scoring;

/// <summary>A round whose criteria have scales of their own.</summary>
public sealed class ScaleTests : IAsyncLifetime
{
    private readonly TestDatabase database = new();
    private Scenario scenario = null!;
    private Actor officer = null!;
    private List<Actor> panel = null!;
    private Guid round;

    public async Task InitializeAsync()
    {
        scenario = new(database.Db, database.Clock);
        officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        panel = [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)];
        database.Clock.MoveTo("2026-01-01 12:00");
        round = (await new CreateRound(database.Db).RunAsync(officer, new("Scales Fund", "SF", Scenario.Details()))).Value;
        await new SavePanel(database.Db).RunAsync(officer, round, panel.Select(member => member.Id).ToList());
    }

    // 0-10, 1-4, fail/pass/merit, and two as they are.
    private async Task WithScalesAsync()
    {
        var usual = RoundTemplate.Default().Criteria;
        Assert.True(
            (
                await new SaveCriteria(database.Db).RunAsync(
                    officer,
                    round,
                    [
                        usual[0] with
                        {
                            Anchors = Enumerable.Range(0, 11).Select(score => $"Need {score}").ToList(),
                        },
                        usual[1] with
                        {
                            Anchors = ["Poor", "Fair", "Good", "Excellent"],
                            Least = 1,
                        },
                        usual[2] with
                        {
                            Anchors = ["Fail", "Pass", "Merit"],
                        },
                        usual[3],
                        usual[4],
                    ]
                )
            ).IsDone
        );
    }

    [Fact]
    public async Task A_round_is_scored_and_agreed_on_three_different_scales_exactly()
    {
        await WithScalesAsync();
        Assert.Null((await new PublishRound(database.Db).RunAsync(officer, round)).FirstRefusal);
        database.Clock.MoveTo("2026-01-20 12:00");
        var applicant = await scenario.PersonAsync(Role.Applicant);
        var application = await scenario.ApplicationAsync(
            round,
            await scenario.OrganisationAsync(applicant),
            applicant,
            "Three scales",
            4000
        );
        database.Clock.MoveTo("2026-02-03 12:00");
        var criteria = await database.Db.ReadAsync(work => RoundReader.CriteriaAsync(work, round));
        Assert.Equal(["0 to 10", "1 to 4", "0 to 2", "0 to 5", "0 to 5"], criteria.Select(criterion => criterion.ScaleInWords));

        int[][] given =
        [
            [7, 1, 2, 3, 5],
            [10, 4, 1, 3, 4],
        ];
        for (var i = 0; i < panel.Count; i++)
        {
            var sheet = await scenario.AssignedAsync(application, panel[i]);
            await scenario.DeclareNoConflictAsync(panel[i], round);
            Assert.Equal(
                [
                    "The score for Need and evidence must be a whole number from 0 to 10",
                    $"The score for {criteria[1].Name} must be a whole number from 1 to 4",
                ],
                (await SubmitAsync(panel[i], sheet, [11, 0, 2, 3, 5])).Refusals.Select(refusal => refusal.Sentence)
            );
            Assert.Null((await SubmitAsync(panel[i], sheet, given[i])).FirstRefusal);
        }

        database.Clock.MoveTo("2026-02-21 10:00");
        var view = await database.Db.ReadAsync(work => ApplicationModeration.GetAsync(work, officer, application));
        Fraction[] expected = given
            .Select(scores =>
                criteria
                    .Zip(scores, (criterion, score) => new Fraction(criterion.Weight * score, criterion.Greatest))
                    .Aggregate(Fraction.Zero, (sum, part) => sum + part)
            )
            .ToArray();
        Assert.Equal(expected.Order(), view.AssessorPercents.Order());
        Assert.Equal(Fraction.Mean(expected), view.MeanPercent);

        var agreed = await new AgreeScores(database.Db).RunAsync(
            officer,
            new(
                application,
                0,
                [],
                criteria.Select((criterion, i) => new AgreeScores.AgreedLine(criterion.Id, i == 1 ? 5 : null, "Agreed")).ToList(),
                "",
                new(panel.Select(member => member.Id).ToList(), "")
            )
        );
        Assert.Equal($"The agreed score for {criteria[1].Name} must be from 1 to 4", agreed.FirstRefusal!.Sentence);
    }

    [Fact]
    public async Task A_round_without_a_wording_for_each_score_of_its_scale_is_not_published()
    {
        var usual = RoundTemplate.Default().Criteria;
        await new SaveCriteria(database.Db).RunAsync(
            officer,
            round,
            [usual[0] with { Anchors = ["Poor", "", "Good", "Excellent"], Least = 1 }, .. usual.Skip(1)]
        );
        Assert.Equal(
            "Say in words what each score from 1 to 4 means for Need and evidence",
            (await new PublishRound(database.Db).RunAsync(officer, round)).FirstRefusal!.Sentence
        );
    }

    private Task<Result> SubmitAsync(Actor assessor, Guid sheet, int[] scores) =>
        new SaveScores(database.Db).RunAsync(
            assessor,
            new(
                sheet,
                database.Db.ScalarAsync<int>("select Version from ScoringAssignment where Id = @sheet", new { sheet }).Result,
                database
                    .Db.ReadAsync(work => RoundReader.CriteriaAsync(work, round))
                    .Result.Zip(scores, (criterion, score) => new Score(criterion.Id, score, "Because"))
                    .ToList(),
                [],
                true
            )
        );

    public Task DisposeAsync()
    {
        database.Dispose();
        return Task.CompletedTask;
    }
}
