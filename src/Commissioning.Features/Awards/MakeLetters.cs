using System.Collections.Concurrent;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Files;
using Commissioning.Platform.Nodes;
using Commissioning.Platform.Watching;

namespace Commissioning.Features.Awards;

/// <summary>Makes waiting letters, two at a time: text and PDF first, then the row in a separate transaction. A batch is leased to one
/// node, and each letter renews the lease. If the node dies, another continues with the letters that remain; a node that was suspended past
/// its lease writes nothing more. A letter that fails does not delay the others. Batches that somebody asked to send go when they are
/// ready.</summary>
public sealed class MakeLetters(Db db, FileStore files, IPdfWriter pdf, ReleaseLetters release, Office office)
{
    private const int AtATime = 2;
    private static readonly TimeSpan Lease = JobLeases.Length;

    /// <summary>The number of letters made. Zero means that nothing is left for this node, unless it was told to stop.</summary>
    public async Task<int> RunAsync(string node, CancellationToken stopping = default)
    {
        var (made, failures) = (0, new ConcurrentQueue<Exception>());
        while (!stopping.IsCancellationRequested && await ClaimAsync(node) is { } claim)
        {
            made += await MakeBatchAsync(claim, failures, stopping);
            // After a failure the lease is kept, so that the letter is retried when it ends and not at once.
            var again = !failures.IsEmpty && !stopping.IsCancellationRequested;
            await db.HousekeepAsync(work =>
                work.ExecuteAsync(
                    "update LetterBatch set ClaimedBy = null, ClaimedUntil = @Until where Id = @Batch and Token = @Token",
                    new
                    {
                        claim.Batch,
                        claim.Token,
                        Until = again ? work.Now + Lease : (DateTime?)null,
                    }
                )
            );
        }
        await SendAskedAsync();
        return failures.IsEmpty ? made : throw new AggregateException(failures);
    }

    /// <summary>Sends the batches that somebody asked to send and that are dated today by now; says on the others why not.</summary>
    private async Task SendAskedAsync()
    {
        foreach (var asked in await db.QueryAsync<AskedBatch>(AskedSql))
        {
            var sent = await release.RunBatchAsync(new(asked.PersonId, asked.PersonName), asked.Batch);
            if (sent.FirstRefusal is { } refusal)
                await db.HousekeepAsync(work =>
                    work.ExecuteAsync(
                        "update LetterBatch set SendAskedBy = null, SendNote = @Sentence where Id = @Batch and ReleasedAt is null",
                        new { asked.Batch, refusal.Sentence }
                    )
                );
        }
    }

    /// <summary>When told to stop, finishes the letters already started.</summary>
    private async Task<int> MakeBatchAsync(Claim claim, ConcurrentQueue<Exception> failures, CancellationToken stopping)
    {
        var waiting = new ConcurrentQueue<Guid>(
            await db.QueryAsync<Guid>(
                "select l.Id from Letter l join Application a on a.Id = l.ApplicationId where l.BatchId = @Batch and l.State = 'Waiting' order by a.Number, l.Id",
                new { claim.Batch }
            )
        );
        var (made, lost) = (0, false);
        await Task.WhenAll(
            Enumerable
                .Range(0, AtATime)
                .Select(async _ =>
                {
                    while (!lost && !stopping.IsCancellationRequested && waiting.TryDequeue(out var letter))
                    {
                        using var span = Telemetry.Start("letter");
                        try
                        {
                            var (built, now) = await db.ReadAsync(async work =>
                                (await new LetterBuilder(office).BuildAsync(work, letter), work.Now)
                            );
                            if (await MakeAsync(claim, letter, built, now))
                                Interlocked.Increment(ref made);
                            else
                                lost = true;
                        }
                        catch (Exception exception) when (exception is not OutOfMemoryException)
                        {
                            failures.Enqueue(new InvalidOperationException($"Letter {letter} could not be made", exception));
                        }
                    }
                })
        );
        return made;
    }

    private async Task<Claim?> ClaimAsync(string node)
    {
        if (await db.ReadAsync(work => work.FirstOrDefaultAsync<Claim>(WaitingSql, new { work.Now })) is not { } free)
            return null;
        var taken = await LeaseTakeover.ClaimAsync(
            db,
            free.Batch,
            "A batch of letters",
            free.ClaimedBy,
            node,
            work =>
                work.ExecuteAsync(
                    "update LetterBatch set ClaimedBy = @node, ClaimedUntil = @Until, Token = Token + 1 where Id = @Batch and Token = @Token",
                    new
                    {
                        free.Batch,
                        free.Token,
                        node,
                        Until = work.Now + Lease,
                    }
                )
        );
        return taken ? free with { Token = free.Token + 1 } : null;
    }

    /// <returns>False when another node has the batch by now.</returns>
    private async Task<bool> MakeAsync(Claim claim, Guid letter, LetterBuilder.Built built, DateTime now)
    {
        var document = built.Document;
        var (json, sha256) = (document.ToJson(), document.Sha256());
        var file = pdf.WhyUnavailable is null
            ? await files.WriteAsync(
                Actor.Portal,
                LetterFile.Name(document, built.Kind),
                "application/pdf",
                await pdf.WriteAsync(await document.WithLogoAsync(files)),
                now
            )
            : null;
        var outcome = await db.ChangeAsync(
            Actor.Portal,
            AuditAction.LetterMade,
            letter,
            async work =>
            {
                if (file is not null)
                    await work.ExecuteAsync(FileStore.InsertSql, file);
                var row = new
                {
                    letter,
                    json,
                    sha256,
                    FileId = file?.Id,
                    built.TemplateId,
                    built.TermsId,
                    work.Now,
                    built.AcceptBy,
                    built.PayBy,
                };
                if (
                    await work.ExecuteAsync(
                        "update Letter set State = 'Made', DocumentJson = @json, Sha256 = @sha256, PdfFileId = @FileId, TemplateId = @TemplateId, TermsId = @TermsId, MadeAt = @Now where Id = @letter and State = 'Waiting'",
                        row
                    ) == 0
                )
                    return new Refusal("Another node has made this letter");
                if (built.AcceptBy is not null)
                    await work.ExecuteAsync(
                        "update Award set AcceptBy = @AcceptBy, Version = Version + 1 where OfferedAt is null and ApplicationId = (select ApplicationId from Letter where Id = @letter)",
                        row
                    );
                if (built.PayBy is not null)
                    await work.ExecuteAsync(
                        "update RecoveryInvoice set DueOn = @PayBy where exists (select 1 from Letter l where l.Id = @letter and (l.SubjectId = RecoveryInvoice.VariationId or (l.SubjectId = RecoveryInvoice.AwardId and RecoveryInvoice.Kind = 'NotSpent' and RecoveryInvoice.Amount > RecoveryInvoice.Received + RecoveryInvoice.WrittenOff)))",
                        row
                    );
                if (built.PayBy is not null)
                    await work.ExecuteAsync(
                        "update CloseOut set PayBy = @PayBy where AwardId = (select w.Id from Award w join Letter l on l.ApplicationId = w.ApplicationId where l.Id = @letter)",
                        row
                    );
                if (
                    await work.ExecuteAsync(
                        "update LetterBatch set ClaimedUntil = @Until where Id = @Batch and Token = @Token",
                        new
                        {
                            claim.Batch,
                            claim.Token,
                            Until = work.Now + Lease,
                        }
                    ) == 0
                )
                    return new Refusal("Another node has taken over this batch");
                work.Note($"{document.Reference}, SHA-256 {sha256}");
                return Result.Done;
            }
        );
        return outcome.FirstRefusal is null;
    }

    private const string AskedSql = """
        select   b.Id as Batch, p.Id as PersonId, p.DisplayName as PersonName
        from     LetterBatch b
        join     Person p on p.Id = b.SendAskedBy
        where    b.ReleasedAt is null and not exists (select 1 from Letter l where l.BatchId = b.Id and l.State = 'Waiting')
        order by b.StartedAt, b.Id
        """;
    private const string WaitingSql = """
        select   b.Id as Batch, b.ClaimedBy, b.Token
        from     LetterBatch b
        where    (b.ClaimedUntil is null or b.ClaimedUntil < @Now) and exists (select 1 from Letter l where l.BatchId = b.Id and l.State = 'Waiting')
        order by b.StartedAt, b.Id
        """;

    private sealed record AskedBatch
    {
        public required Guid Batch { get; init; }
        public required Guid PersonId { get; init; }
        public required string PersonName { get; init; }
    }

    private sealed record Claim
    {
        public required Guid Batch { get; init; }
        public string? ClaimedBy { get; init; }
        public required long Token { get; init; }
    }
}
