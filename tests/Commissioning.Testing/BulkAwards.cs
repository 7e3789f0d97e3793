using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Testing;

/// <summary>Many accepted, half paid and reported awards of one round, inserted as rows, with their figures filled in one grouped
/// statement.</summary>
public static class BulkAwards
{
    public static async Task<(Guid Fund, Guid Round)> FillAsync(TestDatabase database, int awards, int lines = 10)
    {
        var (db, scenario) = (database.Db, new Scenario(database.Db, database.Clock));
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        var applicant = await scenario.PersonAsync(Role.Applicant);
        var round = await scenario.RoundAsync(
            officer,
            [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)],
            Scenario.Details() with
            {
                Pot = Money.FromPounds(200_000_000),
            }
        );
        var organisations = new List<Guid>();
        for (var i = 0; i < 80; i++)
            organisations.Add(
                await scenario.OrganisationAsync(
                    applicant,
                    $"Group {i}",
                    OrganisationKinds.Default.All[i % OrganisationKinds.Default.All.Count].Name
                )
            );
        await db.ChangeAsync(
            Actor.Portal,
            AuditAction.DemonstrationLoaded,
            round,
            async work =>
            {
                // Two with one number or one address would look like one that asks twice.
                await work.ExecuteAsync(
                    "update Organisation set Area = @Area, CharityNumber = @Charity, AddressLine = @Address, Phone = @Phone where Id = @Id",
                    organisations.Select(
                        (id, i) =>
                            new
                            {
                                Id = id,
                                Area = AreaRules.DefaultAreas[i % AreaRules.DefaultAreas.Count],
                                Charity = string.Create(CultureInfo.InvariantCulture, $"{9900100 + i}"),
                                Address = string.Create(CultureInfo.InvariantCulture, $"{100 + i} High Street"),
                                Phone = string.Create(CultureInfo.InvariantCulture, $"0116 496 {100 + i:0000}"),
                            }
                    )
                );
                for (var first = 0; first < awards; first += 1000)
                    await ThousandAsync(work, round, organisations, applicant, first, Math.Min(awards, first + 1000), lines);
                await work.ExecuteAsync(
                    "update RoundTally set Submitted = @awards, Awards = @awards, LastNumber = @awards, Awarded = (select sum(Amount) from Award where RoundId = @round) where RoundId = @round",
                    new { round, awards }
                );
                await CountAsync(work, round);
                return Result.Done;
            }
        );
        return (await db.ScalarAsync<Guid>("select FundId from Round where Id = @round", new { round }), round);
    }

    /// <summary>Sends the round's letters and publishes all its awards, every tenth without a name.</summary>
    public static Task PublishAsync(TestDatabase database, Guid round, Actor publisher) =>
        database.Db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync("update Round set LettersReleasedAt = @Now where Id = @round", new { round, work.Now });
            return await work.ExecuteAsync(
                """
                insert into Publication (AwardId, Title, Brief, CrimeReason, NameShown, Place, Ground, Why, PreparedBy, PreparedAt, DecidedBy, DecidedAt, Version)
                select w.Id, 'Safer Saturdays', 'Youth work on Saturday evenings in the park.', 'Fewer incidents on Saturdays.', case when w.Number % 10 = 0 then 0 else 1 end,
                       case when w.Number % 10 = 0 then 'District' else 'Exact' end, case when w.Number % 10 = 0 then 'Safety' end, case when w.Number % 10 = 0 then 'A refuge' end,
                       @Id, @Now, @Id, @Now, 1
                from   Award w
                where  w.RoundId = @round
                """,
                new
                {
                    round,
                    publisher.Id,
                    work.Now,
                }
            );
        });

    /// <summary>Fills the figures of a round's awards and their sums, of which there are none yet.</summary>
    public static async Task CountAsync(Work work, Guid round)
    {
        await work.ExecuteAsync(
            AwardTallyAssert.CountedSql.Replace(
                "\nselect w.Id",
                $"\ninsert into AwardFigure (AwardId, RoundId, Priority, Area, Zone, PreventionLevel, Kind, {string.Join(", ", AwardTotals.Columns)})\nselect w.Id",
                StringComparison.Ordinal
            ),
            new { round }
        );
        foreach (var (dimension, name) in AwardTallyAssert.Dimensions.Select(column => (column, column)).Append(("All", "'All'")))
            await work.ExecuteAsync(
                $"insert into AwardTally (RoundId, Dimension, Name, {string.Join(", ", AwardTotals.Columns)}) select @round, @dimension, {name}, {string.Join(", ", AwardTotals.Columns.Select(column => $"sum({column})"))} from AwardFigure where RoundId = @round group by {(dimension == "All" ? "RoundId" : name)}",
                new { round, dimension }
            );
    }

    private static async Task ThousandAsync(
        Work work,
        Guid round,
        List<Guid> organisations,
        Actor applicant,
        int first,
        int last,
        int lines
    )
    {
        var rows = Enumerable
            .Range(first, last - first)
            .Select(i =>
                (
                    I: i,
                    Application: Guid.CreateVersion7(),
                    Award: Guid.CreateVersion7(),
                    Return: Guid.CreateVersion7(),
                    Measure: Guid.CreateVersion7(),
                    Lines: Enumerable.Range(0, lines).Select(_ => Guid.CreateVersion7()).ToList()
                )
            )
            .ToList();
        var on = new DateOnly(2026, 5, 1);
        await work.ExecuteAsync(
            """
            insert into Application (Id, RoundId, OrganisationId, Status, Number, Reference, ProjectName, Summary, Priority, Zone, AmountRequested, StartsOn, EndsOn, StartedBy, StartedAt, SubmittedBy, SubmittedAt, DeclaredName, DueDiligence, Version)
            values (@Application, @round, @Organisation, 'Submitted', @Number, @Reference, 'Safer Saturdays', 'A summary.', @Priority, @Zone, @Amount, @on, @on, @Person, @Now, @Person, @Now, 'A', 'Pass', 1)
            """,
            rows.Select(row => new
            {
                row.Application,
                round,
                Organisation = organisations[row.I % organisations.Count],
                Number = row.I + 1,
                Reference = string.Create(CultureInfo.InvariantCulture, $"{round.ToString("N")[^6..]}-{row.I + 1:00000}"),
                Priority = row.I % 3 == 0 ? "Road Safety" : "Neighbourhood Crime",
                Zone = row.I % 5 == 0 ? "East" : null,
                Amount = Amount(row.I),
                on,
                Person = applicant.Id,
                work.Now,
            })
        );
        await work.ExecuteAsync(
            "insert into BudgetLine (Id, ApplicationId, Position, Item, Requested, OtherFunders) values (@Line, @Application, @Position, 'Item', @Requested, 0)",
            rows.SelectMany(row =>
                row.Lines.Select(
                    (line, p) =>
                        new
                        {
                            Line = line,
                            row.Application,
                            Position = p + 1,
                            Requested = new Money(Amount(row.I).Pence / lines),
                        }
                )
            )
        );
        await work.ExecuteAsync(
            "insert into OutcomeMeasure (Id, ApplicationId, Position, Outcome, Measure, Baseline, Target) values (@Measure, @Application, 1, 'Fewer incidents', 'Reports', '20', '10')",
            rows.Select(row => new { row.Measure, row.Application })
        );
        await work.ExecuteAsync(
            "insert into Award (Id, RoundId, ApplicationId, Number, Amount, GivenBack, CrimeReductionReason, Conditions, OfferedAt, AcceptedAt, PreventionLevel, Version) values (@Award, @round, @Application, @Number, @Amount, @GivenBack, 'Because', 'None', @Now, @Now, @Level, 1)",
            rows.Select(row => new
            {
                row.Award,
                round,
                row.Application,
                Number = row.I + 1,
                Amount = Amount(row.I),
                GivenBack = new Money(row.I % 7 == 0 ? 5_00 : 0),
                work.Now,
                Level = row.I % 4 == 0 ? "Primary" : null,
            })
        );
        await work.ExecuteAsync(
            "insert into Payment (Id, AwardId, Amount, Reason, Status, RequestedBy, RequestedAt, Version) values (@Id, @Award, @Amount, 'First half', 'Paid', @Person, @Now, 1)",
            rows.Select(row => new
            {
                Id = Guid.CreateVersion7(),
                row.Award,
                Amount = new Money(Amount(row.I).Pence / 2),
                Person = applicant.Id,
                work.Now,
            })
        );
        await work.ExecuteAsync(
            "insert into MonitoringReturn (Id, AwardId, DueOn, Status, Kind, Spent, PeopleNew, PeopleRepeat, IsLatest, Version) values (@Return, @Award, @on, 'Accepted', 'Final', @Spent, @People, 3, 1, 1)",
            rows.Select(row => new
            {
                row.Return,
                row.Award,
                on,
                Spent = new Money((Amount(row.I).Pence / lines - row.I % 3) * lines),
                People = row.I % 40,
            })
        );
        await work.ExecuteAsync(
            "insert into MonitoringSpend (ReturnId, BudgetLineId, Spent) values (@Return, @Line, @Spent)",
            rows.SelectMany(row =>
                row.Lines.Select(line => new
                {
                    row.Return,
                    Line = line,
                    Spent = new Money(Amount(row.I).Pence / lines - row.I % 3),
                })
            )
        );
        await work.ExecuteAsync(
            "insert into MonitoringOutcome (ReturnId, OutcomeMeasureId, Achieved, Verdict) values (@Return, @Measure, 'Fewer', @Verdict)",
            rows.Select(row => new
            {
                row.Return,
                row.Measure,
                Verdict = row.I % 4 == 0 ? "Partly" : "Met",
            })
        );
    }

    private static Money Amount(int i) => new(300_000 + i % 97 * 1_000);
}
