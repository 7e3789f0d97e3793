using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>A lead says which organisation, or which application or award, a concern is about, so that a closed one is known at the
/// organisation's next application. Others read only that there was one.</summary>
public sealed class LinkConcern(Db db)
{
    /// <param name="subject">The reference of an application or award, or the name of an organisation. Blank: of none.</param>
    public Task<Result> RunAsync(Actor actor, Guid id, string? subject) =>
        db.ChangeAsync(
            actor,
            AuditAction.ConcernLinked,
            id,
            async work =>
            {
                var row = await work.FindAsync<ConcernQueries.ConcernRow>(ConcernQueries.Sql + " where c.Id = @id", new { id });
                var one = string.IsNullOrWhiteSpace(subject) ? null : await ConcernQueries.FindAsync(work, subject);
                if (one is null && !string.IsNullOrWhiteSpace(subject))
                    return new Refusal(
                        "Enter the reference of an application, or the whole name of an organisation that no other has",
                        nameof(subject)
                    );
                await work.ExecuteOneAsync(
                    "update Concern set OrganisationId = @OrganisationId, ApplicationId = @ApplicationId where Id = @id",
                    new
                    {
                        id,
                        one?.OrganisationId,
                        one?.ApplicationId,
                    }
                );
                foreach (var organisation in new[] { row.OrganisationId, one?.OrganisationId }.OfType<Guid>().Distinct())
                    await SyncFindings.MarkStaleAsync(work, organisation);
                // The trail does not say about whom.
                work.Note($"Concern {row.Number}");
                return Result.Done;
            }
        );
}
