using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Moderation;
using Commissioning.Features.Accounts;
using Commissioning.Features.Awards;
using Commissioning.Features.Casework;
using Commissioning.Features.Moderation;
using Commissioning.Features.Organisations;
using Commissioning.Features.Publishing;
using Commissioning.Features.Reporting;
using Commissioning.Features.Scoring;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Data;

/// <summary>However many rows there are, a list runs the same number of queries.</summary>
public sealed class ListStatementTests : IDisposable
{
    private readonly TestDatabase database = new();

    [Fact]
    public async Task Lists_need_as_many_statements_for_many_rows_as_for_few()
    {
        var scenario = new Scenario(database.Db, database.Clock);
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        Actor[] panel = [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)];
        var applicant = await scenario.PersonAsync(Role.Applicant);
        var organisation = await scenario.OrganisationAsync(applicant);
        var few = await CountsAsync(await FilledAsync(2), officer, panel[0]);
        var many = await CountsAsync(await FilledAsync(120), officer, panel[0]);
        Assert.Equal(few, many);

        async Task<Guid> FilledAsync(int applications)
        {
            var round = await scenario.RoundAsync(officer, panel);
            for (var i = 0; i < applications; i++)
            {
                var application = await scenario.ApplicationAsync(round, organisation, applicant);
                foreach (var assessor in panel)
                    await scenario.AssignedAsync(application, assessor, 3, 3, 3, 3, 3);
            }
            await database.Db.HousekeepAsync(async work =>
            {
                await work.ExecuteAsync("update Round set LettersReleasedAt = @Now where Id = @round", new { round, work.Now });
                foreach (
                    var (id, i) in (await work.QueryAsync<Guid>("select Id from Application where RoundId = @round", new { round })).Select(
                        (id, i) => (id, i)
                    )
                )
                {
                    var award = Guid.CreateVersion7();
                    await work.ExecuteAsync(
                        "insert into Award (Id, RoundId, ApplicationId, Number, Amount, CrimeReductionReason, Conditions, Version) values (@award, @round, @id, @Number, 100, 'a', 'b', 1)",
                        new
                        {
                            award,
                            round,
                            id,
                            Number = i + 1,
                        }
                    );
                    await work.ExecuteAsync(
                        "insert into Payment (Id, AwardId, Amount, Reason, Status, RequestedBy, RequestedAt, Version) values (@Id, @award, 10, 'a', 'Requested', @By, @Now, 1)",
                        new
                        {
                            Id = Guid.CreateVersion7(),
                            award,
                            By = officer.Id,
                            work.Now,
                        }
                    );
                    await work.ExecuteAsync(
                        "insert into MonitoringReturn (Id, AwardId, DueOn, Status, Version) values (@Id, @award, @DueOn, 'Due', 1)",
                        new
                        {
                            Id = Guid.CreateVersion7(),
                            award,
                            DueOn = new DateOnly(2027, 1, 1),
                        }
                    );
                    await work.ExecuteAsync(
                        "insert into BankDetails (Id, OrganisationId, EncryptedAccount, LastFour, AccountHash, State, IsChange, GivenBy, GivenAt, Version) values (@Id, @organisation, 's', '1234', @Hash, 'Refused', 0, @By, @Now, 1)",
                        new
                        {
                            Id = Guid.CreateVersion7(),
                            organisation,
                            Hash = Guid.NewGuid().ToString("N"),
                            By = applicant.Id,
                            work.Now,
                        }
                    );
                    await work.EmailAsync(new("a@b.example", "a", "b", id));
                }
                return await work.ExecuteAsync(
                    "update RoundTally set Awards = @applications where RoundId = @round",
                    new { round, applications }
                );
            });
            return round;
        }
    }

    private async Task<Dictionary<string, int>> CountsAsync(Guid round, Actor officer, Actor assessor)
    {
        var db = database.Db;
        var assign = new AssignAssessors(db, database.Clock);
        database.Clock.MoveTo("2026-02-10 10:00");
        var lists = new Dictionary<string, Func<Task>>
        {
            ["dashboard"] = () => new RoundDashboard(db).GetAsync(round),
            ["queue"] = () => new ScoringQueue(db, assign).GetAsync(assessor, round),
            ["moderation"] = () => new RoundModeration(db, assign).GetAsync(officer, round, 1, MeetingOrder.Disagreement, flagged: false),
            ["flags"] = () => new RoundModeration(db, assign).GetAsync(officer, round, 1, MeetingOrder.Disagreement, flagged: true),
            ["line"] = () => db.ReadAsync(work => FundingLineQueries.GetAsync(work, round)),
            ["letters"] = () => new RoundLetters(db).GetAsync(round),
            ["bank details"] = () => db.ReadAsync(work => BankDetailsQueries.QueueAsync(work, 1)),
            ["funded"] = () => new PublicRounds(db).GetAsync(round, _ => null),
            ["people"] = () => new PeopleList(db).SearchAsync("", 1),
        };
        var counts = new Dictionary<string, int>();
        foreach (var (name, list) in lists)
            counts[name] = (await TestDatabase.StatementsAsync(db, list)).Count;
        return counts;
    }

    public void Dispose() => database.Dispose();
}
