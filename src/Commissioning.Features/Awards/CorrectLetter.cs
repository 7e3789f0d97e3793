using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>A new letter takes the place of a sent one and says so. It waits among the day's letters, with today's words and
/// data.</summary>
public sealed class CorrectLetter(Db db)
{
    /// <param name="correction">What was wrong, as the new letter says it.</param>
    /// <param name="ownWords">The whole text of the new letter; blank: the words and facts of its kind.</param>
    /// <param name="withdraws">The new letter only takes the earlier one back.</param>
    public Task<Result> RunAsync(Actor actor, Guid letter, string? correction, string? ownWords = null, bool withdraws = false) =>
        db.ChangeAsync(
            actor,
            AuditAction.LetterCorrected,
            letter,
            async work =>
            {
                var row = await work.FindAsync<SentLetter>(SentSql, new { letter });
                if (
                    LetterRules.WhyCannotCorrect(row.Kind, row.State, row.Stands, row.IsCorrected, row.IsAccepted, correction) is
                    { } refusal
                )
                    return refusal;
                if (LetterRules.WhyWrongOwnWords(row.Kind, ownWords, withdraws) is { } wrong)
                    return wrong;
                var words = string.IsNullOrWhiteSpace(ownWords) ? null : ownWords.Trim().ReplaceLineEndings("\n");
                await LetterQueue.CorrectAsync(work, actor, letter, correction!.Trim(), words, withdraws);
                work.Note($"{row.Reference}, {row.Kind.Name()}{(withdraws ? ", withdrawn" : "")}: {Sentences.Of(correction)}");
                if (words is not null)
                    work.Note(words);
                return Result.Done;
            }
        );

    private const string SentSql = """
        select    a.Reference, l.Kind, l.State, l.Stands, case when c.Id is null then 0 else 1 end as IsCorrected, case when w.AcceptedAt is null then 0 else 1 end as IsAccepted
        from      Letter l
        join      Application a on a.Id = l.ApplicationId
        left join Letter c on c.CorrectsId = l.Id
        left join Award w on w.ApplicationId = l.ApplicationId
        where     l.Id = @letter
        """;

    private sealed record SentLetter
    {
        public required string Reference { get; init; }
        public required LetterKind Kind { get; init; }
        public required LetterState State { get; init; }
        public required bool Stands { get; init; }
        public required bool IsCorrected { get; init; }
        public required bool IsAccepted { get; init; }
    }
}
