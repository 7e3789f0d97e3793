using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Operations;

/// <summary>One that may have been sent was: the person has it, or the mail server's log says so.</summary>
public sealed class MarkEmailSent(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid email) =>
        db.ChangeAsync(
            actor,
            AuditAction.EmailMarkedSent,
            email,
            async work =>
            {
                if (
                    await work.ExecuteAsync(
                        "update OutboxEmail set State = 'Sent', SentAt = coalesce(HandedOverAt, @Now), LastError = null where Id = @email and State = 'Uncertain'",
                        new { email, work.Now }
                    ) == 0
                )
                    return new Refusal("You can mark as sent only an e-mail that may have been sent");
                return Result.Done;
            }
        );
}
