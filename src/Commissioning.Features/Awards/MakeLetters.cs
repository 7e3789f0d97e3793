using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;
using Commissioning.Platform.Letters;

namespace Commissioning.Features.Awards;

/// <summary>
/// Makes the letters that wait, one by one: text and PDF first, then the row in a transaction of its own. One node at a time holds a
/// batch, by a lease in the database; killed at any point, another goes on with the letters still waiting.
/// </summary>
public sealed class MakeLetters(Db db, FileStore files, PdfWriter pdf, Office office)
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>How many were made. Nothing is left waiting for this node when it is nil.</summary>
    public async Task<int> RunAsync(string node, CancellationToken stopping = default)
    {
        var made = 0;
        while (!stopping.IsCancellationRequested && await ClaimAsync(node) is { } batch)
        {
            while (!stopping.IsCancellationRequested && await NextAsync(batch, node) is { } letter)
            {
                await MakeAsync(letter, stopping);
                made++;
            }
            await db.HousekeepAsync(work => work.ExecuteAsync("update LetterBatch set ClaimedBy = null, ClaimedUntil = null where Id = @batch and ClaimedBy = @node", new { batch, node }));
        }
        return made;
    }

    private async Task<Guid?> ClaimAsync(string node)
    {
        var batch = await db.ReadAsync(work => work.FirstOrDefaultAsync<Guid?>(WaitingSql, new { work.Now }));
        return batch is null ? null : await db.HousekeepAsync(async work => await work.ExecuteAsync("update LetterBatch set ClaimedBy = @node, ClaimedUntil = @Until where Id = @batch and (ClaimedUntil is null or ClaimedUntil < @Now)", new { batch, node, work.Now, Until = work.Now + Lease }) == 1 ? batch : null);
    }

    /// <summary>Renews the lease; null when the batch is done or another node has taken it.</summary>
    private Task<Guid?> NextAsync(Guid batch, string node) => db.HousekeepAsync(async work =>
        await work.ExecuteAsync("update LetterBatch set ClaimedUntil = @Until where Id = @batch and ClaimedBy = @node", new { batch, node, Until = work.Now + Lease }) == 1
            ? await work.FirstOrDefaultAsync<Guid?>("select Id from Letter where BatchId = @batch and State = 'Waiting' order by Id", new { batch })
            : null);

    private async Task MakeAsync(Guid letter, CancellationToken stopping)
    {
        var (document, acceptBy, now) = await db.ReadAsync(async work =>
        {
            var (built, by) = await new OutcomeLetter(office).BuildAsync(work, letter);
            return (built, by, work.Now);
        });
        var file = pdf.WhyUnavailable is null ? await files.WriteAsync(Actor.Portal, string.Create(CultureInfo.InvariantCulture, $"{document.Reference}.pdf"), "application/pdf", await pdf.WriteAsync(document, stopping), now) : null;
        await db.ChangeAsync(Actor.Portal, AuditAction.LetterMade, letter, async work =>
        {
            if (file is not null) await work.ExecuteAsync(FileStore.InsertSql, file);
            var row = new { letter, Json = document.ToJson(), Sha256 = document.Sha256(), FileId = file?.Id, work.Now, acceptBy };
            await work.ExecuteOneAsync("update Letter set State = 'Made', DocumentJson = @Json, Sha256 = @Sha256, PdfFileId = @FileId, MadeAt = @Now where Id = @letter and State = 'Waiting'", row);
            await work.ExecuteAsync("update Award set AcceptBy = @acceptBy, Version = Version + 1 where ApplicationId = (select ApplicationId from Letter where Id = @letter)", row);
            work.Note($"{document.Reference}, SHA-256 {document.Sha256()}");
            return Outcome.Done;
        });
    }

    private const string WaitingSql = """
        select   b.Id
        from     LetterBatch b
        where    (b.ClaimedUntil is null or b.ClaimedUntil < @Now) and exists (select 1 from Letter l where l.BatchId = b.Id and l.State = 'Waiting')
        order by b.StartedAt
        """;
}
