using System.Collections.Concurrent;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Accounts;
using Commissioning.Features.Funds;
using Commissioning.Features.Scoring;
using Commissioning.Platform.Data;
using Commissioning.Web;

namespace Commissioning.Testing;

/// <summary>Creates records for a test with sensible defaults, so that a test states only what matters to it.</summary>
public sealed class Scenario(Db db, PortalClock clock)
{
    public const string Opens = "2026-01-05 09:00";
    public const string Closes = "2026-02-02 17:00";
    public const string ScoringCloses = "2026-02-20 17:00";

    // By number and not by part of its id, so that no two rounds have the same reference stem.
    private static readonly ConcurrentDictionary<Guid, int> Places = new();
    private static int last;
    private int people;

    public Task<Actor> PersonAsync(params Role[] roles) => PersonAsync(hasApp: true, roles);

    /// <summary>Somebody who has not set up an authenticator app yet.</summary>
    public Task<Actor> NewcomerAsync(params Role[] roles) => PersonAsync(hasApp: false, roles);

    private async Task<Actor> PersonAsync(bool hasApp, Role[] roles)
    {
        people++;
        var person = new Person
        {
            Email = $"person{people}-{Random.Shared.Next():x8}@test.example",
            DisplayName = $"{(roles.Length == 0 ? "Person" : RolePermissions.Name(roles[0]))} {people}",
            SecurityStamp = Guid.NewGuid().ToString("N"),
            CreatedAt = clock.UtcNow(),
            TwoFactorEnabled = hasApp,
        };
        await db.ChangeAsync(
            person.Actor,
            AuditAction.PersonRegistered,
            person.Id,
            async work =>
            {
                await work.ExecuteAsync(PersonSql.Insert, person);
                foreach (var role in roles)
                    await work.ExecuteAsync(PersonSql.InsertRole, new { PersonId = person.Id, Role = role });
                return Result.Done;
            }
        );
        return person.Actor;
    }

    public async Task<Guid> OrganisationAsync(Actor member, string name = "Friends of Test Park", string kind = "Charity")
    {
        var id = Guid.CreateVersion7();
        await db.ChangeAsync(
            member,
            AuditAction.OrganisationCreated,
            id,
            async work =>
            {
                await work.ExecuteAsync(
                    """
                    insert into Organisation (Id, Name, Kind, CharityNumber, CompanyNumber, AddressLine, Town, Postcode, Area, Phone, CreatedAt, Version)
                    values (@id, @name, @kind, '9900001', null, '1 Test Street', 'Leicester', 'LE1 9ZZ', 'Leicester', '0116 496 0001', @Now, 1)
                    """,
                    new
                    {
                        id,
                        name,
                        kind,
                        work.Now,
                    }
                );
                await work.ExecuteAsync(
                    "insert into OrganisationMember (OrganisationId, PersonId, JoinedAt) values (@id, @Person, @Now)",
                    new
                    {
                        id,
                        Person = member.Id,
                        work.Now,
                    }
                );
                return Result.Done;
            }
        );
        return id;
    }

    public static RoundDetails Details() =>
        new()
        {
            Name = "Round 1",
            BudgetYear = "2025-26",
            Pot = Money.FromPounds(50_000),
            MaximumGrant = Money.FromPounds(10_000),
            MinimumGrant = Money.FromPounds(300),
            OpensAt = Utc(Opens),
            ClosesAt = Utc(Closes),
            ScoringClosesAt = Utc(ScoringCloses),
            DecisionExpectedOn = new(2026, 3, 16),
            ProjectsStartOn = new(2026, 5, 1),
            ProjectsEndBy = new(2027, 4, 30),
            AcceptWithinDays = 28,
            Guidance = "Grants for community safety projects.",
            Conditions = "",
            LegalPower = RoundTemplate.LegalPower,
            ThresholdMethod = RoundTemplate.ThresholdMethod,
            Priorities = ["Neighbourhood Crime", "Road Safety"],
            Zones = [],
        };

    /// <summary>A published round. The clock moves to noon on its first day unless told otherwise.</summary>
    public async Task<Guid> RoundAsync(
        Actor officer,
        IReadOnlyList<Actor> panel,
        RoundDetails? details = null,
        string now = "2026-01-05 12:00"
    )
    {
        clock.MoveTo("2026-01-01 12:00");
        var made = await new CreateRound(db).RunAsync(officer, new($"Test Fund {Guid.NewGuid():N}"[..20], "TF", details ?? Details()));
        var round = made.FirstRefusal is null ? made.Value : throw new InvalidOperationException(made.FirstRefusal.Sentence);
        await new SavePanel(db).RunAsync(officer, round, panel.Select(member => member.Id).ToList());
        if ((await new PublishRound(db).RunAsync(officer, round)).FirstRefusal is { } refusal)
            throw new InvalidOperationException(refusal.Sentence);
        clock.MoveTo(now);
        return round;
    }

    /// <summary>A submitted application with answers, budget, outcomes and due diligence checks; its checks are planned, so that the job
    /// leaves it alone, unless told otherwise.</summary>
    public async Task<Guid> ApplicationAsync(
        Guid round,
        Guid organisation,
        Actor applicant,
        string project = "Safer Saturdays",
        decimal pounds = 5000,
        bool assessed = true
    )
    {
        var id = Guid.CreateVersion7();
        var setup = await db.ReadAsync(work => RoundReader.GetSetupAsync(work, round));
        await db.ChangeAsync(
            applicant,
            AuditAction.ApplicationSubmitted,
            id,
            async work =>
            {
                await work.ExecuteAsync(
                    "update RoundTally set Submitted = Submitted + 1, Requested = Requested + @Amount, LastNumber = LastNumber + 1 where RoundId = @round",
                    new { round, Amount = Money.FromPounds(pounds) }
                );
                var number = await work.ScalarAsync<int>("select LastNumber from RoundTally where RoundId = @round", new { round });
                await work.ExecuteAsync(
                    """
                    insert into Application (Id, RoundId, OrganisationId, Status, Number, Reference, ProjectName, Summary, Priority, AmountRequested, StartsOn, EndsOn,
                                             StartedBy, StartedAt, SubmittedBy, SubmittedAt, DeclaredName, CopyJson, CopySha256, DueDiligence, Version)
                    values (@id, @round, @organisation, 'Submitted', @number, @Reference, @project, 'A summary of the project.', @Priority, @Amount, @StartsOn, @EndsOn,
                            @Person, @Now, @Person, @Now, @Name, '{}', @Hash, 'NotStarted', 1)
                    """,
                    new
                    {
                        id,
                        round,
                        organisation,
                        number,
                        Reference = $"{setup.Round.Prefix}-{Places.GetOrAdd(round, _ => Interlocked.Increment(ref last)):x6}-{number:000}",
                        project,
                        Priority = setup.Priorities[0],
                        Amount = Money.FromPounds(pounds),
                        StartsOn = setup.Round.ProjectsStartOn,
                        EndsOn = setup.Round.ProjectsEndBy,
                        Person = applicant.Id,
                        work.Now,
                        applicant.Name,
                        Hash = new string('0', 64),
                    }
                );
                await work.ExecuteAsync(
                    "insert into Answer (ApplicationId, QuestionId, Wording) values (@id, @Question, @Wording)",
                    setup.Questions.Select(question => new
                    {
                        id,
                        Question = question.Id,
                        Wording = question.Kind switch
                        {
                            QuestionKind.YesNo => "No",
                            QuestionKind.Table => "",
                            _ => $"Our answer about {question.Section.ToLowerInvariant()}.",
                        },
                    })
                );
                await work.ExecuteAsync(
                    "insert into BudgetLine (Id, ApplicationId, Position, Item, Requested, OtherFunders) values (@Line, @id, @Position, @Item, @Requested, 0)",
                    new[] { (Item: "Youth workers", Share: 0.6m), (Item: "Venue hire", Share: 0.4m) }.Select(
                        (line, i) =>
                            new
                            {
                                Line = Guid.CreateVersion7(),
                                id,
                                Position = i + 1,
                                line.Item,
                                Requested = Money.FromPounds(pounds * line.Share),
                            }
                    )
                );
                await work.ExecuteAsync(
                    "insert into OutcomeMeasure (Id, ApplicationId, Position, Outcome, Measure, Baseline, Target) values (@Outcome, @id, 1, 'Fewer incidents', 'Police reports', '20 a month', '10 a month')",
                    new { Outcome = Guid.CreateVersion7(), id }
                );
                await work.ExecuteAsync(
                    "insert into DueDiligenceCheck (Id, ApplicationId, Position, Name, Guidance, Kind, Tier, ValidMonths, Holds, Status, Version) values (@Check, @id, @Position, @Name, @Guidance, @Kind, @Tier, @ValidMonths, @Holds, 'NotStarted', 1)",
                    setup.Checks.Select(item => new
                    {
                        Check = Guid.CreateVersion7(),
                        id,
                        item.Position,
                        item.Name,
                        item.Guidance,
                        item.Kind,
                        item.Tier,
                        item.ValidMonths,
                        item.Holds,
                    })
                );
                if (assessed)
                    await work.ExecuteAsync(
                        "insert into CheckPlan (ApplicationId, Tier, Reasons, AssessedAt, CopySha256, Version) values (@id, 'Standard', 'A test', @Now, @Hash, 1)",
                        new
                        {
                            id,
                            work.Now,
                            Hash = new string('0', 64),
                        }
                    ); // The hash of the current copy, or the job would plan it again.
                return Result.Done;
            }
        );
        return id;
    }

    /// <summary>The eligibility check of a round with yes to every question.</summary>
    public async Task<EligibilityCheck> EligibleAsync(Guid round) =>
        new()
        {
            AnsweredAt = clock.UtcNow(),
            Answers = (await db.ReadAsync(work => RoundReader.EligibilityAsync(work, round))).ToDictionary(
                question => question.Id,
                _ => (bool?)true
            ),
        };

    /// <summary>A draft with everything that it needs before it can be sent.</summary>
    public async Task<Guid> CompleteDraftAsync(Guid round, Guid organisation, Actor applicant, decimal pounds = 5000)
    {
        var draft = await ApplicationAsync(round, organisation, applicant, pounds: pounds, assessed: false);
        await db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync("delete from DueDiligenceCheck where ApplicationId = @draft", new { draft });
            await work.ExecuteAsync(
                "update RoundTally set Drafts = Drafts + 1, Submitted = Submitted - 1, Requested = Requested - @Amount, LastNumber = LastNumber - 1 where RoundId = @round",
                new { round, Amount = Money.FromPounds(pounds) }
            );
            return await work.ExecuteAsync(
                "update Application set Status = 'Draft', Number = null, Reference = null, SubmittedBy = null, SubmittedAt = null, DeclaredName = null, CopyJson = null, CopySha256 = null where Id = @draft",
                new { draft }
            );
        });
        await ConfirmProfileAsync(draft);
        await AddRequiredDocumentsAsync(draft);
        return draft;
    }

    /// <summary>Adds the documents that everyone must send, as rows: the files themselves are not stored.</summary>
    public Task AddRequiredDocumentsAsync(Guid draft) =>
        db.HousekeepAsync(async work =>
        {
            var round = await work.ScalarAsync<Guid>("select RoundId from Application where Id = @draft", new { draft });
            foreach (var kind in (await RoundReader.DocumentsAsync(work, round)).Where(kind => kind.Required))
            {
                var row = new
                {
                    Document = Guid.CreateVersion7(),
                    File = Guid.CreateVersion7(),
                    draft,
                    Kind = kind.Id,
                    Hash = new string('0', 64),
                    work.Now,
                };
                await work.ExecuteAsync(
                    "insert into StoredFile (Id, Name, ContentType, ByteLength, Sha256, StoredAt, StoredBy, ScanState) select @File, 'constitution.pdf', 'application/pdf', 1, @Hash, @Now, a.StartedBy, 'Clean' from Application a where a.Id = @draft",
                    row
                );
                await work.ExecuteAsync(
                    "insert into ApplicationDocument (Id, ApplicationId, DocumentKindId, FileId) values (@Document, @draft, @Kind, @File)",
                    row
                );
            }
            return 1;
        });

    /// <summary>An application whose checks are done, whose account is confirmed and which is no subsidy, so nothing holds its
    /// payments.</summary>
    public Task ReadyToPayAsync(Guid application) =>
        db.HousekeepAsync(async work =>
        {
            var ids = new { application, work.Now };
            await work.ExecuteAsync("update DueDiligenceCheck set Status = 'Pass', Note = 'Seen' where ApplicationId = @application", ids);
            await work.ExecuteAsync(
                """
                insert into BankDetails (Id, OrganisationId, EncryptedAccount, LastFour, AccountHash, State, IsChange, GivenBy, GivenAt, Version)
                select @Id, a.OrganisationId, 'encrypted', '5678', @Hash, 'Confirmed', 0, a.StartedBy, @Now, 1
                from   Application a
                where  a.Id = @application and not exists (select 1 from BankDetails b where b.OrganisationId = a.OrganisationId and b.State = 'Confirmed')
                """,
                new
                {
                    Id = Guid.CreateVersion7(),
                    application,
                    work.Now,
                    Hash = Guid.NewGuid().ToString("N") + Guid.NewGuid().ToString("N"),
                }
            );
            // A sanctions list that is never too old, wherever a test moves the clock.
            await work.ExecuteAsync(
                """
                insert into RegisterImport (Id, Kind, ExtractDate, FileName, State, Lines, Kept, StartedBy, StartedAt)
                select coalesce((select max(Id) from RegisterImport), 0) + 1, 'Sanctions', @Day, 'list.csv', 'Current', 0, 0, a.StartedBy, @Now
                from   Application a
                where  a.Id = @application and not exists (select 1 from RegisterImport i where i.Kind = 'Sanctions' and i.State = 'Current')
                """,
                new
                {
                    application,
                    work.Now,
                    Day = new DateOnly(2099, 12, 31),
                }
            );
            return await work.ExecuteAsync(
                "insert into Subsidy (ApplicationId, IsEnterprise, Reason, AssessedBy, AssessedAt, Version) select a.Id, 0, 'Sells nothing', a.StartedBy, @Now, 1 from Application a where a.Id = @application and not exists (select 1 from Subsidy s where s.ApplicationId = a.Id)",
                ids
            );
        });

    /// <summary>Completes a draft's organisation profile and confirms it for the draft.</summary>
    public Task ConfirmProfileAsync(Guid application) =>
        db.HousekeepAsync(async work =>
        {
            var (table, person) = (
                AnswerRules.OfRows([
                    ["Ann", "Chair"],
                    ["Bob", "Treasurer"],
                    ["Cy", "Secretary"],
                ]),
                "Ann Other\nChair\nann@test.example\n"
            );
            var answers = new Dictionary<string, string>
            {
                ["contact"] = person,
                ["second-contact"] = "Bob Jones\n\nbob@test.example\n",
                ["branch"] = "No",
                ["rules"] = "Yes",
                ["dissolution"] = "Yes",
                ["committee"] = table,
                ["signatories"] = AnswerRules.OfRows([
                    ["Ann"],
                    ["Bob"],
                ]),
                ["related"] = "No",
                ["policies"] = "",
                ["police"] = "No",
            };
            await work.ExecuteAsync(
                "insert into OrganisationProfile (OrganisationId, Version, SavedAt, SavedBy) select OrganisationId, 1, @Now, StartedBy from Application a where Id = @application and not exists (select 1 from OrganisationProfile p where p.OrganisationId = a.OrganisationId)",
                new { application, work.Now }
            );
            await work.ExecuteAsync(
                "insert into OrganisationProfileAnswer (OrganisationId, Code, Wording) select OrganisationId, @Code, @Wording from Application a where Id = @application and not exists (select 1 from OrganisationProfileAnswer p where p.OrganisationId = a.OrganisationId and p.Code = @Code)",
                answers.Select(pair => new
                {
                    application,
                    Code = pair.Key,
                    Wording = pair.Value,
                })
            );
            return await work.ExecuteAsync(
                "update Application set ProfileVersion = (select p.Version from OrganisationProfile p where p.OrganisationId = Application.OrganisationId) where Id = @application",
                new { application }
            );
        });

    /// <summary>Assigns an application to an assessor without a conflict of interest; submits the sheet when scores are given.</summary>
    public async Task<Guid> AssignedAsync(Guid application, Actor assessor, params int[] points)
    {
        var id = Guid.CreateVersion7();
        var roundId = await db.ScalarAsync<Guid>("select RoundId from Application where Id = @application", new { application });
        await db.ChangeAsync(
            assessor,
            AuditAction.AssessorsAssigned,
            application,
            async work =>
            {
                var position = await work.ScalarAsync<int>(
                    "select count(*) + 1 from ScoringAssignment where RoundId = @roundId and AssessorId = @Assessor",
                    new { roundId, Assessor = assessor.Id }
                );
                await work.ExecuteAsync(
                    """
                    insert into ScoringAssignment (Id, RoundId, ApplicationId, AssessorId, Position, Conflict, DeclaredAt, SubmittedAt, Version)
                    values (@id, @roundId, @application, @Assessor, @position, @Conflict, @DeclaredAt, @SubmittedAt, 1)
                    """,
                    new
                    {
                        id,
                        roundId,
                        application,
                        Assessor = assessor.Id,
                        position,
                        Conflict = points.Length > 0 ? "None" : "NotDeclared",
                        DeclaredAt = points.Length > 0 ? work.Now : (DateTime?)null,
                        SubmittedAt = points.Length > 0 ? work.Now : (DateTime?)null,
                    }
                );
                var criteria = await RoundReader.CriteriaAsync(work, roundId);
                await work.ExecuteAsync(
                    "insert into Score (AssignmentId, CriterionId, Value, Reason) values (@id, @Criterion, @Value, 'Because of what the application says.')",
                    points.Select(
                        (given, i) =>
                            new
                            {
                                id,
                                Criterion = criteria[i].Id,
                                Value = given,
                            }
                    )
                );
                if (points.Length > 0)
                    await work.ExecuteAsync(
                        "update ScoringAssignment set Total = @Total where Id = @id",
                        new
                        {
                            id,
                            Total = ScoreArithmetic.Total(
                                criteria,
                                criteria.Zip(points).ToDictionary(pair => pair.First.Id, pair => pair.Second)
                            ),
                        }
                    );
                await work.ExecuteAsync(
                    "update PanelMember set Assigned = Assigned + 1, Submitted = Submitted + @Submitted where RoundId = @roundId and PersonId = @Assessor",
                    new
                    {
                        roundId,
                        Assessor = assessor.Id,
                        Submitted = points.Length > 0 ? 1 : 0,
                    }
                );
                return Result.Done;
            }
        );
        return id;
    }

    /// <summary>The assessor has no conflict of interest with anybody who applied.</summary>
    public async Task DeclareNoConflictAsync(Actor assessor, Guid round)
    {
        var names = await db.ReadAsync(work => ConflictQueries.UndeclaredAsync(work, assessor, round));
        var declared = await new DeclareConflictList(db, new(db)).RunAsync(
            assessor,
            round,
            names.Select(name => new DeclareConflictList.Line(name.Id, false, null, null)).ToList()
        );
        if (declared.FirstRefusal is { } refusal)
            throw new InvalidOperationException(refusal.Sentence);
    }

    /// <summary>UTC of a UK wall-clock time such as "2026-03-31 17:01".</summary>
    public static DateTime Utc(string london) =>
        LondonTime.ToUtc(
            DateOnly.Parse(london[..10], System.Globalization.CultureInfo.InvariantCulture),
            TimeOnly.Parse(london[11..], System.Globalization.CultureInfo.InvariantCulture)
        );
}
