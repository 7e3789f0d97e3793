using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>Throws away the unsent letters of a round's newest decision, with a reason. They can be made anew afterwards, with other
/// reasons and words. Those sent already stay.</summary>
public sealed class DiscardLetters(Db db)
{
    /// <summary>The unsent letters of a round's newest decision. Those sent already stay.</summary>
    public Task<Result> RunAsync(Actor actor, Guid round, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.LettersDiscarded,
            round,
            async work =>
            {
                if (LetterRules.WhyCannotDiscard(reason) is { } refusal)
                    return refusal;
                if (
                    await work.FirstOrDefaultAsync<Guid?>(
                        "select Id from LetterBatch where RoundId = @round and DecisionId is not null and ReleasedAt is null order by StartedAt desc, Id",
                        new { round }
                    )
                    is not { } batch
                )
                    return new Refusal("These letters have been sent. Correct one of them on its own page.");
                await work.ExecuteAsync(
                    "delete from KeptParagraph where exists (select 1 from Letter l where l.BatchId = @batch and l.Personal is not null and l.ApplicationId = KeptParagraph.ApplicationId and l.Kind = KeptParagraph.Kind)",
                    new { batch }
                );
                var kept = await work.ExecuteAsync(
                    "insert into KeptParagraph (ApplicationId, Kind, Wording, WrittenBy) select l.ApplicationId, l.Kind, l.Personal, l.PersonalBy from Letter l where l.BatchId = @batch and l.State <> 'Sent' and l.Personal is not null",
                    new { batch }
                );
                var gone = await GoneAsync(work, "BatchId = @id", batch);
                await work.ExecuteOneAsync("delete from LetterBatch where Id = @batch and ReleasedAt is null", new { batch });
                Note(work, gone, reason!);
                if (kept > 0)
                    work.Note($"Personal paragraphs kept for the new letters: {kept}");
                return Result.Done;
            }
        );

    internal static async Task<IReadOnlyList<DiscardedLetter>> GoneAsync(Work work, string which, Guid id)
    {
        var gone = await work.QueryAsync<DiscardedLetter>(
            $"select a.Reference, x.Kind, x.Sha256 from (select l.ApplicationId, l.Kind, l.Sha256 from Letter l where l.{which} and l.State <> 'Sent') x join Application a on a.Id = x.ApplicationId order by a.Number, x.Kind",
            new { id }
        );
        await work.ExecuteAsync($"delete from Letter where {which} and State <> 'Sent'", new { id });
        return gone;
    }

    internal static void Note(Work work, IReadOnlyList<DiscardedLetter> gone, string reason)
    {
        work.Note($"{LetterRules.Count(gone.Count)} thrown away. {Sentences.Of(reason)}");
        work.Note(
            string.Join("; ", gone.Select(one => $"{one.Reference} {one.Kind.Name()}{(one.Sha256 is null ? "" : $" {one.Sha256[..12]}")}"))
        );
    }

    internal sealed record DiscardedLetter
    {
        public required string Reference { get; init; }
        public required LetterKind Kind { get; init; }
        public string? Sha256 { get; init; }
    }
}
