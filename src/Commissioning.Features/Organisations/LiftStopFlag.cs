using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Organisations;

/// <summary>An officer lifts a stop flag, and says why.</summary>
public sealed class LiftStopFlag(Db db)
{
    public async Task<Result> RunAsync(Actor actor, Guid flag, string? liftReason)
    {
        var organisation = (
            await db.FindAsync<FlagRow>("select OrganisationId from StopFlag where Id = @flag", new { flag })
        ).OrganisationId;
        return await db.ChangeAsync(
            actor,
            AuditAction.StopFlagLifted,
            organisation,
            async work =>
            {
                if (liftReason?.Trim() is not { Length: > 0 and <= CrossCheckRules.LongestReason })
                    return new Refusal(
                        $"Say why you are lifting the flag, in up to {CrossCheckRules.LongestReason:N0} characters",
                        nameof(liftReason)
                    );
                await work.ExecuteOneAsync(
                    "update StopFlag set LiftedBy = @By, LiftedAt = @Now, LiftReason = @Reason where Id = @flag and LiftedAt is null",
                    new
                    {
                        flag,
                        By = actor.Id,
                        work.Now,
                        Reason = liftReason.Trim(),
                    }
                );
                work.Note(liftReason.Trim());
                return Result.Done;
            }
        );
    }

    private sealed record FlagRow
    {
        public required Guid OrganisationId { get; init; }
    }
}
