using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>A second person approves the words that one letter alone has. It is not sent before that.</summary>
public sealed class ApproveLetterWords(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid letter) =>
        db.ChangeAsync(
            actor,
            AuditAction.LetterWordsApproved,
            letter,
            async work =>
            {
                var row = await work.FindAsync<WordsRow>(WordsSql, new { letter });
                var needed = LetterRules.NeedsApproval(row.HasParagraph, row.Corrects);
                if (LetterRules.WhyCannotApproveWords(row.State, needed, row.IsApproved, row.PersonalBy == actor.Id) is { } refusal)
                    return refusal;
                await work.ExecuteOneAsync(
                    "update Letter set WordsApprovedBy = @By, WordsApprovedAt = @Now where Id = @letter and State = 'Made' and WordsApprovedAt is null",
                    new
                    {
                        letter,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{row.Reference}, {row.Kind.Name()}, SHA-256 {row.Sha256}");
                return Result.Done;
            }
        );

    private const string WordsSql = """
        select l.Kind, l.State, l.Sha256, l.PersonalBy, a.Reference, case when l.Personal is null then 0 else 1 end as HasParagraph, case when l.CorrectsId is null then 0 else 1 end as Corrects, case when l.WordsApprovedAt is null then 0 else 1 end as IsApproved
        from   Letter l
        join   Application a on a.Id = l.ApplicationId
        where  l.Id = @letter
        """;

    private sealed record WordsRow
    {
        public required LetterKind Kind { get; init; }
        public required LetterState State { get; init; }
        public string? Sha256 { get; init; }
        public Guid? PersonalBy { get; init; }
        public required string Reference { get; init; }
        public required bool HasParagraph { get; init; }
        public required bool Corrects { get; init; }
        public required bool IsApproved { get; init; }
    }
}
