using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>Events of an offer other than its acceptance: questions and answers, extension, declined by the applicant, withdrawn by the
/// office.</summary>
public sealed class Offers(Db db, Office office)
{
    public Task<Result> AskAsync(Actor actor, Guid application, string? question) =>
        db.ChangeAsync(
            actor,
            AuditAction.AwardQuestionAsked,
            application,
            async work =>
            {
                var award = await AwardReader.FindMineAsync(work, actor, application);
                if (question?.Trim() is not { Length: > 0 and <= 2000 } text)
                    return new Refusal("Write your question, in up to 2,000 characters", nameof(question));
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
                await work.EmailAsync(
                    new(
                        office.ContactEmail,
                        $"A question about {award.Reference}",
                        $"{award.Organisation} asks about its grant for {award.ProjectName}:\n\n{text}\n\n{office.LinkTo(Links.Awards.Offer(award.Id))}",
                        application
                    )
                );
                work.Note(text);
                return Result.Done;
            }
        );

    public Task<Result> AnswerAsync(Actor actor, Guid award, Guid question, string? answer) =>
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
                await work.EmailAsync(
                    new(
                        found.ContactEmail,
                        $"Our answer about {found.Reference}",
                        $"{text}\n\n{office.LinkTo(Links.Awards.MyGrant(found.ApplicationId))}\n\n{office.FunderName}",
                        found.ApplicationId
                    )
                );
                work.Note(text);
                return Result.Done;
            }
        );

    public Task<Result> ExtendAsync(Actor actor, Guid award, DateOnly? until, string? extendReason) =>
        db.ChangeAsync(
            actor,
            AuditAction.OfferExtended,
            award,
            async work =>
            {
                var found = await AwardReader.FindAsync(work, award);
                if (AwardRules.WhyCannotEndOffer(found.Offer) is { } refusal)
                    return refusal;
                if (until is not { } day || day <= LondonTime.DateOf(work.Now))
                    return new Refusal("Enter a day after today", nameof(until));
                if (extendReason?.Trim() is not { Length: > 0 and <= 1000 } why)
                    return new Refusal("Say why, in up to 1,000 characters", nameof(extendReason));
                await work.ExecuteOneAsync("update Award set AcceptBy = @day, Version = Version + 1 where Id = @award", new { award, day });
                await work.EmailAsync(
                    new(
                        found.ContactEmail,
                        $"More time to accept the grant {found.Reference}",
                        $"You can accept the grant for {found.ProjectName} until {LondonTime.Date(day)}.\n\n{office.LinkTo(Links.Awards.Accept(found.ApplicationId))}\n\n{office.FunderName}",
                        found.ApplicationId
                    )
                );
                work.Note($"{found.Reference}. {new Changes().Add("Accept by", found.AcceptBy, day)}. {why}");
                return Result.Done;
            }
        );

    public Task<Result> DeclineAsync(Actor actor, Guid application, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.OfferDeclined,
            application,
            async work =>
            {
                var award = await AwardReader.FindMineAsync(work, actor, application);
                if (
                    (AwardRules.WhyCannotEndOffer(award.Offer) ?? await Signatories.WhyNotAsync(work, actor, award.OrganisationId)) is
                    { } refusal
                )
                    return refusal;
                if (reason?.Trim() is not { Length: > 0 and <= 1000 } why)
                    return new Refusal("Say why, in up to 1,000 characters. It helps us to make better offers.", nameof(reason));
                await work.EmailAsync(
                    new(
                        office.ContactEmail,
                        $"The grant {award.Reference} was declined",
                        $"{award.Organisation} declines the grant of {award.Net} for {award.ProjectName}: {why}\n\n{office.LinkTo(Links.Awards.Offer(award.Id))}",
                        application
                    )
                );
                return await EndAward.RunAsync(work, actor, award, AwardEnd.Declined, why, award.Net) is { } closed ? closed : Result.Done;
            }
        );

    public Task<Result> WithdrawAsync(Actor actor, Guid award, string? withdrawReason) =>
        db.ChangeAsync(
            actor,
            AuditAction.OfferWithdrawn,
            award,
            async work =>
            {
                var found = await AwardReader.FindAsync(work, award);
                if (AwardRules.WhyCannotEndOffer(found.Offer) is { } refusal)
                    return refusal;
                if (!AwardRules.HasLapsed(found.AcceptBy, found.AcceptedAt, LondonTime.DateOf(work.Now)))
                    return new Refusal(
                        $"The organisation can still accept until {LondonTime.Date(found.AcceptBy!.Value)}, so you cannot withdraw the offer yet",
                        nameof(withdrawReason)
                    );
                if (withdrawReason?.Trim() is not { Length: > 0 and <= 1000 } why)
                    return new Refusal("Say why, in up to 1,000 characters. The organisation reads this.", nameof(withdrawReason));
                await work.EmailAsync(
                    new(
                        found.ContactEmail,
                        $"The offer {found.Reference} is withdrawn",
                        $"The offer of {found.Net} for {found.ProjectName} was not accepted by {LondonTime.Date(found.AcceptBy!.Value)} and is withdrawn: {why}\n\nWrite to {office.ContactEmail} or call {office.ContactPhone} if this is a mistake.\n\n{office.FunderName}",
                        found.ApplicationId
                    )
                );
                return await EndAward.RunAsync(work, actor, found, AwardEnd.OfferWithdrawn, why, found.Net) is { } closed
                    ? closed
                    : Result.Done;
            }
        );
}
