using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Casework;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>An officer has read an e-mail that came in.</summary>
public sealed class ReadReceivedEmail(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid email) =>
        db.ChangeAsync(
            actor,
            AuditAction.ReceivedEmailRead,
            email,
            async work =>
            {
                var found = await ReceivedEmails.GetAsync(work, email);
                if (ReceivedEmailRules.WhyNotRead(found.MustRead, found.ReadAt is not null) is { } refusal)
                    return refusal;
                await work.ExecuteOneAsync(
                    "update ReceivedEmail set ReadBy = @By, ReadAt = @Now where Id = @email and ReadAt is null",
                    new
                    {
                        email,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{found.Subject}, from {found.FromAddress}");
                return Result.Done;
            }
        );
}
