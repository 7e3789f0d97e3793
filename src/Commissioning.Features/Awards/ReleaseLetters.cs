using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Applications;
using Commissioning.Features.Messages;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;

namespace Commissioning.Features.Awards;

/// <summary>Sends a batch of letters, or those of its kinds that are chosen, with their e-mails in one transaction: all at once, or none.
/// Offers whose dates pass before they can be accepted wait. A letter carries the day on which it is sent: letters of an earlier day are
/// made once more first, and are sent when they are ready. Letters that would then say something else are not sent.</summary>
public sealed class ReleaseLetters(Db db, Office office)
{
    /// <summary>Sends the letters of a round's newest decision.</summary>
    /// <param name="kinds">Only these; the others wait in the batch. Null: all of them.</param>
    public async Task<Result> RunAsync(Actor actor, Guid round, IReadOnlyCollection<LetterKind>? kinds = null)
    {
        if (kinds is { Count: 0 })
            return new Refusal("Choose which letters to send", nameof(kinds));
        return await db.ReadAsync(work => work.FirstOrDefaultAsync<Guid?>(UnsentSql, new { round })) is { } batch
            ? await RunAsync(actor, round, batch, kinds)
            : new Refusal("The letters of this round have already been sent");
    }

    /// <summary>Sends one batch, of a day or of a round.</summary>
    public Task<Result> RunBatchAsync(Actor actor, Guid batch) => RunAsync(actor, batch, batch, null);

    private async Task<Result> RunAsync(Actor actor, Guid subject, Guid batch, IReadOnlyCollection<LetterKind>? kinds)
    {
        if (await db.ReadAsync(work => WhyUnapprovedAsync(work, batch, kinds)) is { } unapproved)
            return unapproved;
        var (earlier, changed) = await db.ReadAsync(work => EarlierAsync(work, batch, kinds));
        if (changed.Count > 0)
        {
            var again = await db.ChangeAsync(
                actor,
                AuditAction.LettersMadeAgain,
                subject,
                async work =>
                {
                    foreach (var letter in changed)
                        await HeldOffers.MakeAgainAsync(work, letter.Id);
                    await work.ExecuteAsync("update LetterBatch set SendAskedBy = null where Id = @batch", new { batch });
                    work.Note(
                        $"Not sent, because they would say something else now: {string.Join(", ", changed.Select(one => one.Reference))}"
                    );
                    return Result.Done;
                }
            );
            if (again.FirstRefusal is { } failed)
                return failed;
            return new Refusal(
                $"{(changed.Count == 1 ? "1 letter is" : $"{changed.Count} letters are")} no longer as made, because words or facts have changed since: {string.Join(", ", changed.Take(5).Select(one => one.Reference))}{(changed.Count > 5 ? $" and {changed.Count - 5} more" : "")}. Nothing was sent. {(changed.Count == 1 ? "It is" : "They are")} being made again: read {(changed.Count == 1 ? "it" : "them")}, and then send the letters."
            );
        }
        if (earlier.Count > 0)
            return await db.ChangeAsync(actor, AuditAction.LettersDated, subject, work => DateAsync(work, actor, batch, kinds, earlier));
        return await db.ChangeAsync(actor, AuditAction.LettersReleased, subject, work => ReleasePartAsync(work, actor, batch, kinds));
    }

    /// <summary>Null when a second person has approved what single letters alone say.</summary>
    private static async Task<Refusal?> WhyUnapprovedAsync(Work work, Guid batch, IReadOnlyCollection<LetterKind>? kinds)
    {
        var waiting = (await work.QueryAsync<UnapprovedLetter>(UnapprovedSql, new { batch }))
            .Where(letter => (kinds?.Contains(letter.Kind) ?? true) && LetterRules.NeedsApproval(letter.HasParagraph, letter.Corrects))
            .Select(letter => letter.Reference)
            .ToList();
        return waiting.Count == 0
            ? null
            : new(
                $"A second person must first approve the words that {(waiting.Count == 1 ? "this letter alone has" : "these letters alone have")}: {string.Join(", ", waiting)}. Open the letter and choose Change this letter."
            );
    }

    /// <summary>The letters that would go and carry an earlier day, and those that would say something else if they were made now. Letters
    /// made today are compared too: words or facts may have changed an hour ago.</summary>
    private async Task<(IReadOnlyList<MadeLetter> Earlier, IReadOnlyList<MadeLetter> Changed)> EarlierAsync(
        Work work,
        Guid batch,
        IReadOnlyCollection<LetterKind>? kinds
    )
    {
        var (today, builder) = (LondonTime.DateOf(work.Now), new LetterBuilder(office));
        var (earlier, changed) = (new List<MadeLetter>(), new List<MadeLetter>());
        foreach (var letter in await work.QueryAsync<MadeLetter>(MadeSql, new { batch, today }))
        {
            if (!(kinds?.Contains(letter.Kind) ?? true))
                continue;
            var made = LondonTime.DateOf(letter.MadeAt);
            // A letter about late returns is the facts of the day: one may have arrived since it was made.
            if (letter.Kind == LetterKind.Reminder)
            {
                if (!letter.IsAnswered && (made != today || await HasChangedAsync(letter, today)))
                    earlier.Add(letter);
            }
            else
            {
                if (made != today)
                    earlier.Add(letter);
                if (await HasChangedAsync(letter, made))
                    changed.Add(letter);
            }
        }
        return (earlier, changed);

        async Task<bool> HasChangedAsync(MadeLetter letter, DateOnly on) =>
            (await builder.BuildAsync(work, letter.Id, on)).Document.Sha256() != letter.Sha256;
    }

    /// <summary>Makes letters of an earlier day once more with today's date, and remembers who sends them then.</summary>
    private static async Task<Result> DateAsync(
        Work work,
        Actor actor,
        Guid batch,
        IReadOnlyCollection<LetterKind>? kinds,
        IReadOnlyList<MadeLetter> earlier
    )
    {
        var held = await HeldOffers.OfBatchAsync(work, batch);
        var part = await PartAsync(work, batch, kinds, held.Select(offer => offer.Letter).ToHashSet());
        if (part.Value == Guid.Empty)
            return Result.Of(part.Refusals);
        if (
            await work.ExecuteAsync(
                "update LetterBatch set SendAskedBy = @By, SendNote = null, WordsAt = coalesce(WordsAt, @Now) where Id = @part and ReleasedAt is null and SendAskedBy is null",
                new
                {
                    part = part.Value,
                    By = actor.Id,
                    work.Now,
                }
            ) == 0
        )
            return new Refusal("These letters are on their way already");
        foreach (var letter in earlier)
            await work.ExecuteAsync($"{MakeLettersAgain.AgainSql} and Id = @Id and BatchId = @part", new { letter.Id, part = part.Value });
        work.Note($"{LetterRules.Count(earlier.Count)} with today's date, to be sent when made");
        return Result.Done;
    }

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
            "insert into LetterBatch (Id, RoundId, DecisionId, StartedBy, StartedAt, WordsAt, Letters) select @part, RoundId, null, StartedBy, StartedAt, WordsAt, @goes from LetterBatch where Id = @batch",
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

    private async Task<Result> ReleaseAsync(Work work, Actor actor, Guid batch)
    {
        // A second click finds the batch already released.
        if (
            await work.ExecuteAsync(
                "update LetterBatch set ReleasedAt = @Now, ReleasedBy = @By, SendAskedBy = null where Id = @batch and ReleasedAt is null",
                new
                {
                    batch,
                    work.Now,
                    By = actor.Id,
                }
            ) == 0
        )
            return new Refusal("These letters have already been sent");
        var letters = await work.QueryAsync<ReleasedLetterRow>(LettersSql, new { batch, today = LondonTime.DateOf(work.Now) });
        if (await WhyUnapprovedAsync(work, batch, null) is { } unapproved)
            return unapproved;
        // A reminder is outdated when every late return has arrived meanwhile.
        var answered = letters.Where(letter => letter.Kind == LetterKind.Reminder && letter.IsAnswered).ToList();
        foreach (var letter in answered)
            await work.ExecuteOneAsync("delete from Letter where Id = @Id and State <> 'Sent'", new { letter.Id });
        if (answered.Count > 0)
        {
            await work.ExecuteOneAsync(
                "update LetterBatch set Letters = Letters - @Count where Id = @batch",
                new { answered.Count, batch }
            );
            work.Note(
                $"Not sent and taken out, because no return is late any more: {string.Join(", ", answered.Select(letter => letter.Reference))}"
            );
        }
        letters = letters.Except(answered).ToList();
        if (letters.Any(letter => letter.State == LetterState.Waiting))
            return new Refusal("Some letters are still being made. Wait until all are ready, then send them.");
        if (letters.Any(letter => LondonTime.DateOf(letter.MadeAt!.Value) != LondonTime.DateOf(work.Now)))
            return new Refusal("The day has changed since these letters were made. Send them again.");
        if (
            await work.ExecuteAsync(
                "update Letter set State = 'Sent', SentAt = @Now where BatchId = @batch and State = 'Made'",
                new { batch, work.Now }
            ) != letters.Count
        )
            throw new ConcurrencyException("A letter changed while it was sent");
        foreach (var letter in letters)
            await EmailAsync(work, letter);
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
        // An offer that corrects a sent one gives its own last day to accept.
        foreach (var letter in letters.Where(letter => letter.Corrects && letter.Kind.IsOffer()))
            await work.ExecuteAsync(
                "update Award set AcceptBy = @AcceptBy, Version = Version + 1 where ApplicationId = @ApplicationId and AcceptedAt is null",
                new { letter.ApplicationId, (await new LetterBuilder(office).BuildAsync(work, letter.Id)).AcceptBy }
            );
        await StandardConditions.MakeAsync(work, batch);
        await work.ExecuteAsync(
            "update Round set LettersReleasedAt = @Now, Version = Version + 1 where Id in (select b.RoundId from LetterBatch b where b.Id = @batch and b.DecisionId is not null)",
            new { batch, work.Now }
        );
        work.Note(LetterRules.Count(letters.Count));
        return Result.Done;
    }

    /// <summary>To everybody who is told; where nobody has an address, to the office, which posts it.</summary>
    private async Task EmailAsync(Work work, ReleasedLetterRow letter)
    {
        var document = LetterDocument.FromJson(letter.DocumentJson);
        var facts = await Recipients.FactsAsync(work, letter.ApplicationId);
        var people = RecipientRules.Of(facts, letter.Kind.Importance());
        var post = RecipientRules.IsToPost(facts, people);
        IReadOnlyList<Recipient> to = people.Count > 0 ? OrganisationRecipients.Of(people) : [new(office.TeamName, office.ContactEmail)];
        foreach (var person in to)
            await Message.SendLetterAsync(
                work,
                office,
                person,
                letter.ApplicationId,
                letter.Kind.ToString(),
                $"{letter.Fund}: {document.Title} ({document.Reference})",
                (
                    post
                        ? $"{letter.Organisation} has no e-mail address. Please print the {(letter.PdfFileId is null ? "letter" : "attached letter")} and post it.\n\n"
                        : ""
                ) + LetterGist.Of(document, isAttached: letter.PdfFileId is not null),
                post ? "Open the letter to print it"
                    : letter.Kind.IsOffer() ? "Read our offer"
                    : "Read the letter",
                post ? Links.Awards.Letter(letter.Id) : Links.Awards.MyLetterOf(letter.Id),
                post
                    ? $"You get this because {letter.Organisation} applied on paper for {letter.Project}, and the office posts what we write."
                    : $"You get this because {letter.Organisation} applied for {letter.Project}, and you act for it.",
                letter.PdfFileId,
                LetterFile.Name(document, letter.Kind)
            );
    }

    // What was left of a batch that was sent in parts goes first.
    private const string UnsentSql =
        "select Id from LetterBatch where RoundId = @round and ReleasedAt is null and SendAskedBy is null order by case when DecisionId is null then 0 else 1 end, StartedAt desc, Id";

    // Nothing of the organisation is late any more.
    private const string AnsweredSql = """
        case when exists (select 1 from MonitoringReturn t join Award y on y.Id = t.AwardId join Application x on x.Id = y.ApplicationId
            where x.OrganisationId = a.OrganisationId and t.Status in ('Due', 'Prepared') and coalesce(t.PutRightBy, t.DueOn) < @today) then 0 else 1 end
        """;
    private const string MadeSql = $"""
        select   l.Id, l.Kind, l.MadeAt, l.Sha256, a.Reference, {AnsweredSql} as IsAnswered
        from     Letter l
        join     Application a on a.Id = l.ApplicationId
        where    l.BatchId = @batch and l.State = 'Made'
        order by a.Number, l.Id
        """;

    private const string UnapprovedSql = """
        select   l.Kind, a.Reference, case when l.Personal is null then 0 else 1 end as HasParagraph, case when l.CorrectsId is null then 0 else 1 end as Corrects
        from     Letter l
        join     Application a on a.Id = l.ApplicationId
        where    l.BatchId = @batch and l.State <> 'Sent' and l.WordsApprovedAt is null
        order by a.Number, l.Id
        """;

    private const string LettersSql = $"""
        select   l.Id, l.ApplicationId, a.Reference, l.Kind, l.State, l.MadeAt, case when l.CorrectsId is null then 0 else 1 end as Corrects, {AnsweredSql} as IsAnswered, l.DocumentJson, l.PdfFileId, coalesce(r.FundName, f.Name) as Fund, o.Name as Organisation, a.ProjectName as Project
        from     Letter l
        join     Application a on a.Id = l.ApplicationId
        join     Round r on r.Id = a.RoundId
        join     Fund f on f.Id = r.FundId
        join     Organisation o on o.Id = a.OrganisationId
        where    l.BatchId = @batch
        order by a.Number, l.Id
        """;

    private sealed record MadeLetter
    {
        public required Guid Id { get; init; }
        public required LetterKind Kind { get; init; }
        public required DateTime MadeAt { get; init; }
        public required string Sha256 { get; init; }
        public required string Reference { get; init; }

        /// <summary>For a reminder: every late return has arrived.</summary>
        public required bool IsAnswered { get; init; }
    }

    private sealed record UnapprovedLetter
    {
        public required LetterKind Kind { get; init; }
        public required string Reference { get; init; }
        public required bool HasParagraph { get; init; }
        public required bool Corrects { get; init; }
    }

    private sealed record PartRow
    {
        public required Guid Id { get; init; }
        public required LetterKind Kind { get; init; }
    }

    private sealed record ReleasedLetterRow
    {
        public required Guid Id { get; init; }
        public required Guid ApplicationId { get; init; }
        public required string Reference { get; init; }
        public required LetterKind Kind { get; init; }
        public required LetterState State { get; init; }
        public required bool Corrects { get; init; }
        public DateTime? MadeAt { get; init; }
        public required bool IsAnswered { get; init; }
        public string DocumentJson { get; init; } = "";
        public Guid? PdfFileId { get; init; }
        public required string Fund { get; init; }
        public required string Organisation { get; init; }
        public required string Project { get; init; }
    }
}
