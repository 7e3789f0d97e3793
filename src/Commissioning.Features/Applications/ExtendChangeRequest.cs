using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>Gives the applicant a later day to answer a request, also after the first day has passed.</summary>
public sealed class ExtendChangeRequest(Db db, Office office)
{
    public Task<Result> RunAsync(Actor actor, Guid application, DateOnly dueOn, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.ChangeRequestExtended,
            application,
            async work =>
            {
                var submitted = await ChangeRequestQueries.ApplicationAsync(work, application);
                var round = await RoundReader.GetAsync(work, submitted.RoundId);
                if ((await ChangeRequestQueries.ListAsync(work, application)).FirstOrDefault() is not { } request)
                    throw new NotFoundException("Nothing is asked for");
                if (ChangeRequestRules.WhyIsOver(request.AnsweredAt, request.ClosedAt) is { } over)
                    return over;
                if (submitted.WhyCannotAsk(round) is { } late)
                    return late;
                if (ChangeRequestRules.WhyNoReason(reason, "Say why the applicant needs more time", nameof(reason)) is { } unsaid)
                    return unsaid;
                if (ChangeRequestRules.WhyDayIsWrong(round, dueOn, submitted.Assessors, work.Now) is { } day)
                    return day;
                if (dueOn <= request.DueOn)
                    return new Refusal($"Choose a day after {LondonTime.Date(request.DueOn)}", nameof(dueOn));
                await work.ExecuteOneAsync(
                    "update ChangeRequest set DueOn = @dueOn where Id = @Id and AnsweredAt is null and ClosedAt is null",
                    new { request.Id, dueOn }
                );
                await ChangeRequestNotices.TellApplicantAsync(
                    work,
                    submitted,
                    person =>
                        ApplicationMessage.SendAsync(
                            work,
                            office,
                            application,
                            MessageKind.ChangesMoreTime,
                            person,
                            new Dictionary<string, string>
                            {
                                ["what"] = request.InWords,
                                ["due"] = LondonTime.Date(dueOn),
                                ["reason"] = reason!.Trim(),
                            },
                            Links.Applications.Changes(application)
                        )
                );
                await ChangeRequestNotices.TellAssessorsAsync(
                    work,
                    office,
                    submitted,
                    "may change",
                    $"The applicant of {submitted.Reference} has until {LondonTime.Date(dueOn)} to change {request.InWords}. You can save your scores for it, but you cannot submit them until the applicant has answered or that day has passed."
                );
                work.Note(new Changes().Add("Answer by", request.DueOn, dueOn).ToString());
                work.Note(reason!.Trim());
                return Result.Done;
            }
        );
}
