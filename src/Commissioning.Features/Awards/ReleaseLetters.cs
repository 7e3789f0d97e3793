using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;
using Commissioning.Platform.Letters;

namespace Commissioning.Features.Awards;

/// <summary>Sends a round's letters, all in one transaction with their e-mails: they leave once, together, or not at all.</summary>
public sealed class ReleaseLetters(Db db, Office office)
{
    public Task<Outcome> RunAsync(Actor actor, Guid round) => db.ChangeAsync(actor, AuditAction.LettersReleased, round, async work =>
    {
        // The update is the lock: the second of two presses finds the batch released.
        if (await work.FirstOrDefaultAsync<Guid?>("select Id from LetterBatch where RoundId = @round and ReleasedAt is null", new { round }) is not { } batch
            || await work.ExecuteAsync("update LetterBatch set ReleasedAt = @Now, ReleasedBy = @By where Id = @batch and ReleasedAt is null", new { batch, work.Now, By = actor.Id }) == 0)
            return new Refusal("The letters of this round were sent already");
        var letters = await work.QueryAsync<Row>(LettersSql, new { batch });
        if (letters.Any(letter => letter.State == LetterState.Waiting)) return new Refusal("Some letters are still being made. Wait until all are ready, then send them.");
        foreach (var letter in letters) await SendAsync(work, letter);
        // The newest outcome of an application is the one that counts; those before it stay on file.
        await work.ExecuteAsync("update Letter set Stands = 0 where Stands = 1 and BatchId <> @batch and ApplicationId in (select l.ApplicationId from Letter l where l.BatchId = @batch and l.Kind in ('Award', 'PartAward', 'Reserve', 'Decline'))", new { batch });
        await work.ExecuteAsync("update Letter set Stands = 1 where BatchId = @batch and Kind in ('Award', 'PartAward', 'Reserve', 'Decline')", new { batch });
        await work.ExecuteAsync("update Award set OfferedAt = @Now, Version = Version + 1 where OfferedAt is null and ApplicationId in (select l.ApplicationId from Letter l where l.BatchId = @batch)", new { batch, work.Now });
        await Requirements.MakeAsync(work, batch);
        await work.ExecuteOneAsync("update Round set LettersReleasedAt = @Now, Version = Version + 1 where Id = @round", new { round, work.Now });
        work.Note($"{letters.Count} letters");
        return Outcome.Done;
    });

    private async Task SendAsync(Work work, Row letter)
    {
        var document = LetterDocument.FromJson(letter.DocumentJson);
        await work.ExecuteOneAsync("update Letter set State = 'Sent', SentAt = @Now where Id = @Id and State = 'Made'", new { letter.Id, work.Now });
        await work.EmailAsync(new(letter.Email, $"{document.Title}: {document.Reference}", $"""
            {LetterText.Render(document)}

            This letter is also here: {office.LinkTo($"/applications/{letter.ApplicationId}/letter")}
            """, letter.ApplicationId) { Html = LetterHtml.Page(document, ""), AttachmentId = letter.PdfFileId });
    }

    // What came on paper was sent by the officer who typed it in: its letter goes to the applicant, or to that officer to be posted.
    private const string LettersSql = """
        select   l.Id, l.ApplicationId, l.State, l.DocumentJson, l.PdfFileId, case when a.Channel <> 'Online' and a.ContactEmail is not null then a.ContactEmail else p.Email end as Email
        from     Letter l
        join     Application a on a.Id = l.ApplicationId
        join     Person p on p.Id = a.SubmittedBy
        where    l.BatchId = @batch
        order by a.Number
        """;

    private sealed record Row
    {
        public required Guid Id { get; init; }
        public required Guid ApplicationId { get; init; }
        public required LetterState State { get; init; }
        public string DocumentJson { get; init; } = "";
        public Guid? PdfFileId { get; init; }
        public required string Email { get; init; }
    }
}
