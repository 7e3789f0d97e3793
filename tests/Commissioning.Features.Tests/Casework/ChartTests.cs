using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.Casework;
using Commissioning.Features.Moderation;
using Commissioning.Features.Scoring;
using Commissioning.Platform.Data;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Casework;

/// <summary>The figures behind the charts of a round, the heat map of its scores and the calendar of its awards.</summary>
public sealed class ChartTests
{
    [Fact]
    public async Task Charts_of_a_round_count_its_checks_panel_and_money_by_priority()
    {
        using var database = new TestDatabase();
        var (_, round, _, applications) = await ScoredAsync(database);
        await database.Db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync(
                "update Application set Priority = 'Road Safety', DueDiligence = 'Fail' where Id = @Id",
                new { Id = applications[2] }
            );
            await work.ExecuteAsync("update Application set DueDiligence = 'InProgress' where Id = @Id", new { Id = applications[1] });
            var recommendation = Guid.CreateVersion7();
            var withdrawn = Guid.CreateVersion7();
            var officer = await work.ScalarAsync<Guid>("select PersonId from PersonRole where Role = 'CommissioningOfficer'");
            await work.ExecuteAsync(
                "insert into Recommendation (Id, RoundId, Number, PaperJson, PaperSha256, MadeBy, MadeAt, WithdrawnAt) values (@Id, @round, @Number, '{}', 'a', @officer, @Now, @WithdrawnAt)",
                new[] { (Id: withdrawn, Number: 1, At: (DateTime?)work.Now), (Id: recommendation, Number: 2, At: null) }.Select(one => new
                {
                    one.Id,
                    round,
                    one.Number,
                    officer,
                    work.Now,
                    WithdrawnAt = one.At,
                })
            );
            await work.ExecuteAsync(
                "insert into RecommendationLine (RecommendationId, ApplicationId, RankPosition, Numerator, Denominator, Result, Amount, Reason) values (@Of, @Id, @Place, 80, 1, @Result, @Amount, 'Because')",
                new[]
                {
                    (Of: withdrawn, Place: 0, Result: "Fund", Pence: 100L),
                    (Of: recommendation, Place: 0, Result: "Fund", Pence: 200_000L),
                    (Of: recommendation, Place: 2, Result: "FailedCheck", Pence: 300_000L),
                }.Select(line => new
                {
                    line.Of,
                    Id = applications[line.Place],
                    Place = line.Place + 1,
                    line.Result,
                    Amount = line.Pence,
                })
            );
            return 0;
        });
        var figures = await new RoundCharts(database.Db).GetAsync(round);
        Assert.Equal(
            [
                (CheckResult.NotStarted, 1),
                (CheckResult.InProgress, 1),
                (CheckResult.Pass, 0),
                (CheckResult.Condition, 0),
                (CheckResult.Fail, 1),
            ],
            figures.Checks
        );
        Assert.Equal((1, 3, 2, 0), (figures.Checked, figures.Stages.Submitted, figures.Proposed, figures.Decided));
        Assert.Equal(Money.FromPounds(2000), figures.Recommended);
        Assert.Equal(
            [
                new RoundCharts.PriorityMoney("Neighbourhood Crime", 2, 0, Money.FromPounds(3000), Money.FromPounds(2000), Money.Zero),
                new RoundCharts.PriorityMoney("Road Safety", 1, 0, Money.FromPounds(3000), Money.Zero, Money.Zero),
            ],
            figures.Priorities
        );
        Assert.Equal([(3, 3), (3, 2)], figures.Panel.Select(member => (member.Assigned, member.Submitted)));
    }

    [Fact]
    public async Task Heat_map_shows_exact_means_by_criterion_with_the_highest_total_first()
    {
        using var database = new TestDatabase();
        var (scenario, round, panel, applications) = await ScoredAsync(database);
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        var map = new ScoreHeatMap(database.Db, new AssignAssessors(database.Db, database.Clock));
        var page = await map.GetAsync(officer, round, 1);
        Assert.Equal([applications[1], applications[0], applications[2]], page.Rows.Select(row => row.Application.Id));
        Assert.Equal([new Fraction(9, 2), 4, 4, 4, 4], page.Rows[0].Means.Select(mean => mean!.Value));
        Assert.Equal([1, 2, 3, 4, 5], page.Rows[2].Means.Select(mean => mean!.Value));
        Assert.Equal((3, 1, 1), (page.Count, page.Page, page.Pages));

        // Before scoring closes an assessor sees the scores of what they have scored themselves, and no other.
        var own = await map.GetAsync(panel[1], round, 1);
        Assert.Equal(
            [applications[1], applications[0]],
            own.Rows.Where(row => row.Application.WhyHidden is null).Select(row => row.Application.Id)
        );
        var hidden = own.Rows[2];
        Assert.Equal(applications[2], hidden.Application.Id);
        Assert.NotNull(hidden.Application.WhyHidden);
        Assert.All(hidden.Means, mean => Assert.Null(mean));
    }

    [Fact]
    public async Task Heat_map_of_two_pages_takes_as_many_statements_as_one_of_three_applications()
    {
        using var database = new TestDatabase();
        var (scenario, round, panel, _) = await ScoredAsync(database);
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        var map = new ScoreHeatMap(database.Db, new AssignAssessors(database.Db, database.Clock));
        var few = await TestDatabase.StatementsAsync(database.Db, () => map.GetAsync(officer, round, 1));
        var applicant = await scenario.PersonAsync(Role.Applicant);
        var organisation = await scenario.OrganisationAsync(applicant, "Group Z");
        for (var i = 0; i < 60; i++)
            await scenario.AssignedAsync(await scenario.ApplicationAsync(round, organisation, applicant), panel[0], 3, 3, 3, 3, 3);
        ScoreHeatMap.HeatMapPage page = null!;
        var many = await TestDatabase.StatementsAsync(database.Db, async () => page = await map.GetAsync(officer, round, 2));
        Assert.Equal((63, 2, 2, 13), (page.Count, page.Page, page.Pages, page.Rows.Count));
        Assert.Equal(few.Count, many.Count);
    }

    [Fact]
    public async Task Calendar_counts_what_is_due_on_each_day_and_leaves_out_what_is_sent_requested_or_ended()
    {
        using var database = new TestDatabase();
        var (_, round, _, applications) = await ScoredAsync(database);
        database.Clock.MoveTo("2026-04-15 10:00");
        var by = await database.Db.ScalarAsync<Guid>("select PersonId from PersonRole where Role = 'CommissioningOfficer'");
        await database.Db.HousekeepAsync(async work =>
        {
            var awards = applications
                .Select((application, i) => (Id: Guid.CreateVersion7(), Application: application, Number: i + 1))
                .ToList();
            await work.ExecuteAsync(
                "insert into Award (Id, RoundId, ApplicationId, Number, Amount, CrimeReductionReason, Conditions, OfferedAt, AcceptedAt, EndedAt, EndedHow, Version) values (@Id, @round, @Application, @Number, 100000, 'a', 'b', @Now, @Now, @EndedAt, @EndedHow, 1)",
                awards.Select(award => new
                {
                    award.Id,
                    round,
                    award.Application,
                    award.Number,
                    work.Now,
                    EndedAt = award.Number == 3 ? work.Now : (DateTime?)null,
                    EndedHow = award.Number == 3 ? "Closed" : null,
                })
            );
            Task ReturnAsync(int award, string due, string status) =>
                work.ExecuteAsync(
                    "insert into MonitoringReturn (Id, AwardId, DueOn, Status, Version) values (@Id, @Award, @Due, @status, 1)",
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        Award = awards[award].Id,
                        Due = Day(due),
                        status,
                    }
                );
            await ReturnAsync(0, "2026-03-31", "Due");
            await ReturnAsync(0, "2026-04-30", "Due");
            await ReturnAsync(1, "2026-04-30", "Prepared");
            await ReturnAsync(1, "2026-05-31", "Submitted");
            await ReturnAsync(2, "2026-04-30", "Due");
            await ReturnAsync(0, "2027-04-01", "Due");
            async Task InstalmentAsync(int award, int position, string due, long amount, long requested)
            {
                var id = Guid.CreateVersion7();
                var part = new
                {
                    id,
                    Award = awards[award].Id,
                    position,
                    amount,
                    Due = Day(due),
                    requested,
                    by,
                    work.Now,
                    Payment = Guid.CreateVersion7(),
                };
                await work.ExecuteAsync(
                    "insert into Instalment (Id, AwardId, Position, Amount, DueOn, InArrears, Version) values (@id, @Award, @position, @amount, @Due, 0, 1)",
                    part
                );
                if (requested > 0)
                    await work.ExecuteAsync(
                        "insert into Payment (Id, AwardId, InstalmentId, Amount, Reason, Status, RequestedBy, RequestedAt, Version) values (@Payment, @Award, @id, @requested, 'a', 'Requested', @by, @Now, 1)",
                        part
                    );
            }
            await InstalmentAsync(0, 1, "2026-04-30", 60_000, 10_000);
            await InstalmentAsync(0, 2, "2026-05-01", 40_000, 40_000);
            await InstalmentAsync(1, 1, "2026-05-01", 25_050, 0);
            await InstalmentAsync(2, 1, "2026-05-01", 90_000, 0);
            return 0;
        });
        var calendar = await new AwardCalendar(database.Db).GetAsync(null);
        Assert.Equal((12, new DateOnly(2026, 4, 1), 1), (calendar.Months.Count, calendar.Months[0].First, calendar.Overdue));
        Assert.Equal([new(Day("2026-04-30"), 2, 1, new(50_000), 0)], calendar.Months[0].Days);
        Assert.Equal([new(Day("2026-05-01"), 0, 1, new(25_050), 0)], calendar.Months[1].Days);
        Assert.All(calendar.Months.Skip(2), month => Assert.Empty(month.Days));
        var later = await new AwardCalendar(database.Db).GetAsync(new(2027, 4, 20));
        Assert.Equal(1, later.Months[0].Returns);
    }

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Three applications for £1,000, £2,000 and £3,000; the second assessor has not scored the last one.</summary>
    private static async Task<(Scenario Scenario, Guid Round, IReadOnlyList<Actor> Panel, IReadOnlyList<Guid> Applications)> ScoredAsync(
        TestDatabase database
    )
    {
        var scenario = new Scenario(database.Db, database.Clock);
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        Actor[] panel = [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)];
        var applicant = await scenario.PersonAsync(Role.Applicant);
        var round = await scenario.RoundAsync(officer, panel);
        int[][][] scores =
        [
            [
                [3, 3, 3, 3, 3],
                [3, 3, 3, 3, 3],
            ],
            [
                [4, 4, 4, 4, 4],
                [5, 4, 4, 4, 4],
            ],
            [
                [1, 2, 3, 4, 5],
                [],
            ],
        ];
        var applications = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            var organisation = await scenario.OrganisationAsync(applicant, $"Group {i}");
            applications.Add(await scenario.ApplicationAsync(round, organisation, applicant, pounds: 1000 * (i + 1)));
            foreach (var (member, given) in panel.Zip(scores[i]))
                await scenario.AssignedAsync(applications[i], member, given);
        }
        return (scenario, round, panel, applications);
    }
}
