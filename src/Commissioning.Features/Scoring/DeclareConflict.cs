using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Funds;
using Commissioning.Features.Moderation;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Scoring;

/// <summary>An assessor declares a conflict of interest (R40): from the list of names before any application is opened, or later, until the
/// recommendation is made. A submitted sheet then leaves the count and stays on record, and agreed scores are agreed again without
/// it.</summary>
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

    public sealed record Command(Guid Assignment, string? Kind, string? Detail);

    public async Task<Result> RunAsync(Actor actor, Command command)
    {
        var subject = (await db.ReadAsync(work => ScoringSheet.FindAsync(work, actor, command.Assignment))).ApplicationId;
        return await db.ChangeAsync(
            actor,
            AuditAction.ConflictDeclared,
            subject,
            async work =>
            {
                var assignment = await ScoringSheet.FindAsync(work, actor, command.Assignment);
                if (WhyNot(assignment, command) is { } refusal)
                    return refusal;
                if (ScoringRules.WhyCannotRecuse(await RoundReader.GetAsync(work, assignment.RoundId)) is { } late)
                    return late;
                await work.ExecuteOneAsync(
                    UpdateSql,
                    new
                    {
                        assignment.Id,
                        assignment.Version,
                        work.Now,
                        command.Kind,
                        Detail = command.Detail?.Trim(),
                    }
                );
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
                await ReopenedModeration.ReopenAsync(work, assignment.ApplicationId, assignment.Id);
                work.Note($"Conflict: {command.Kind}. {command.Detail?.Trim()}");
                return Result.Done;
            }
        );
    }

    private static Refusal? WhyNot(Assignment assignment, Command command) =>
        assignment.Conflict switch
        {
            ConflictState.Declared => new(
                "You have already declared a conflict for this application. Tell a commissioning officer if that was a mistake."
            ),
            ConflictState.Recused => ScoringRules.WhyCannotOpen(assignment),
            _ => WhyNotDescribed(command.Kind, command.Detail),
        };

    internal static Refusal? WhyNotDescribed(string? kind, string? detail)
    {
        if (kind is null || !Kinds.Contains(kind))
            return new("Choose what kind of conflict it is", nameof(Command.Kind));
        return string.IsNullOrWhiteSpace(detail)
            ? new("Describe the conflict in a sentence", nameof(Command.Detail))
            : TextLimit.WhyTooLong(detail, 1000, nameof(Command.Detail));
    }

    private const string UpdateSql = """
        update ScoringAssignment
        set    Conflict = 'Declared', ConflictKind = @Kind, ConflictDetail = @Detail, DeclaredAt = @Now, Version = Version + 1
        where  Id = @Id and Version = @Version
        """;
}
