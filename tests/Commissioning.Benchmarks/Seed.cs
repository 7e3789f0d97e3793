using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Testing;
using Commissioning.Web;

namespace Commissioning.Benchmarks;

/// <summary>A database with one round of each kind that a measured page needs: one in assessment with this many applications, one announced
/// with as many (a third funded), and one open with a draft.</summary>
internal sealed class Seed
{
    public required Actor Officer { get; init; }
    public required Actor Assessor { get; init; }
    public required Actor Applicant { get; init; }
    public Guid Assessed { get; private set; }
    public Guid Announced { get; private set; }
    public Guid Assignment { get; private set; }

    /// <summary>One for each of the concurrent savers.</summary>
    public IReadOnlyList<Guid> Drafts { get; private set; } = [];

    public static async Task<Seed> MakeAsync(Db db, PortalClock clock, int applications)
    {
        var scenario = new Scenario(db, clock);
        var panel = new List<Actor>();
        for (var i = 0; i < 5; i++)
            panel.Add(await scenario.PersonAsync(Role.PanelMember));
        var seed = new Seed
        {
            Officer = await scenario.PersonAsync(Role.CommissioningOfficer),
            Assessor = panel[0],
            Applicant = await scenario.PersonAsync(Role.Applicant),
        };
        var organisation = await scenario.OrganisationAsync(seed.Applicant);
        seed.Assessed = await scenario.RoundAsync(seed.Officer, panel, now: "2026-02-03 12:00");
        seed.Announced = await scenario.RoundAsync(seed.Officer, panel, now: "2026-02-03 12:00");
        var open = await scenario.RoundAsync(seed.Officer, panel, now: "2026-01-05 12:00");
        clock.MoveTo("2026-02-03 12:00");
        await db.ChangeAsync(
            Actor.Portal,
            AuditAction.DemonstrationLoaded,
            seed.Assessed,
            async work =>
            {
                seed.Assignment = (
                    await ApplicationsAsync(work, seed.Assessed, organisation, seed.Applicant, panel, applications, scored: true)
                )!.Value;
                await ApplicationsAsync(work, seed.Announced, organisation, seed.Applicant, panel, applications, scored: false);
                await work.ExecuteAsync(
                    "update Round set RecommendedAt = @Now, DecidedAt = @Now, LettersReleasedAt = @Now where Id = @Announced",
                    new { seed.Announced, work.Now }
                );
                seed.Drafts = Enumerable.Range(0, Load.Together).Select(_ => Guid.CreateVersion7()).ToList();
                await work.ExecuteAsync(
                    """
                    insert into Application (Id, RoundId, OrganisationId, Status, StartedBy, StartedAt, DueDiligence, Version)
                    values (@draft, @open, @organisation, 'Draft', @Person, @Now, 'NotStarted', 1)
                    """,
                    seed.Drafts.Select(draft => new
                    {
                        draft,
                        open,
                        organisation,
                        Person = seed.Applicant.Id,
                        work.Now,
                    })
                );
                await work.ExecuteAsync("update RoundTally set Drafts = @Count where RoundId = @open", new { open, seed.Drafts.Count });
                return Result.Done;
            }
        );
        return seed;
    }

    /// <summary>Applications with all their related rows; returns an assignment of the first assessor that is not submitted.</summary>
    private static async Task<Guid?> ApplicationsAsync(
        Work work,
        Guid round,
        Guid organisation,
        Actor applicant,
        IReadOnlyList<Actor> panel,
        int applications,
        bool scored
    )
    {
        var setup = await RoundReader.GetSetupAsync(work, round);
        Guid? open = null;
        var amount = Money.FromPounds(5000);
        for (var number = 1; number <= applications; number++)
        {
            var id = Guid.CreateVersion7();
            await work.ExecuteAsync(
                """
                insert into Application (Id, RoundId, OrganisationId, Status, Number, Reference, ProjectName, Summary, Priority, AmountRequested, StartsOn, EndsOn,
                                         StartedBy, StartedAt, SubmittedBy, SubmittedAt, DeclaredName, DueDiligence, Version)
                values (@id, @round, @organisation, 'Submitted', @number, @Reference, 'Safer Saturdays', 'A summary of the project.', @Priority, @amount, @StartsOn, @EndsOn,
                        @Person, @Now, @Person, @Now, 'A', 'NotStarted', 1)
                """,
                new
                {
                    id,
                    round,
                    organisation,
                    number,
                    Reference = $"{round.ToString("N")[^6..]}-{number:0000}",
                    Priority = setup.Priorities[0],
                    amount,
                    StartsOn = setup.Round.ProjectsStartOn,
                    EndsOn = setup.Round.ProjectsEndBy,
                    Person = applicant.Id,
                    work.Now,
                }
            );
            // Already planned, so that the job has nothing to do while pages are timed.
            await work.ExecuteAsync(
                "insert into CheckPlan (ApplicationId, Tier, Reasons, AssessedAt, Version) values (@id, 'Standard', 'Seed', @Now, 1)",
                new { id, work.Now }
            );
            await work.ExecuteAsync(
                "insert into Answer (ApplicationId, QuestionId, Wording) values (@id, @Question, 'Our answer.')",
                setup.Questions.Select(question => new { id, Question = question.Id })
            );
            await work.ExecuteAsync(
                "insert into BudgetLine (Id, ApplicationId, Position, Item, Requested, OtherFunders) values (@Line, @id, 1, 'Workers', @amount, 0)",
                new
                {
                    Line = Guid.CreateVersion7(),
                    id,
                    amount,
                }
            );
            await work.ExecuteAsync(
                "insert into OutcomeMeasure (Id, ApplicationId, Position, Outcome, Measure, Baseline, Target) values (@Outcome, @id, 1, 'Fewer incidents', 'Reports', '20', '10')",
                new { Outcome = Guid.CreateVersion7(), id }
            );
            if (scored)
                foreach (var member in panel)
                {
                    var assignment = Guid.CreateVersion7();
                    var submits = member != panel[0] || number > 1;
                    if (!submits)
                        open = assignment;
                    await work.ExecuteAsync(
                        """
                        insert into ScoringAssignment (Id, RoundId, ApplicationId, AssessorId, Position, Conflict, DeclaredAt, SubmittedAt, Total, Version)
                        values (@assignment, @round, @id, @Assessor, @number, 'None', @Now, @SubmittedAt, @Total, 1)
                        """,
                        new
                        {
                            assignment,
                            round,
                            id,
                            Assessor = member.Id,
                            number,
                            work.Now,
                            SubmittedAt = submits ? work.Now : (DateTime?)null,
                            Total = submits ? 300 : (int?)null,
                        }
                    );
                    if (submits)
                        await work.ExecuteAsync(
                            "insert into Score (AssignmentId, CriterionId, Value, Reason) values (@assignment, @Criterion, 3, 'Because.')",
                            setup.Criteria.Select(criterion => new { assignment, Criterion = criterion.Id })
                        );
                }
            else if (number % 3 == 0)
                await work.ExecuteAsync(
                    """
                    insert into Award (Id, RoundId, ApplicationId, Number, Amount, CrimeReductionReason, Conditions, OfferedAt, Version)
                    values (@Award, @round, @id, @Position, @amount, 'It prevents crime.', 'Spend it well.', @Now, 1)
                    """,
                    new
                    {
                        Award = Guid.CreateVersion7(),
                        round,
                        id,
                        Position = number / 3,
                        amount,
                        work.Now,
                    }
                );
        }
        await work.ExecuteAsync(
            "update RoundTally set Submitted = @applications, LastNumber = @applications, Requested = @Requested, Awards = @Awards, Awarded = @Awarded where RoundId = @round",
            new
            {
                round,
                applications,
                Requested = new Money(amount.Pence * applications),
                Awards = scored ? 0 : applications / 3,
                Awarded = new Money(scored ? 0 : amount.Pence * (applications / 3)),
            }
        );
        if (scored)
            await work.ExecuteAsync(
                "update PanelMember set Assigned = @applications, AssignedTo = @applications, Submitted = @applications - case when PersonId = @First then 1 else 0 end where RoundId = @round",
                new
                {
                    round,
                    applications,
                    First = panel[0].Id,
                }
            );
        return open;
    }
}
