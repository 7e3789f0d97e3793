using System.Collections.Concurrent;
using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;
using Commissioning.Platform.Letters;

namespace Commissioning.Features.Awards;

/// <summary>
/// Makes the letters that wait, two at a time: text and PDF first, then the row in a transaction of its own. One node at a time holds a
/// batch, by a lease in the database; killed at any point, another goes on with the letters still waiting. A letter that cannot be made holds
/// up no other.
/// </summary>
public sealed class MakeLetters(Db db, FileStore files, IPdfWriter pdf, Office office)
{
    private const int AtATime = 2;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>How many were made. Nothing is left waiting for this node when it is nil.</summary>
    public async Task<int> RunAsync(string node, CancellationToken stopping = default)
    {
        var (made, failures) = (0, new ConcurrentQueue<Exception>());
        while (!stopping.IsCancellationRequested && await ClaimAsync(node) is { } batch)
        {
            made += await MakeBatchAsync(batch, node, failures, stopping);
            // With a letter that failed the lease is kept, so that it is tried again when that has run out, and not at once.
            if (failures.IsEmpty) await db.HousekeepAsync(work => work.ExecuteAsync("update LetterBatch set ClaimedBy = null, ClaimedUntil = null where Id = @batch and ClaimedBy = @node", new { batch, node }));
        }
        return failures.IsEmpty ? made : throw new AggregateException(failures);
    }

    private async Task<int> MakeBatchAsync(Guid batch, string node, ConcurrentQueue<Exception> failures, CancellationToken stopping)
    {
        var waiting = new ConcurrentQueue<Guid>(await db.QueryAsync<Guid>("select Id from Letter where BatchId = @batch and State = 'Waiting' order by Id", new { batch }));
        var (made, renewed) = (0, DateTime.MinValue);
        using var renewing = new SemaphoreSlim(1, 1);
        await Task.WhenAll(Enumerable.Range(0, AtATime).Select(async _ =>
        {
            while (!stopping.IsCancellationRequested && waiting.TryDequeue(out var letter))
            {
                try
                {
                    var (built, now) = await db.ReadAsync(async work => (await new LetterBuilder(office).BuildAsync(work, letter), work.Now));
                    if (!await HoldsAsync(now)) return;
                    if (await MakeAsync(letter, built, now, stopping)) Interlocked.Increment(ref made);
                }
                catch (Exception exception) when (exception is not (OutOfMemoryException or OperationCanceledException)) { failures.Enqueue(new InvalidOperationException($"Letter {letter} could not be made", exception)); }
            }
        }));
        return made;

        // The lease is renewed when half of it is gone, not for every letter.
        async Task<bool> HoldsAsync(DateTime now)
        {
            await renewing.WaitAsync(stopping);
            try
            {
                if (now < renewed + Lease / 2) return true;
                if (await db.HousekeepAsync(work => work.ExecuteAsync("update LetterBatch set ClaimedUntil = @Until where Id = @batch and ClaimedBy = @node", new { batch, node, Until = now + Lease })) == 0) return false;
                renewed = now;
                return true;
            }
            finally { renewing.Release(); }
        }
    }

    private async Task<Guid?> ClaimAsync(string node)
    {
        var batch = await db.ReadAsync(work => work.FirstOrDefaultAsync<Guid?>(WaitingSql, new { work.Now }));
        return batch is null ? null : await db.HousekeepAsync(async work => await work.ExecuteAsync("update LetterBatch set ClaimedBy = @node, ClaimedUntil = @Until where Id = @batch and (ClaimedUntil is null or ClaimedUntil < @Now)", new { batch, node, work.Now, Until = work.Now + Lease }) == 1 ? batch : null);
    }

    private async Task<bool> MakeAsync(Guid letter, LetterBuilder.Built built, DateTime now, CancellationToken stopping)
    {
        var document = built.Document;
        var (json, sha256) = (document.ToJson(), document.Sha256());
        var file = pdf.WhyUnavailable is null ? await files.WriteAsync(Actor.Portal, string.Create(CultureInfo.InvariantCulture, $"{document.Reference}.pdf"), "application/pdf", await pdf.WriteAsync(document, stopping), now) : null;
        var outcome = await db.ChangeAsync(Actor.Portal, AuditAction.LetterMade, letter, async work =>
        {
            if (file is not null) await work.ExecuteAsync(FileStore.InsertSql, file);
            var row = new { letter, json, sha256, FileId = file?.Id, built.TemplateId, work.Now, built.AcceptBy };
            if (await work.ExecuteAsync("update Letter set State = 'Made', DocumentJson = @json, Sha256 = @sha256, PdfFileId = @FileId, TemplateId = @TemplateId, MadeAt = @Now where Id = @letter and State = 'Waiting'", row) == 0) return new Refusal("Another node has made this letter");
            if (built.AcceptBy is not null) await work.ExecuteAsync("update Award set AcceptBy = @AcceptBy, Version = Version + 1 where ApplicationId = (select ApplicationId from Letter where Id = @letter)", row);
            work.Note($"{document.Reference}, SHA-256 {sha256}");
            return Outcome.Done;
        });
        return outcome.Refused is null;
    }

    private const string WaitingSql = """
        select   b.Id
        from     LetterBatch b
        where    (b.ClaimedUntil is null or b.ClaimedUntil < @Now) and exists (select 1 from Letter l where l.BatchId = b.Id and l.State = 'Waiting')
        order by b.StartedAt
        """;
}
