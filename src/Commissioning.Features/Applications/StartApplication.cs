using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Features.Funds;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>Starts a draft for one of the person's organisations. An organisation has one active application in a round.</summary>
public sealed class StartApplication(Db db)
{
    /// <param name="check">The eligibility check, answered for this organisation.</param>
    /// <param name="copyOf">An earlier application of the organisation whose text the draft starts with.</param>
    public Task<Result<Guid>> RunAsync(Actor actor, Guid round, Guid organisation, EligibilityCheck? check, Guid? copyOf = null)
    {
        var id = Guid.CreateVersion7();
        return db.ChangeAsync<Guid>(
            actor,
            AuditAction.ApplicationStarted,
            id,
            async work =>
            {
                await work.ExecuteOneAsync("update RoundTally set Drafts = Drafts + 1 where RoundId = @round", new { round });
                var found = await work.FindAsync<Domain.Funds.Round>(
                    RoundReader.RoundSql + " where r.Id = @round and r.PublishedAt is not null",
                    new { round }
                );
                if (
                    ApplicationRules.WhyCannotStart(
                        found,
                        await work.ScalarAsync<Money>("select Awarded from RoundTally where RoundId = @round", new { round }),
                        work.Now
                    ) is
                    { } refusal
                )
                    return refusal;
                var keys = new
                {
                    id,
                    round,
                    organisation,
                    Person = actor.Id,
                    work.Now,
                };
                if (await work.ScalarAsync<int>(LiveSql, keys) > 0)
                    return new Refusal(
                        "This organisation already has an application in this round. Open it under Your applications.",
                        nameof(organisation)
                    );
                var kinds = await OfficeSettings.KindsAsync(work);
                if (
                    await work.ScalarAsync<string>(
                        "select o.Kind from Organisation o join OrganisationMember m on m.OrganisationId = o.Id where o.Id = @organisation and m.PersonId = @Person",
                        keys
                    )
                        is { } kind
                    && (ApplicationRules.WhyKindCannotApply(found, kind, kinds) ?? EligibilityRules.WhyAnotherKind(check, kind, kinds))
                        is { } unfit
                )
                    return unfit with { Field = nameof(organisation) };
                var questions = await RoundReader.EligibilityAsync(work, round);
                if (EligibilityRules.WhyCannotStart(questions, check?.Answers) is { } ineligible)
                    return ineligible with { Field = nameof(organisation) };
                await work.ExecuteOneAsync(InsertSql, keys);
                await EligibilityAnswers.KeepAsync(work, id, actor.Id, questions, check ?? NothingAsked(work.Now));
                if (copyOf is { } earlier)
                    await CopyAsync(work, id, organisation, earlier);
                return Result.Made(id);
            }
        );
    }

    /// <summary>The answers of a round without an eligibility check.</summary>
    private static EligibilityCheck NothingAsked(DateTime now) => new() { AnsweredAt = now, Answers = new Dictionary<Guid, bool?>() };

    public sealed record Earlier
    {
        public required Guid Id { get; init; }
        public required Guid OrganisationId { get; init; }
        public required string Reference { get; init; }
        public required string ProjectName { get; init; }
    }

    /// <summary>Earlier applications of the person's organisations, newest first.</summary>
    public Task<IReadOnlyList<Earlier>> EarlierAsync(Actor actor) =>
        db.QueryAsync<Earlier>(
            """
            select   a.Id, a.OrganisationId, a.Reference, a.ProjectName
            from     Application a
            join     OrganisationMember m on m.OrganisationId = a.OrganisationId
            where    m.PersonId = @Id and a.Reference is not null and a.ProjectName is not null
            order by a.SubmittedAt desc, a.Id
            """,
            new { actor.Id }
        );

    /// <summary>Copies text, outcomes and the answers to questions in both forms; amounts and dates must be entered, and files added,
    /// again.</summary>
    private static async Task CopyAsync(Work work, Guid id, Guid organisation, Guid earlier)
    {
        var keys = new
        {
            id,
            organisation,
            earlier,
        };
        var old = await work.FindAsync<Copied>(
            "select Reference, ProjectName, Summary from Application where Id = @earlier and OrganisationId = @organisation and Reference is not null",
            keys
        );
        await work.ExecuteOneAsync(
            "update Application set ProjectName = @ProjectName, Summary = @Summary, IsCopied = 1 where Id = @id",
            new
            {
                id,
                old.ProjectName,
                old.Summary,
            }
        );
        await work.ExecuteAsync(CopyAnswersSql, keys);
        var outcomes = await ApplicationReader.OutcomesAsync(work, earlier);
        await work.ExecuteAsync(
            "insert into OutcomeMeasure (Id, ApplicationId, Position, Outcome, Measure, Baseline, Target) values (@Id, @Application, @Position, @Outcome, @Measure, @Baseline, @Target)",
            outcomes.Select(outcome => new
            {
                Id = Guid.CreateVersion7(),
                Application = id,
                outcome.Position,
                outcome.Outcome,
                outcome.Measure,
                outcome.Baseline,
                outcome.Target,
            })
        );
        work.Note($"Copied from {old.Reference}");
    }

    private const string CopyAnswersSql = """
        insert into Answer (ApplicationId, QuestionId, Wording)
        select @id, q.Id, n.Wording
        from   Application a
        join   Question q on q.RoundId = a.RoundId
        join   Application e on e.Id = @earlier
        join   Question o on o.RoundId = e.RoundId and o.Code = q.Code and o.Kind = q.Kind
        join   Answer n on n.ApplicationId = e.Id and n.QuestionId = o.Id
        where  a.Id = @id and q.Kind <> 'File'
        """;

    private sealed record Copied
    {
        public required string Reference { get; init; }
        public string? ProjectName { get; init; }
        public string? Summary { get; init; }
    }

    // On any record of the organisation: two records that were merged are one applicant.
    private static readonly string LiveSql =
        $"select count(*) from Application a where a.RoundId = @round and a.OrganisationId in {LinkedOrganisations.IdsSql("@organisation")} and a.Status <> 'Withdrawn'";

    // Inserts no row for another person's organisation, and then "exactly one row" refuses.
    private const string InsertSql = """
        insert into Application (Id, RoundId, OrganisationId, Status, StartedBy, StartedAt, DueDiligence, Version)
        select @id, @round, m.OrganisationId, 'Draft', @Person, @Now, 'NotStarted', 1
        from   OrganisationMember m
        where  m.OrganisationId = @organisation and m.PersonId = @Person
        """;
}
