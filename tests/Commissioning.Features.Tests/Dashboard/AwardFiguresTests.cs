using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Features.Awards;
using Commissioning.Features.Dashboard;
using Commissioning.Platform.Data;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Dashboard;

public sealed class AwardFiguresTests : IDisposable
{
    private readonly TestDatabase database = new();

    /// <summary>Awards come, are accepted, paid, reported on, change their shares, give money back, close and go again, in any order; some changes are refused and leave nothing.</summary>
    [Fact]
    public async Task After_any_sequence_of_changes_the_sums_are_what_all_rows_give()
    {
        var (db, scenario, random) = (database.Db, new Scenario(database.Db, database.Clock), new Random(11));
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        var applicant = await scenario.PersonAsync(Role.Applicant);
        var rounds = new List<Guid>();
        var bids = new List<(Guid Bid, Guid Round, Guid Organisation)>();
        for (var r = 0; r < 2; r++)
        {
            rounds.Add(await scenario.RoundAsync(officer, [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)]));
            for (var i = 0; i < 6; i++)
            {
                var organisation = await scenario.OrganisationAsync(applicant, $"Group {r}{i}");
                bids.Add((await scenario.BidAsync(rounds[r], organisation, applicant), rounds[r], organisation));
            }
        }
        for (var step = 0; step < 400; step++)
        {
            var (bid, round, organisation) = bids[random.Next(bids.Count)];
            await db.ChangeAsync(officer, AuditAction.AwardChangeApproved, bid, work => StepAsync(work, bid, round, organisation, random));
            if (step % 40 == 39) foreach (var one in rounds) await AwardTallyAssert.MatchesAsync(db, one);
        }
        Assert.True(await database.CountAsync("Award") > 5);
        Assert.True(await database.CountAsync("AwardTally", "Met > 0") > 0);
    }

    private static async Task<Outcome> StepAsync(Work work, Guid bid, Guid round, Guid organisation, Random random)
    {
        var award = await work.FirstOrDefaultAsync<Guid?>("select Id from Award where ApplicationId = @bid", new { bid });
        if (award is null)
        {
            award = Guid.CreateVersion7();
            await work.ExecuteAsync("insert into Award (Id, RoundId, ApplicationId, Number, Amount, CrimeReductionReason, Conditions, Version) values (@award, @round, @bid, (select coalesce(max(Number), 0) + 1 from Award where RoundId = @round), @Amount, 'a', 'b', 1)", new { award, round, bid, Amount = random.Next(1_000, 900_000) });
        }
        else switch (random.Next(13))
        {
            case 0: await work.ExecuteAsync("update Award set AcceptedAt = @Now where Id = @award", new { award, work.Now }); break;
            case 1: await work.ExecuteAsync("insert into Payment (Id, AwardId, Amount, Reason, Status, RequestedBy, RequestedAt, Version) values (@Id, @award, @Amount, 'a', @Status, @Id, @Now, 1)", new { Id = Guid.CreateVersion7(), award, Amount = random.Next(1, 50_000), Status = random.Next(2) == 0 ? "Paid" : "Approved", work.Now }); break;
            case 2: await work.ExecuteAsync("update Payment set Status = case Status when 'Paid' then 'Returned' else 'Paid' end where AwardId = @award", new { award }); break;
            case 3: case 4: await ReportAsync(work, award.Value, bid, random); break;
            case 5: await work.ExecuteAsync("update MonitoringReturn set Status = case Status when 'Submitted' then 'Due' else 'Submitted' end where AwardId = @award", new { award }); break;
            case 6: await work.ExecuteAsync("update Award set GivenBack = Amount / 3 where Id = @award", new { award }); break;
            case 7: await work.ExecuteAsync("update Award set Amount = Amount + 1000 where Id = @award", new { award }); break;
            case 8: await work.ExecuteAsync("update Award set PreventionLevel = @Level where Id = @award", new { award, Level = random.Next(3) switch { 0 => "Primary", 1 => "Tertiary", _ => null } }); break;
            case 9: await work.ExecuteAsync("update Organisation set Area = @Area, Kind = @Kind where Id = @organisation", new { organisation, Area = OrganisationRules.Areas[random.Next(3)], Kind = OrganisationRules.Kinds[random.Next(2)] }); break;
            case 10: await work.ExecuteAsync("update Application set Priority = @Priority, Zone = @Zone where Id = @bid", new { bid, Priority = random.Next(3) switch { 0 => "Road Safety", 1 => "Neighbourhood Crime", _ => null }, Zone = random.Next(2) == 0 ? "East" : null }); break;
            case 11:
                await work.ExecuteAsync("update Award set EndedHow = 'Closed', EndedAt = @Now where Id = @award", new { award, work.Now });
                await work.ExecuteAsync("insert into CloseOut (AwardId, Awarded, Paid, Spent, NotDrawn, ToReturn, ProposedBy, ProposedAt, Version) select @award, 1, 1, 1, @NotDrawn, @ToReturn, @award, @Now, 1 from Award w where w.Id = @award and not exists (select 1 from CloseOut c where c.AwardId = w.Id)", new { award, NotDrawn = random.Next(500), ToReturn = random.Next(500), work.Now });
                break;
            default:
                if (await work.ScalarAsync<int>("select (select count(*) from Payment where AwardId = @award) + (select count(*) from MonitoringReturn where AwardId = @award) + (select count(*) from CloseOut where AwardId = @award)", new { award }) > 0) break;
                await AwardFigures.RemoveAsync(work, bid);
                await work.ExecuteAsync("delete from Award where Id = @award", new { award });
                return Outcome.Done;
        }
        await AwardFigures.RefreshAsync(work, award.Value);
        return random.Next(6) == 0 ? new Refusal("No") : Outcome.Done;
    }

    private static async Task ReportAsync(Work work, Guid award, Guid bid, Random random)
    {
        var id = Guid.CreateVersion7();
        await work.ExecuteAsync("insert into MonitoringReturn (Id, AwardId, DueOn, Status, Kind, PeopleNew, PeopleRepeat, Version) values (@id, @award, '2027-01-01', @Status, @Kind, @New, @Repeat, 1)",
            new { id, award, Status = random.Next(3) == 0 ? "Due" : "Submitted", Kind = random.Next(2) == 0 ? "Interim" : "Final", New = random.Next(4) == 0 ? (int?)null : random.Next(50), Repeat = random.Next(9) });
        await work.ExecuteAsync("insert into MonitoringSpend (ReturnId, BudgetLineId, Spent) select @id, b.Id, @Spent from BudgetLine b where b.ApplicationId = @bid", new { id, bid, Spent = random.Next(100_000) });
        await work.ExecuteAsync("insert into MonitoringOutcome (ReturnId, OutcomeMeasureId, Achieved, Verdict) select @id, m.Id, 'x', @Verdict from OutcomeMeasure m where m.ApplicationId = @bid", new { id, bid, Verdict = random.Next(4) switch { 0 => "Met", 1 => "Partly", 2 => "NotMet", _ => null } });
    }

    [Fact]
    public async Task Dashboards_and_the_list_of_awards_ask_as_often_for_10_and_for_10000()
    {
        using var many = new TestDatabase();
        var few = await BulkAwards.FillAsync(database, 10, 2);
        var large = await BulkAwards.FillAsync(many, 10_000, 2);
        await AwardTallyAssert.MatchesAsync(many.Db, large.Round);
        var (counts, largeCounts) = (await CountsAsync(database.Db, few.Scheme, few.Round), await CountsAsync(many.Db, large.Scheme, large.Round));
        Assert.Equal(counts, largeCounts);
        Assert.Equal((2, 2), (counts.Round, counts.Scheme));

        static async Task<(int Round, int Scheme, int List)> CountsAsync(Db db, Guid scheme, Guid round) => (
            (await TestDatabase.StatementsAsync(db, () => new AwardDashboard(db).OfRoundAsync(round))).Count, (await TestDatabase.StatementsAsync(db, () => new AwardDashboard(db).OfSchemeAsync(scheme))).Count,
            (await TestDatabase.StatementsAsync(db, () => new RoundAwards(db).GetAsync(round, 1))).Count);
    }

    public void Dispose() => database.Dispose();
}
