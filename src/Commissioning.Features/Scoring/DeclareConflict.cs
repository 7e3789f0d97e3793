using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Scoring;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Funds;
using Commissioning.Features.Moderation;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Scoring;

/// <summary>An assessor states, before opening the application, whether there is a conflict of interest (R40). One found later can be
/// declared until the recommendation is made: a submitted sheet then leaves the count and stays on record, and agreed scores are agreed
/// again without it.</summary>
public sealed class DeclareConflict(Db db)
{
    public static readonly IReadOnlyList<string> Kinds =
    [
        "I work or volunteer for the organisation",
        "I am related to, or a friend of, someone in it",
        "I have a financial interest in it",
        "I have worked on this application",
        "I am in dispute with it",
        "Something else",
    ];

    public sealed record Command(Guid Assignment, bool? HasConflict, string? Kind, string? Detail);

    public async Task<Result> RunAsync(Actor actor, Command command)
    {
        var subject = (await db.ReadAsync(work => ScoringSheet.FindAsync(work, actor, command.Assignment))).ApplicationId;
        var hint = await db.ReadAsync(work => StaffLinkQueries.HintOfApplicationAsync(work, actor, subject));
        return await db.ChangeAsync(
            actor,
            command.HasConflict == true ? AuditAction.ConflictDeclared : AuditAction.NoConflictDeclared,
            subject,
            async work =>
            {
                var assignment = await ScoringSheet.FindAsync(work, actor, command.Assignment);
                if (WhyNot(assignment, command) is { } refusal)
                    return refusal;
                var conflict = command.HasConflict == true;
                if (conflict && ScoringRules.WhyCannotRecuse(await RoundReader.GetAsync(work, assignment.RoundId)) is { } late)
                    return late;
                await work.ExecuteOneAsync(
                    UpdateSql,
                    new
                    {
                        assignment.Id,
                        assignment.Version,
                        work.Now,
                        Conflict = conflict ? ConflictState.Declared : ConflictState.None,
                        Kind = conflict ? command.Kind : null,
                        Detail = conflict ? command.Detail?.Trim() : null,
                    }
                );
                if (conflict)
                {
                    await SheetVersions.TakeOutAsync(
                        work,
                        assignment with
                        {
                            Version = assignment.Version + 1,
                        },
                        ConflictState.Declared,
                        actor.Id,
                        $"Conflict of interest: {command.Kind}"
                    );
                    await ReopenedModeration.ReopenAsync(work, assignment.ApplicationId);
                }
                work.Note(
                    conflict ? $"Conflict: {command.Kind}. {command.Detail?.Trim()}"
                    : hint is null ? "No conflict"
                    : $"No conflict, although the records show a possible link with {hint.Theirs}"
                );
                return Result.Done;
            }
        );
    }

    private static Refusal? WhyNot(Assignment assignment, Command command)
    {
        if (assignment.Conflict == ConflictState.Declared)
            return new("You have already declared a conflict for this application. Tell a commissioning officer if that was a mistake.");
        if (assignment.Conflict == ConflictState.Recused)
            return ScoringRules.WhyCannotOpen(assignment);
        if (assignment.SubmittedAt is not null && command.HasConflict == false)
            return new("You have said already that you have no conflict of interest");
        if (command.HasConflict is null)
            return new("Say whether you have a conflict of interest", nameof(Command.HasConflict));
        if (command.HasConflict == false)
            return null;
        if (command.Kind is null || !Kinds.Contains(command.Kind))
            return new("Choose what kind of conflict it is", nameof(Command.Kind));
        return string.IsNullOrWhiteSpace(command.Detail)
            ? new("Describe the conflict in a sentence", nameof(Command.Detail))
            : TextLimit.WhyTooLong(command.Detail, 1000, nameof(Command.Detail));
    }

    private const string UpdateSql = """
        update ScoringAssignment
        set    Conflict = @Conflict, ConflictKind = @Kind, ConflictDetail = @Detail, DeclaredAt = @Now, Version = Version + 1
        where  Id = @Id and Version = @Version
        """;
}
