using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Testing;

namespace Commissioning.Benchmarks;

/// <summary>An office of any size: a live round that is being assessed and, unless all applications are in it, nine decided ones with
/// awards, payments and returns. Each application has five score sheets of five scores.</summary>
internal sealed class BulkSeed
{
    private const int Decided = 9,
        AtOnce = 1000;
    private static readonly string[] Projects =
    [
        "Safer Saturdays",
        "Night bus marshals",
        "Boxing for all",
        "Street pastors",
        "Cycle marking",
        "Young voices",
        "Safe homes",
        "Detached youth work",
        "Neighbours together",
        "Road watch",
        "A place to go",
    ];

    public required Actor Officer { get; init; }
    public required Actor Auditor { get; init; }
    public required Guid Live { get; init; }

    /// <summary>Somebody who works with the portal while the applications are assessed.</summary>
    public const string Now = "2026-02-10 10:00";

    /// <param name="oneRound">All applications are in the live round, and there are no awards. Otherwise a tenth of them are, or
    /// 57.</param>
    public static async Task<BulkSeed> MakeAsync(TestDatabase database, int applications, bool oneRound)
    {
        var (db, scenario) = (database.Db, new Scenario(database.Db, database.Clock));
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        var auditor = await scenario.PersonAsync(Role.Auditor);
        var applicant = await scenario.PersonAsync(Role.Applicant);
        var panel = new List<Actor>();
        for (var i = 0; i < 5; i++)
            panel.Add(await scenario.PersonAsync(Role.PanelMember));
        var live = await scenario.RoundAsync(officer, panel, now: Now);
        var here = oneRound ? applications : Math.Max(57, applications / 10);
        var organisations = Ids(Math.Max(57, applications / 3));
        await WriteAsync(db, live, work => OrganisationsAsync(work, organisations));
        await WriteAsync(db, live, work => EmailsAsync(work, live, applications * 100 / 57));
        await WriteAsync(db, live, work => ApplicationsAsync(work, live, organisations, applicant, panel, here, decided: false));
        for (var i = 0; !oneRound && i < Decided; i++)
        {
            var round = await scenario.RoundAsync(officer, panel, now: Now);
            var count = Math.Max(57, applications - here) / Decided;
            await WriteAsync(
                db,
                round,
                async work =>
                {
                    await ApplicationsAsync(work, round, organisations, applicant, panel, count, decided: true);
                    await AwardsAsync(work, round, officer, count);
                }
            );
        }
        return new BulkSeed
        {
            Officer = officer,
            Auditor = auditor,
            Live = live,
        };
    }

    private static Task WriteAsync(Db db, Guid subject, Func<Work, Task> write) =>
        db.ChangeAsync(
            Actor.Portal,
            AuditAction.DemonstrationLoaded,
            subject,
            async work =>
            {
                await write(work);
                return Result.Done;
            }
        );

    private static async Task OrganisationsAsync(Work work, Guid[] organisations)
    {
        await EachAsync(
            work,
            organisations.Length,
            """
            insert into Organisation (Id, Name, Kind, CharityNumber, AddressLine, Town, Postcode, Area, Phone, CreatedAt, Version)
            values (@Id, @Name, @Kind, @Charity, '1 Test Street', 'Leicester', 'LE1 9ZZ', @Area, '0116 496 0001', @Now, 1)
            """,
            i => new
            {
                Id = organisations[i],
                Name = string.Create(CultureInfo.InvariantCulture, $"Group {i * 7919 % organisations.Length:00000} of Leicestershire"),
                Kind = OrganisationKinds.Default.All[i % OrganisationKinds.Default.All.Count].Name,
                Charity = string.Create(CultureInfo.InvariantCulture, $"99{i:00000}"),
                Area = AreaRules.DefaultAreas[i % AreaRules.DefaultAreas.Count],
                work.Now,
            }
        );
    }

    private static Task EmailsAsync(Work work, Guid subject, int count) =>
        EachAsync(
            work,
            count,
            """
            insert into OutboxEmail (Id, SubjectId, ToAddress, Subject, TextBody, State, Attempts, NextAttemptAt, LastError, CreatedAt, HandedOverAt, SentAt)
            values (@Id, @subject, @To, 'Your application was received', 'We received your application and will write when it is decided.', @State, 1, @At, @Error, @At, @At, @Sent)
            """,
            i => new
            {
                Id = Guid.CreateVersion7(),
                subject,
                To = string.Create(CultureInfo.InvariantCulture, $"person{i}@group.example"),
                State = i % 1000 == 0 ? "Failed" : "Sent",
                Error = i % 1000 == 0 ? "550 There is no such mailbox" : null,
                At = work.Now.AddMinutes(i - count),
                Sent = i % 1000 == 0 ? (DateTime?)null : work.Now.AddMinutes(i - count),
            }
        );

    private static async Task ApplicationsAsync(
        Work work,
        Guid round,
        Guid[] organisations,
        Actor applicant,
        IReadOnlyList<Actor> panel,
        int count,
        bool decided
    )
    {
        var setup = await RoundReader.GetSetupAsync(work, round);
        var (ids, stem) = (Ids(count), round.ToString("N")[^6..]);
        await EachAsync(
            work,
            count,
            """
            insert into Application (Id, RoundId, OrganisationId, Status, Number, Reference, ContactEmail, ProjectName, Summary, Priority, AmountRequested, StartsOn, EndsOn,
                                     StartedBy, StartedAt, SubmittedBy, SubmittedAt, DeclaredName, DueDiligence, Version)
            values (@Id, @round, @Organisation, 'Submitted', @Number, @Reference, @Contact, @Project, 'A summary of the project, of a usual length, as the panel reads it.', @Priority, @Amount, @StartsOn, @EndsOn,
                    @Person, @At, @Person, @At, 'A', @Checks, 1)
            """,
            i => new
            {
                Id = ids[i],
                round,
                Organisation = organisations[(i * 31 + round.GetHashCode() % 97 + 97) % organisations.Length],
                Number = i + 1,
                Reference = string.Create(CultureInfo.InvariantCulture, $"{stem}-{i + 1:00000}"),
                Contact = string.Create(CultureInfo.InvariantCulture, $"person{i}@group.example"),
                Project = Projects[i % Projects.Length],
                Priority = setup.Priorities[i % setup.Priorities.Count],
                Amount = Money.FromPounds(1000 + i % 97 * 50),
                StartsOn = setup.Round.ProjectsStartOn,
                EndsOn = setup.Round.ProjectsEndBy,
                Person = applicant.Id,
                At = setup.Round.ClosesAt.AddMinutes(-count + i),
                Checks = decided || i % 4 == 0 ? "Pass" : "NotStarted",
            }
        );
        // Already planned, so that the job has nothing to do while pages are timed.
        await work.ExecuteAsync(
            "insert into CheckPlan (ApplicationId, Tier, Reasons, AssessedAt, Version) select Id, 'Standard', 'Seed', @Now, 1 from Application where RoundId = @round",
            new { round, work.Now }
        );
        for (var a = 0; a < panel.Count; a++)
        {
            var (assessor, shift) = (panel[a].Id, a * 31);
            await EachAsync(
                work,
                count,
                """
                insert into ScoringAssignment (Id, RoundId, ApplicationId, AssessorId, Position, Conflict, DeclaredAt, SubmittedAt, Version)
                values (@Id, @round, @Application, @assessor, @Position, 'None', @Now, @SubmittedAt, 1)
                """,
                i => new
                {
                    Id = Guid.CreateVersion7(),
                    round,
                    Application = ids[i],
                    assessor,
                    Position = (i + shift) % count + 1,
                    work.Now,
                    SubmittedAt = decided || (i + shift) % 10 > 0 ? work.Now : (DateTime?)null,
                }
            );
        }
        foreach (var sql in SumsSql)
            await work.ExecuteAsync(sql, new { round });
        if (!decided)
            return;
        await work.ExecuteAsync(
            "insert into Moderation (ApplicationId, Note, Present, Version) select Id, '', '', 1 from Application where RoundId = @round",
            new { round }
        );
        await work.ExecuteAsync("update RoundTally set Moderated = Submitted where RoundId = @round", new { round });
        await work.ExecuteAsync(
            """
            update Round set OpensAt = @Opened, ClosesAt = @Closed, ScoringClosesAt = @Scored, DecisionExpectedOn = @DecidedOn, RecommendedAt = @Scored, DecidedAt = @DecidedAt, LettersReleasedAt = @DecidedAt
            where Id = @round
            """,
            new
            {
                round,
                Opened = work.Now.AddDays(-400),
                Closed = work.Now.AddDays(-370),
                Scored = work.Now.AddDays(-350),
                DecidedOn = DateOnly.FromDateTime(work.Now.AddDays(-330)),
                DecidedAt = work.Now.AddDays(-330),
            }
        );
    }

    private static async Task AwardsAsync(Work work, Guid round, Actor officer, int count)
    {
        var applications = await work.QueryAsync<Guid>(
            "select Id from Application where RoundId = @round and Number % 5 < 2 order by Number",
            new { round }
        );
        var awards = Ids(applications.Count);
        await EachAsync(
            work,
            awards.Length,
            """
            insert into Award (Id, RoundId, ApplicationId, Number, Amount, CrimeReductionReason, Conditions, StartsOn, EndsOn, OfferedAt, AcceptBy, AcceptedAt, Version)
            values (@Id, @round, @Application, @Number, 500000, 'It prevents crime.', 'Spend it well.', '2025-05-01', '2026-04-30', @OfferedAt, '2025-06-01', @OfferedAt, 1)
            """,
            i => new
            {
                Id = awards[i],
                round,
                Application = applications[i],
                Number = i + 1,
                OfferedAt = work.Now.AddDays(-330).AddMinutes(i),
            }
        );
        await EachAsync(
            work,
            awards.Length * 2,
            """
            insert into Payment (Id, AwardId, Amount, Reason, Status, RequestedBy, RequestedAt, PaidOn, Version)
            values (@Id, @Award, 250000, 'Half of the grant', @Status, @By, @At, @PaidOn, 1)
            """,
            i => new
            {
                Id = Guid.CreateVersion7(),
                Award = awards[i / 2],
                Status = i % 200 == 0 ? "Requested" : "Paid",
                By = officer.Id,
                At = work.Now.AddDays(-300).AddMinutes(i),
                PaidOn = i % 200 == 0 ? (DateOnly?)null : DateOnly.FromDateTime(work.Now.AddDays(-290)),
            }
        );
        await EachAsync(
            work,
            awards.Length * 3,
            """
            insert into MonitoringReturn (Id, AwardId, Kind, PeriodTo, DueOn, Status, Rating, SubmittedAt, PeopleNew, PeopleRepeat, IsLatest, Version)
            values (@Id, @Award, @Kind, @DueOn, @DueOn, @Status, @Rating, @SubmittedAt, @People, @People, @IsLatest, 1)
            """,
            i =>
            {
                var done = i % 3 < 2 || i / 3 % 100 == 0;
                return new
                {
                    Id = Guid.CreateVersion7(),
                    Award = awards[i / 3],
                    Kind = i % 3 < 2 ? "Interim" : "Final",
                    IsLatest = i % 3 == 1,
                    DueOn = DateOnly.FromDateTime(work.Now).AddDays(i % 3 < 2 ? -200 + i % 3 : -3 + i / 3 % 300),
                    Status = i % 3 < 2 ? "Accepted"
                    : done ? "Submitted"
                    : "Due",
                    Rating = i % 3 < 2 ? "Green" : null,
                    SubmittedAt = done ? work.Now.AddDays(-30) : (DateTime?)null,
                    People = done ? 10 : (int?)null,
                };
            }
        );
        await work.ExecuteAsync(
            "update RoundTally set Awards = (select count(*) from Award where RoundId = @round), Awarded = (select coalesce(sum(Amount), 0) from Award where RoundId = @round) where RoundId = @round",
            new { round }
        );
        await BulkAwards.CountAsync(work, round);
        await work.ExecuteAsync(
            """
            insert into Publication (AwardId, Title, Brief, CrimeReason, NameShown, Place, PreparedBy, PreparedAt, DecidedBy, DecidedAt, NameFrom, Version)
            select Id, 'A project', 'What the project does, in the words of the office.', 'It prevents crime.', 1, 'Exact', @By, @Now, @By, @Now, @Now, 1 from Award where RoundId = @round
            """,
            new
            {
                round,
                By = officer.Id,
                work.Now,
            }
        );
    }

    /// <summary>The scores of a round's sheets, their totals and the round's running counts.</summary>
    private static readonly string[] SumsSql =
    [
        """
            insert into Score (AssignmentId, CriterionId, Value, Reason)
            select s.Id, c.Id, (s.Position * 7 + s.Position / 6 + c.Position * 5) % 6, 'It says who takes part and how it will be measured.'
            from ScoringAssignment s join Criterion c on c.RoundId = s.RoundId where s.RoundId = @round order by s.Id
            """,
        """
            update ScoringAssignment
            set    Total = (select sum(x.Value * c.Weight) from Score x join Criterion c on c.Id = x.CriterionId where x.AssignmentId = ScoringAssignment.Id)
            where  RoundId = @round and SubmittedAt is not null
            """,
        """
            update RoundTally
            set    Submitted = (select count(*) from Application where RoundId = @round), LastNumber = (select count(*) from Application where RoundId = @round),
                   Requested = (select sum(AmountRequested) from Application where RoundId = @round),
                   Checked = (select count(*) from Application where RoundId = @round and Status = 'Submitted' and DueDiligence not in ('NotStarted', 'InProgress'))
            where  RoundId = @round
            """,
        """
            update PanelMember
            set    Assigned = (select count(*) from ScoringAssignment s where s.RoundId = @round and s.AssessorId = PersonId),
                   AssignedTo = (select count(*) from ScoringAssignment s where s.RoundId = @round and s.AssessorId = PersonId),
                   Submitted = (select count(s.SubmittedAt) from ScoringAssignment s where s.RoundId = @round and s.AssessorId = PersonId)
            where  RoundId = @round
            """,
    ];

    private static Guid[] Ids(int count) => [.. Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7())];

    private static async Task EachAsync(Work work, int count, string sql, Func<int, object> row)
    {
        for (var first = 0; first < count; first += AtOnce)
            await work.ExecuteAsync(sql, Enumerable.Range(first, Math.Min(AtOnce, count - first)).Select(row));
    }
}
