using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>A paragraph that one letter alone has, before its closing words. The letter is made again with it.</summary>
public sealed class WritePersonalParagraph(Db db)
{
    /// <param name="text">Blank: the letter has none.</param>
    public Task<Result> RunAsync(Actor actor, Guid letter, string? text) =>
        db.ChangeAsync(
            actor,
            AuditAction.PersonalParagraphWritten,
            letter,
            async work =>
            {
                if (LetterRules.WhyWrongParagraph(text) is { } wrong)
                    return wrong;
                var before = await work.FindAsync<ParagraphRow>(
                    "select State, Personal, case when CorrectsId is null then 0 else 1 end as Corrects from Letter where Id = @letter",
                    new { letter }
                );
                if (before.State == LetterState.Sent)
                    return new Refusal("This letter has been sent. Correct it with a new one.");
                var after = string.IsNullOrWhiteSpace(text) ? null : text.Trim().ReplaceLineEndings("\n");
                await work.ExecuteOneAsync(
                    "update Letter set Personal = @after, PersonalBy = @By, WordsApprovedBy = null, WordsApprovedAt = null where Id = @letter and State <> 'Sent'",
                    new
                    {
                        letter,
                        after,
                        By = after is null && !before.Corrects ? (Guid?)null : actor.Id,
                    }
                );
                await HeldOffers.MakeAgainAsync(work, letter);
                work.Note(new Changes().Add("Paragraph", before.Personal, after).ToString());
                return Result.Done;
            }
        );

    private sealed record ParagraphRow
    {
        public required LetterState State { get; init; }
        public string? Personal { get; init; }
        public required bool Corrects { get; init; }
    }
}
