using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>A second person confirms a fail, or reopens the check.</summary>
public sealed class ReviewFailedCheck(Db db)
{
    public async Task<Result> RunAsync(Actor actor, Guid id, bool agrees, string? secondNote)
    {
        var subject = (await db.ReadAsync(work => ApplicationChecks.OneAsync(work, id))).Application.Id;
        return await db.ChangeAsync(
            actor,
            agrees ? AuditAction.CheckFailAgreed : AuditAction.CheckReopened,
            subject,
            async work =>
            {
                var (application, check) = await ApplicationChecks.OneAsync(work, id);
                if (
                    DueDiligenceRules.WhyCannotChange(application.DecidedAt is not null, check.State, ApplicationChecks.Today(work)) is
                    { } decided
                )
                    return decided;
                if (
                    DueDiligenceRules.WhyCannotReopen(
                        check.Status,
                        check.SecondAt is not null,
                        agrees,
                        check.CheckedById,
                        actor.Id,
                        secondNote
                    ) is
                    { } refusal
                )
                    return refusal;
                if (TextLimit.WhyTooLong(secondNote, 1000, nameof(secondNote)) is { } wide)
                    return wide;
                await work.ExecuteOneAsync(
                    agrees ? AgreeSql : ReopenSql,
                    new
                    {
                        id,
                        check.Version,
                        Person = actor.Id,
                        work.Now,
                        Note = secondNote!.Trim(),
                    }
                );
                // A fail that counts, or no longer counts, goes with the organisation to its other applications.
                await SyncFindings.MarkStaleAsync(work, application.OrganisationId);
                await ApplicationChecks.RefreshAsync(work, application.Id);
                work.Note($"{check.Name}: {(agrees ? "agreed that it fails" : "opened again")}. {secondNote.Trim()}");
                return Result.Done;
            }
        );
    }

    private const string AgreeSql =
        "update DueDiligenceCheck set SecondBy = @Person, SecondAt = @Now, SecondNote = @Note, Version = Version + 1 where Id = @id and Version = @Version";

    private const string ReopenSql =
        "update DueDiligenceCheck set Status = 'InProgress', SecondBy = null, SecondAt = null, SecondNote = @Note, Version = Version + 1 where Id = @id and Version = @Version";
}
