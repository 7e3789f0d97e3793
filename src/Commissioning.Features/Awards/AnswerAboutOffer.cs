using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>The office answers an organisation's question about its grant.</summary>
public sealed class AnswerAboutOffer(Db db, Office office)
{
    public Task<Result> RunAsync(Actor actor, Guid award, Guid question, string? answer) =>
        db.ChangeAsync(
            actor,
            AuditAction.AwardQuestionAnswered,
            award,
            async work =>
            {
                var found = await AwardReader.FindAsync(work, award);
                if (answer?.Trim() is not { Length: > 0 and <= 2000 } text)
                    return new Refusal("Write the answer, in up to 2,000 characters", nameof(answer));
                if (
                    await work.ExecuteAsync(
                        "update AwardQuestion set Answer = @text, AnsweredBy = @By, AnsweredAt = @Now where Id = @question and AwardId = @award and AnsweredAt is null",
                        new
                        {
                            question,
                            award,
                            text,
                            By = actor.Id,
                            work.Now,
                        }
                    ) == 0
                )
                    return new Refusal("This question has already been answered");
                await Recipients.TellAsync(
                    work,
                    office,
                    MessageKind.OfferAnswer,
                    found.ApplicationId,
                    new Dictionary<string, string> { ["answer"] = text },
                    Links.Awards.MyGrant(found.ApplicationId)
                );
                work.Note(text);
                return Result.Done;
            }
        );
}
