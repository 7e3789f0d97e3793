using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Casework;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>Puts an e-mail of which nobody knows where it belongs with an application, or with another one. Its sender stays one that is
/// not confirmed.</summary>
public sealed class PlaceReceivedEmail(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid email, string? reference) =>
        db.ChangeAsync(
            actor,
            AuditAction.ReceivedEmailPlaced,
            email,
            async work =>
            {
                var found = await ReceivedEmails.GetAsync(work, email);
                var place = await ReceivedEmails.FindPlaceAsync(work, email, reference);
                if (place.FirstRefusal is { } refusal)
                    return refusal;
                await work.ExecuteOneAsync(
                    """
                    update ReceivedEmail
                    set    ApplicationId = @application, OrganisationId = (select a.OrganisationId from Application a where a.Id = @application),
                           ReadBy = coalesce(ReadBy, @By), ReadAt = coalesce(ReadAt, @Now)
                    where  Id = @email and (ApplicationId = @Before or (ApplicationId is null and @Before is null))
                    """,
                    new
                    {
                        email,
                        application = place.Value!.Id,
                        Before = found.ApplicationId,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{found.Subject}, from {found.FromAddress}");
                work.Note(new Changes().Add("Stands with", found.Reference, place.Value.Reference).ToString());
                return Result.Done;
            }
        );
}
