using Commissioning.Domain;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.CspBudgets;

/// <summary>A file of a return or of an area's entry: for the office, and for the area's people.</summary>
public sealed class OpenQuarterlyEvidence(Db db, FileStore files)
{
    public async Task<StoredFile> RunAsync(Actor actor, bool ownOnly, Guid file) =>
        await files.OpenAsync(
            await db.ReadAsync(work =>
                work.FindOrDefaultAsync<Guid?>(
                    """
                    select e.FileId
                    from   (select ReturnId, FileId from CspReturnEvidence union select ReturnId, EvidenceFileId from CspReturnLine) e
                    join   CspReturn t on t.Id = e.ReturnId
                    where  e.FileId = @file and (@ownOnly = 1 or t.Status <> 'Prepared') and (@ownOnly = 0 or exists (select 1 from PersonCspArea m where m.AreaId = t.AreaId and m.PersonId = @Id))
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

    /// <summary>Evidence of an entry of an area that the person reports for.</summary>
    public async Task<StoredFile> OfEntryAsync(Actor actor, Guid transaction) =>
        await files.OpenAsync(
            await db.ReadAsync(work => work.ScalarAsync<Guid?>(EvidenceSql, new { transaction, actor.Id }))
                ?? throw new NotFoundException("No such evidence for this person")
        );

    private const string EvidenceSql = """
        select t.EvidenceFileId
        from   LedgerTransaction t
        where  t.Id = @transaction and exists (
            select 1
            from   LedgerEntry e
            join   LedgerAccount a on a.Id = e.AccountId and a.Kind = 'Area'
            join   PersonCspArea m on m.AreaId = a.AreaId and m.PersonId = @Id
            where  e.TransactionId = t.Id and e.Amount < 0)
        """;
}
