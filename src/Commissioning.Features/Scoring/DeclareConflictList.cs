using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Scoring;

/// <summary>For a round that hides applicants: declares conflicts with some of the names, and none with the rest.</summary>
public sealed class DeclareConflictList(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid round, IReadOnlyCollection<Guid> organisations, string? detail) =>
        db.ChangeAsync(
            actor,
            AuditAction.ConflictListDeclared,
            round,
            async work =>
            {
                await PanelQueries.DemandMemberAsync(work, actor, round);
                var text = detail?.Trim() ?? "";
                if (organisations.Count > 0 && text.Length is 0 or > 1000)
                    return new Refusal("Describe each conflict in a sentence, in up to 1,000 characters", nameof(detail));
                var declared = 0;
                foreach (var organisation in organisations)
                    declared += await work.ExecuteAsync(
                        DeclareSql,
                        new
                        {
                            round,
                            Assessor = actor.Id,
                            work.Now,
                            text,
                            Kind = DeclareConflict.Kinds[^1],
                            organisation,
                        }
                    );
                var none = await work.ExecuteAsync(
                    "update ScoringAssignment set Conflict = 'None', DeclaredAt = @Now, Version = Version + 1 where RoundId = @round and AssessorId = @Assessor and Conflict = 'NotDeclared'",
                    new
                    {
                        round,
                        Assessor = actor.Id,
                        work.Now,
                    }
                );
                if (declared > 0)
                    await work.ExecuteOneAsync(
                        "update PanelMember set Conflicted = Conflicted + @declared where RoundId = @round and PersonId = @Assessor",
                        new
                        {
                            round,
                            Assessor = actor.Id,
                            declared,
                        }
                    );
                work.Note($"{declared} with a conflict, {none} without. {text}");
                return Result.Done;
            }
        );

    private const string DeclareSql = """
        update ScoringAssignment
        set    Conflict = 'Declared', ConflictKind = @Kind, ConflictDetail = @text, DeclaredAt = @Now, Version = Version + 1
        where  RoundId = @round and AssessorId = @Assessor and Conflict = 'NotDeclared' and ApplicationId in (select a.Id from Application a where a.OrganisationId = @organisation)
        """;
}
