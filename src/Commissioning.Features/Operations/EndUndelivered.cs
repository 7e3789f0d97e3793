using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Features.Applications;
using Commissioning.Features.Messages;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Operations;

/// <summary>Ends the task of an undelivered message: it was posted, or its news was given by telephone.</summary>
public sealed class EndUndelivered(Db db)
{
    public async Task<Result> RunAsync(Actor actor, Guid email, UndeliveredAnswer how)
    {
        var about = await UndeliveredEmails.AboutAsync(db, email);
        return await db.ChangeAsync(
            actor,
            AuditAction.EmailDealtWith,
            about,
            async work =>
            {
                var view = await UndeliveredEmails.GetAsync(work, email);
                if (view.WhyNot is { } refusal)
                    return refusal;
                await UndeliveredCopy.EndAsync(work, actor.Id, email, how);
                work.Note($"{view.Email.Subject}: {(how == UndeliveredAnswer.Posted ? "posted" : "told by phone")}");
                return Result.Done;
            }
        );
    }
}
