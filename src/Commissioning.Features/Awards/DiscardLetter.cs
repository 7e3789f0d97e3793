using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>Throws away one letter that was not sent and is not about a decision: every applicant hears what was decided. It is then never
/// sent.</summary>
public sealed class DiscardLetter(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid letter, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.LetterDiscarded,
            letter,
            async work =>
            {
                if (LetterRules.WhyCannotDiscard(reason) is { } refusal)
                    return refusal;
                var row = await work.FindAsync<UnsentLetter>(
                    "select Kind, State, BatchId, CorrectsId from Letter where Id = @letter",
                    new { letter }
                );
                if (LetterRules.WhyCannotDiscardOne(row.Kind, row.State, row.CorrectsId is not null) is { } needed)
                    return needed;
                var gone = await DiscardLetters.GoneAsync(work, "Id = @id", letter);
                await work.ExecuteOneAsync("update LetterBatch set Letters = Letters - 1 where Id = @BatchId and ReleasedAt is null", row);
                await work.ExecuteAsync("delete from LetterBatch where Id = @BatchId and Letters = 0 and ReleasedAt is null", row);
                DiscardLetters.Note(work, gone, reason!);
                return Result.Done;
            }
        );

    private sealed record UnsentLetter
    {
        public required LetterKind Kind { get; init; }
        public required LetterState State { get; init; }
        public required Guid BatchId { get; init; }
        public Guid? CorrectsId { get; init; }
    }
}
