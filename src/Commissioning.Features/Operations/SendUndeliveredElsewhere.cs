using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Features.Applications;
using Commissioning.Features.Messages;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Operations;

/// <summary>Sends a copy of an undelivered message to another address. The organisation's own contacts stay as they are.</summary>
public sealed class SendUndeliveredElsewhere(Db db)
{
    public async Task<Result> RunAsync(Actor actor, Guid email, string? address)
    {
        var about = await UndeliveredEmails.AboutAsync(db, email);
        return await db.ChangeAsync(
            actor,
            AuditAction.EmailSentElsewhere,
            about,
            async work =>
            {
                var view = await UndeliveredEmails.GetAsync(work, email);
                if (view.WhyNot is { } refusal)
                    return refusal;
                if (EmailAddress.Parse(address) is not { } other)
                    return new Refusal("Enter an e-mail address in the right form, such as name@example.com", nameof(address));
                await UndeliveredCopy.SendAsync(work, actor.Id, email, other);
                work.Note($"{view.Email.Subject}: to {other}, not {view.Email.ToAddress}");
                return Result.Done;
            }
        );
    }
}
