using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Awards;
using Commissioning.Features.Reporting;
using Commissioning.Platform.Data;
using Commissioning.Testing;
using FsCheck.Fluent;

namespace Commissioning.Features.Tests.Awards;

public sealed class AwardFiguresTests : IDisposable
{
    private readonly TestDatabase database = new();

    private enum Act
    {
        Accept,
        Pay,
        TurnPayments,
        Report,
        TurnReturns,
        GiveBack,
        Add,
        ChangeLevel,
        ChangeOrganisation,
        ChangeApplication,
        Close,
        Remove,
    }

    /// <summary>Awards are made, accepted, paid, reported on, moved between breakdowns, reduced, closed and deleted in any order; some
    /// changes are refused and leave no trace.</summary>
    [RepeatableProperty(1)]
    public FsCheck.Property Award_totals_equal_the_sum_of_all_rows_after_any_sequence_of_changes() =>
        Prop.ForAll(
            Any.Steps(
                Any.Each(
                    Any.Of([Act.Report, .. Enum.GetValues<Act>()]),
                    Any.Number(0, 11),
                    Any.Number(1, 900_000),
                    Any.Number(0, 23),
                    Any.Number(0, 5)
                ),
                400
            ),
            async steps =>
            {
                using var fresh = new AwardFiguresTests();
                return await fresh.SumsAreRightAsync(steps);
            }
        );

    private async Task<FsCheck.Property> SumsAreRightAsync((Act Act, int Application, int Pence, int Which, int Refused)[] steps)
    {
        var (db, scenario) = (database.Db, new Scenario(database.Db, database.Clock));
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        var applicant = await scenario.PersonAsync(Role.Applicant);
        var rounds = new List<Guid>();
        var applications = new List<(Guid Id, Guid Round, Guid Organisation)>();
        for (var r = 0; r < 2; r++)
        {
            rounds.Add(
                await scenario.RoundAsync(
                    officer,
                    [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)]
                )
            );
            for (var i = 0; i < 6; i++)
            {
                var organisation = await scenario.OrganisationAsync(applicant, $"Group {r}{i}");
                applications.Add((await scenario.ApplicationAsync(rounds[r], organisation, applicant), rounds[r], organisation));
            }
        }
        for (var i = 0; i < steps.Length; i++)
        {
            var (act, which) = (steps[i], applications[steps[i].Application]);
            await db.ChangeAsync(
                officer,
                AuditAction.VariationApproved,
                which.Id,
                work => StepAsync(work, which, act.Act, act.Pence, act.Which, act.Refused == 5)
            );
            if (i % 40 == 39 || i == steps.Length - 1)
                foreach (var one in rounds)
                    await AwardTallyAssert.MatchesAsync(db, one);
        }
        // A case in which little happened proves nothing, so it does not count.
        return true.When(await database.CountAsync("Award") > 5 && await database.CountAsync("AwardTally", "Met > 0") > 0);
    }

    /// <param name="which">Selects among the ways of doing a step.</param>
    private static async Task<Result> StepAsync(
        Work work,
        (Guid Id, Guid Round, Guid Organisation) application,
        Act act,
        int pence,
        int which,
        bool refused
    )
    {
        var (submitted, round, organisation) = application;
        var award = await work.FindOrDefaultAsync<Guid?>(
            "select Id from Award where ApplicationId = @application",
            new { application = submitted }
        );
        if (award is null)
        {
            award = Guid.CreateVersion7();
            await work.ExecuteAsync(
                "insert into Award (Id, RoundId, ApplicationId, Number, Amount, CrimeReductionReason, Conditions, Version) values (@award, @round, @application, (select coalesce(max(Number), 0) + 1 from Award where RoundId = @round), @pence, 'a', 'b', 1)",
                new
                {
                    award,
                    round,
                    application = submitted,
                    pence,
                }
            );
        }
        else
            switch (act)
            {
                case Act.Accept:
                    await work.ExecuteAsync("update Award set AcceptedAt = @Now where Id = @award", new { award, work.Now });
                    break;
                case Act.Pay:
                    await work.ExecuteAsync(
                        "insert into Payment (Id, AwardId, Amount, Reason, Status, RequestedBy, RequestedAt, Version) values (@Id, @award, @Amount, 'a', @Status, @Id, @Now, 1)",
                        new
                        {
                            Id = Guid.CreateVersion7(),
                            award,
                            Amount = pence % 50_000 + 1,
                            Status = which % 2 == 0 ? "Paid" : "Approved",
                            work.Now,
                        }
                    );
                    break;
                case Act.TurnPayments:
                    await work.ExecuteAsync(
                        "update Payment set Status = case Status when 'Paid' then 'Returned' else 'Paid' end where AwardId = @award",
                        new { award }
                    );
                    break;
                case Act.Report:
                    await ReportAsync(work, award.Value, submitted, pence, which);
                    break;
                case Act.TurnReturns:
                    await work.ExecuteAsync(
                        "update MonitoringReturn set Status = case Status when 'Accepted' then 'Due' else 'Accepted' end where AwardId = @award",
                        new { award }
                    );
                    await MarkAsync(work, award.Value);
                    break;
                case Act.GiveBack:
                    await work.ExecuteAsync("update Award set GivenBack = Amount / 3 where Id = @award", new { award });
                    break;
                case Act.Add:
                    await work.ExecuteAsync("update Award set Amount = Amount + 1000 where Id = @award", new { award });
                    break;
                case Act.ChangeLevel:
                    await work.ExecuteAsync(
                        "update Award set PreventionLevel = @Level where Id = @award",
                        new
                        {
                            award,
                            Level = (which % 3) switch
                            {
                                0 => "Primary",
                                1 => "Tertiary",
                                _ => null,
                            },
                        }
                    );
                    break;
                case Act.ChangeOrganisation:
                    await work.ExecuteAsync(
                        "update Organisation set Area = @Area, Kind = @Kind where Id = @organisation",
                        new
                        {
                            organisation,
                            Area = AreaRules.DefaultAreas[which % 3],
                            Kind = OrganisationKinds.Default.All[which / 3 % 2].Name,
                        }
                    );
                    break;
                case Act.ChangeApplication:
                    await work.ExecuteAsync(
                        "update Application set Priority = @Priority, Zone = @Zone where Id = @application",
                        new
                        {
                            application = submitted,
                            Priority = (which % 3) switch
                            {
                                0 => "Road Safety",
                                1 => "Neighbourhood Crime",
                                _ => null,
                            },
                            Zone = which / 3 % 2 == 0 ? "East" : null,
                        }
                    );
                    break;
                case Act.Close:
                    await work.ExecuteAsync(
                        "update Award set EndedHow = 'Closed', EndedAt = @Now where Id = @award",
                        new { award, work.Now }
                    );
                    await work.ExecuteAsync(
                        "insert into CloseOut (AwardId, Awarded, Paid, Spent, NotDrawn, ToReturn, ProposedBy, ProposedAt, Version) select @award, 1, 1, 1, @NotDrawn, @ToReturn, @award, @Now, 1 from Award w where w.Id = @award and not exists (select 1 from CloseOut c where c.AwardId = w.Id)",
                        new
                        {
                            award,
                            NotDrawn = pence % 500,
                            ToReturn = pence / 500 % 500,
                            work.Now,
                        }
                    );
                    break;
                default:
                    if (
                        await work.ScalarAsync<int>(
                            "select (select count(*) from Payment where AwardId = @award) + (select count(*) from MonitoringReturn where AwardId = @award) + (select count(*) from CloseOut where AwardId = @award)",
                            new { award }
                        ) > 0
                    )
                        break;
                    await AwardTotals.RemoveAsync(work, submitted);
                    await work.ExecuteAsync("delete from Award where Id = @award", new { award });
                    return Result.Done;
            }
        await AwardTotals.RefreshAsync(work, award.Value);
        return refused ? new Refusal("No") : Result.Done;
    }

    /// <summary>As the portal marks it when a return is accepted or reopened.</summary>
    private static async Task MarkAsync(Work work, Guid award)
    {
        await work.ExecuteAsync("update MonitoringReturn set IsLatest = 0 where AwardId = @award", new { award });
        await work.ExecuteAsync(
            "update MonitoringReturn set IsLatest = 1 where Id = @Id",
            (
                await work.QueryAsync<Guid>(
                    "select Id from MonitoringReturn where AwardId = @award and Status = 'Accepted' order by Kind, PeriodTo desc, Id",
                    new { award }
                )
            )
                .Take(1)
                .Select(id => new { Id = id })
        );
    }

    private static async Task ReportAsync(Work work, Guid award, Guid application, int pence, int which)
    {
        var id = Guid.CreateVersion7();
        await work.ExecuteAsync(
            "insert into MonitoringReturn (Id, AwardId, PeriodTo, DueOn, Status, Kind, Spent, PeopleNew, PeopleRepeat, Version) values (@id, @award, @PeriodTo, '2027-01-01', @Status, @Kind, @Spent, @New, @Repeat, 1)",
            new
            {
                id,
                award,
                PeriodTo = new DateOnly(2026, 1, 1).AddDays(pence % 400),
                Spent = pence % 7 == 0 ? (Money?)null : new(pence % 100_000),
                Status = which % 3 == 2 ? "Due" : "Accepted",
                Kind = which / 3 % 2 == 0 ? "Final" : "Interim",
                New = pence % 4 == 0 ? (int?)null : pence % 50,
                Repeat = pence % 9,
            }
        );
        await work.ExecuteAsync(
            "insert into MonitoringOutcome (ReturnId, OutcomeMeasureId, Achieved, Verdict) select @id, m.Id, 'x', @Verdict from OutcomeMeasure m where m.ApplicationId = @application",
            new
            {
                id,
                application,
                Verdict = (which / 6) switch
                {
                    0 => "Met",
                    1 => "Partly",
                    2 => "NotMet",
                    _ => null,
                },
            }
        );
        await MarkAsync(work, award);
    }

    [Fact]
    public async Task Dashboards_and_the_award_list_need_as_many_statements_for_10_awards_as_for_10000()
    {
        using var many = new TestDatabase();
        var few = await BulkAwards.FillAsync(database, 10, 2);
        var large = await BulkAwards.FillAsync(many, 10_000, 2);
        await AwardTallyAssert.MatchesAsync(many.Db, large.Round);
        var (counts, largeCounts) = (
            await CountsAsync(database.Db, few.Fund, few.Round),
            await CountsAsync(many.Db, large.Fund, large.Round)
        );
        Assert.Equal(counts, largeCounts);
        // Awards, people and applications; a fund also has its rounds of before the portal.
        Assert.Equal((3, 4), (counts.Round, counts.Fund));

        static async Task<(int Round, int Fund, int List)> CountsAsync(Db db, Guid fund, Guid round) =>
            (
                (await TestDatabase.StatementsAsync(db, () => new AwardDashboard(db).OfRoundAsync(round))).Count,
                (await TestDatabase.StatementsAsync(db, () => new AwardDashboard(db).OfFundAsync(fund))).Count,
                (await TestDatabase.StatementsAsync(db, () => new RoundAwards(db).GetAsync(round, 1))).Count
            );
    }

    public void Dispose() => database.Dispose();
}
