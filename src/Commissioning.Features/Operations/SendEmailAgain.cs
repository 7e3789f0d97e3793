using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Operations;

/// <summary>One that failed or may have been sent is sent again only when a person decides so.</summary>
public sealed class SendEmailAgain(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid email) =>
        db.ChangeAsync(
            actor,
            AuditAction.EmailResent,
            email,
            async work =>
            {
                if (
                    await work.ExecuteAsync(
                        "update OutboxEmail set State = 'Waiting', Attempts = 0, ServerTries = 0, NextAttemptAt = @Now, ClaimedBy = null, ClaimedUntil = null where Id = @email and State in ('Failed', 'Uncertain')",
                        new { email, work.Now }
                    ) == 0
                )
                    return new Refusal("You can send again only an e-mail that failed or may have been sent");
                return Result.Done;
            }
        );
}
