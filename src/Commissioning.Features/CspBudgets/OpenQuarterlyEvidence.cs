using Commissioning.Domain;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.CspBudgets;

/// <summary>A file of a return: for the office, and for the area's people.</summary>
public sealed class OpenQuarterlyEvidence(Db db, FileStore files)
{
    public async Task<StoredFile> RunAsync(Actor actor, bool ownOnly, Guid file) =>
        await files.OpenAsync(
            await db.ReadAsync(work =>
                work.FindOrDefaultAsync<Guid?>(
                    """
                    select e.FileId
                    from   CspReturnEvidence e
                    join   CspReturn t on t.Id = e.ReturnId
                    where  e.FileId = @file and (@ownOnly = 0 or exists (select 1 from PersonCspArea m where m.AreaId = t.AreaId and m.PersonId = @Id))
                    """,
                    new
                    {
                        file,
                        ownOnly,
                        actor.Id,
                    }
                )
            ) ?? throw new NotFoundException("No such evidence for this person")
        );
}
