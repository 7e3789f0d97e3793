using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Email;

namespace Commissioning.Features.Awards;

/// <summary>Sends a batch of letters, or those of its kinds that are chosen, with their e-mails in one transaction: all at once, or none.
/// Offers whose dates pass before they can be accepted wait.</summary>
public sealed class ReleaseLetters(Db db, Office office)
{
    /// <summary>Days an offer may wait to be sent before its acceptance date is no longer fair. Default, not OPCC policy.</summary>
    public const int MostDaysBeforeRelease = 3;

    /// <summary>Sends the letters of a round's newest decision.</summary>
    /// <param name="kinds">Only these; the others wait in the batch. Null: all of them.</param>
    public Task<Result> RunAsync(Actor actor, Guid round, IReadOnlyCollection<LetterKind>? kinds = null) =>
        db.ChangeAsync(
            actor,
            AuditAction.LettersReleased,
            round,
            async work =>
            {
                if (kinds is { Count: 0 })
                    return new Refusal("Choose which letters to send", nameof(kinds));
                if (
                    await work.FirstOrDefaultAsync<Guid?>(
                        "select Id from LetterBatch where RoundId = @round and ReleasedAt is null order by StartedAt desc, Id",
                        new { round }
                    )
                    is not { } batch
                )
                    return new Refusal("The letters of this round have already been sent");
                return await ReleasePartAsync(work, actor, batch, kinds);
            }
        );

    /// <summary>Sends the letters of a batch that are chosen and not held for their dates.</summary>
    private async Task<Result> ReleasePartAsync(Work work, Actor actor, Guid batch, IReadOnlyCollection<LetterKind>? kinds)
    {
        var held = await HeldOffers.OfBatchAsync(work, batch);
        var part = await PartAsync(work, batch, kinds, held.Select(offer => offer.Letter).ToHashSet());
        if (part.Value == Guid.Empty)
            return Result.Of(part.Refusals);
        if (held.Count > 0)
            work.Note($"Held for their dates: {string.Join(", ", held.Select(offer => offer.Reference))}");
        return await ReleaseAsync(work, actor, part.Value);
    }

    /// <summary>A batch of its own for some of the letters; the same batch when it has no others. The rest keeps the decision's batch, so
    /// that a round's letters count as sent when the last of them are.</summary>
    private static async Task<Result<Guid>> PartAsync(
        Work work,
        Guid batch,
        IReadOnlyCollection<LetterKind>? kinds,
        IReadOnlySet<Guid> held
    )
    {
        var letters = await work.QueryAsync<PartRow>("select Id, Kind from Letter where BatchId = @batch", new { batch });
        var goes = letters.Count(letter => (kinds?.Contains(letter.Kind) ?? true) && !held.Contains(letter.Id));
        if (goes == letters.Count)
            return Result.Made(batch);
        if (goes == 0)
            return new Refusal(
                held.Count > 0
                    ? "There are only offers whose dates are already over. Decide on their dates first."
                    : "There is no letter of these kinds to send"
            );
        var part = Guid.CreateVersion7();
        var chosen = (kinds ?? Enum.GetValues<LetterKind>()).Select(kind => kind.ToString()).ToList();
        await work.ExecuteOneAsync(
            "insert into LetterBatch (Id, RoundId, DecisionId, StartedBy, StartedAt, Letters) select @part, RoundId, null, StartedBy, StartedAt, @goes from LetterBatch where Id = @batch",
            new
            {
                part,
                batch,
                goes,
            }
        );
        await work.ExecuteOneAsync("update LetterBatch set Letters = Letters - @goes where Id = @batch", new { batch, goes });
        await work.ExecuteAsync(
            "update Letter set BatchId = @part where BatchId = @batch and Kind in @chosen",
            new
            {
                part,
                batch,
                chosen,
            }
        );
        await work.ExecuteAsync("update Letter set BatchId = @batch where Id = @letter", held.Select(letter => new { batch, letter }));
        if (kinds is not null)
            work.Note($"Only {string.Join(", ", kinds.Select(kind => kind.Name()))}");
        return Result.Made(part);
    }

    /// <summary>Sends one batch, of a day or of a round.</summary>
    public Task<Result> RunBatchAsync(Actor actor, Guid batch) =>
        db.ChangeAsync(actor, AuditAction.LettersReleased, batch, work => ReleasePartAsync(work, actor, batch, null));

    private async Task<Result> ReleaseAsync(Work work, Actor actor, Guid batch)
    {
        // A second click finds the batch already released.
        if (
            await work.ExecuteAsync(
                "update LetterBatch set ReleasedAt = @Now, ReleasedBy = @By where Id = @batch and ReleasedAt is null",
                new
                {
                    batch,
                    work.Now,
                    By = actor.Id,
                }
            ) == 0
        )
            return new Refusal("These letters have already been sent");
        var letters = await work.QueryAsync<ReleasedLetterRow>(LettersSql, new { batch });
        // A reminder is outdated when its return has arrived meanwhile.
        var answered = letters.Where(letter => letter.Kind == LetterKind.Reminder && letter.IsAnswered).ToList();
        foreach (var letter in answered)
            await work.ExecuteOneAsync("delete from Letter where Id = @Id and State <> 'Sent'", new { letter.Id });
        if (answered.Count > 0)
            await work.ExecuteOneAsync(
                "update LetterBatch set Letters = Letters - @Count where Id = @batch",
                new { answered.Count, batch }
            );
        letters = letters.Except(answered).ToList();
        if (
            letters.FirstOrDefault(letter =>
                letter.Kind.IsOffer()
                && letter.MadeAt is { } made
                && LondonTime.DateOf(work.Now).DayNumber - LondonTime.DateOf(made).DayNumber > MostDaysBeforeRelease
            ) is
            { MadeAt: { } old }
        )
            return new Refusal(
                $"Offers of this batch were made on {LondonTime.Date(old)} and say until when they can be accepted, counted from then. Make them again, and then send them."
            );
        if (letters.Any(letter => letter.State == LetterState.Waiting))
            return new Refusal("Some letters are still being made. Wait until all are ready, then send them.");
        if (
            await work.ExecuteAsync(
                "update Letter set State = 'Sent', SentAt = @Now where BatchId = @batch and State = 'Made'",
                new { batch, work.Now }
            ) != letters.Count
        )
            throw new ConcurrencyException("A letter changed while it was sent");
        foreach (var letter in letters)
            await work.EmailAsync(Email(letter));
        // Only the newest decision letter of an application applies; earlier ones stay on file.
        await work.ExecuteAsync(
            "update Letter set Stands = 0 where Stands = 1 and BatchId <> @batch and ApplicationId in (select l.ApplicationId from Letter l where l.BatchId = @batch and l.Kind in ('Award', 'PartAward', 'Reserve', 'Deferred', 'Decline'))",
            new { batch }
        );
        await work.ExecuteAsync(
            "update Letter set Stands = 1 where BatchId = @batch and Kind in ('Award', 'PartAward', 'Reserve', 'Deferred', 'Decline')",
            new { batch }
        );
        await work.ExecuteAsync(
            "update Award set OfferedAt = @Now, Version = Version + 1 where OfferedAt is null and ApplicationId in (select l.ApplicationId from Letter l where l.BatchId = @batch and l.Kind in ('Award', 'PartAward'))",
            new { batch, work.Now }
        );
        await StandardConditions.MakeAsync(work, batch);
        await work.ExecuteAsync(
            "update Round set LettersReleasedAt = @Now, Version = Version + 1 where Id in (select b.RoundId from LetterBatch b where b.Id = @batch and b.DecisionId is not null)",
            new { batch, work.Now }
        );
        work.Note($"{letters.Count} letters");
        return Result.Done;
    }

    private EmailMessage Email(ReleasedLetterRow letter)
    {
        var document = LetterDocument.FromJson(letter.DocumentJson);
        return new(
            letter.Email,
            $"{document.Title}: {document.Reference}",
            $"""
            {LetterText.Render(document)}

            This letter is also here: {office.LinkTo(Links.Awards.OneOfMyLetters(letter.ApplicationId, letter.Id))}
            """,
            letter.ApplicationId
        )
        {
            Html = LetterHtml.Page(document, ""),
            AttachmentId = letter.PdfFileId,
        };
    }

    // A paper application was submitted by the officer who entered it, so its letter goes to the applicant, or to that officer for posting.
    // A contact changed on the award takes precedence.
    private const string LettersSql = """
        select    l.Id, l.ApplicationId, l.Kind, l.State, l.MadeAt, case when exists (select 1 from MonitoringReturn t where t.Id = l.SubjectId and t.Status in ('Submitted', 'Accepted')) then 1 else 0 end as IsAnswered, l.DocumentJson, l.PdfFileId, case when w.ContactEmail is not null then w.ContactEmail when a.Channel <> 'Online' and a.ContactEmail is not null then a.ContactEmail else p.Email end as Email
        from      Letter l
        join      Application a on a.Id = l.ApplicationId
        join      Person p on p.Id = a.SubmittedBy
        left join Award w on w.ApplicationId = a.Id
        where     l.BatchId = @batch
        order by  a.Number, l.Id
        """;

    private sealed record PartRow
    {
        public required Guid Id { get; init; }
        public required LetterKind Kind { get; init; }
    }

    private sealed record ReleasedLetterRow
    {
        public required Guid Id { get; init; }
        public required Guid ApplicationId { get; init; }
        public required LetterKind Kind { get; init; }
        public required LetterState State { get; init; }
        public DateTime? MadeAt { get; init; }
        public required bool IsAnswered { get; init; }
        public string DocumentJson { get; init; } = "";
        public Guid? PdfFileId { get; init; }
        public required string Email { get; init; }
    }
}
