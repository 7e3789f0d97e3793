using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Casework;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>Stops a message to many: what has gone has gone, and the rest is not sent.</summary>
public sealed class StopMailing(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid mailing) =>
        db.ChangeAsync(
            actor,
            AuditAction.MailingStopped,
            mailing,
            async work =>
            {
                var found = await Mailings.GetAsync(work, mailing);
                if (MailingRules.WhyCannotStop(found.DoneAt is not null, found.StoppedAt is not null) is { } refusal)
                    return refusal;
                var rest = await work.ExecuteAsync(
                    "update MailingRecipient set State = 'Stopped' where MailingId = @mailing and State = 'Waiting'",
                    new { mailing }
                );
                await work.ExecuteOneAsync(
                    "update Mailing set StoppedBy = @By, StoppedAt = @Now, DoneAt = @Now where Id = @mailing and DoneAt is null",
                    new
                    {
                        mailing,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"\"{found.Subject}\": {found.Sent:N0} sent, {rest:N0} not sent");
                return Result.Done;
            }
        );
}
