using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>The organisation asks the office about its grant.</summary>
public sealed class AskAboutOffer(Db db, Office office)
{
    public Task<Result> RunAsync(Actor actor, Guid application, string? question) =>
        db.ChangeAsync(
            actor,
            AuditAction.AwardQuestionAsked,
            application,
            async work =>
            {
                var award = await AwardReader.FindMineAsync(work, actor, application);
                if (question?.Trim() is not { Length: > 0 and <= 2000 } text)
                    return new Refusal("Write your question, in up to 2,000 characters", nameof(question));
                if (await EmailLimit.WhyTooManyAsync(work, actor, AuditAction.AwardQuestionAsked) is { } often)
                    return often;
                await work.ExecuteAsync(
                    "insert into AwardQuestion (Id, AwardId, Question, AskedBy, AskedAt) values (@Id, @Award, @text, @By, @Now)",
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        Award = award.Id,
                        text,
                        By = actor.Id,
                        work.Now,
                    }
                );
                await ApplicationMessage.SendAsync(
                    work,
                    office,
                    application,
                    MessageKind.OfferQuestion,
                    new("", office.ContactEmail),
                    new Dictionary<string, string> { ["question"] = text },
                    Links.Awards.Offer(award.Id)
                );
                work.Note(text);
                return Result.Done;
            }
        );
}
