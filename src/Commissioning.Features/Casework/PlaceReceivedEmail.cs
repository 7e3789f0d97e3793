using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Casework;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>Puts an e-mail that named no e-mail of ours with an application. It stays one from an address that we do not know.</summary>
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
                var application = await work.FindOrDefaultAsync<Guid?>(
                    "select a.Id from Application a where a.Reference = @Reference and a.Number is not null",
                    new { Reference = (reference ?? "").Trim().ToUpperInvariant() }
                );
                if (
                    ReceivedEmailRules.WhyNotPlaced(found.Kind, found.ApplicationId is not null, reference, application is not null) is
                    { } refusal
                )
                    return refusal;
                await work.ExecuteOneAsync(
                    """
                    update ReceivedEmail
                    set    ApplicationId = @application, OrganisationId = (select a.OrganisationId from Application a where a.Id = @application),
                           ReadBy = coalesce(ReadBy, @By), ReadAt = coalesce(ReadAt, @Now)
                    where  Id = @email and ApplicationId is null
                    """,
                    new
                    {
                        email,
                        application,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{found.Subject}, from {found.FromAddress}: with {reference!.Trim().ToUpperInvariant()}");
                return Result.Done;
            }
        );
}
