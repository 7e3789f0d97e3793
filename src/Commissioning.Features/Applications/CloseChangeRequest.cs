using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>Closes a request without an answer: the application stays as it was sent. What was entered is kept for officers.</summary>
public sealed class CloseChangeRequest(Db db, Office office)
{
    public Task<Result> RunAsync(Actor actor, Guid application, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.ChangeRequestClosed,
            application,
            async work =>
            {
                var submitted = await ChangeRequestQueries.ApplicationAsync(work, application);
                if ((await ChangeRequestQueries.ListAsync(work, application)).FirstOrDefault() is not { } request)
                    throw new NotFoundException("Nothing is asked for");
                if (ChangeRequestRules.WhyIsOver(request.AnsweredAt, request.ClosedAt) is { } over)
                    return over;
                if (ChangeRequestRules.WhyNoReason(reason, "Say why you close the request", nameof(reason)) is { } unsaid)
                    return unsaid;
                await work.ExecuteOneAsync(
                    "update ChangeRequest set ClosedBy = @By, ClosedAt = @Now, CloseReason = @Reason where Id = @Id and AnsweredAt is null and ClosedAt is null",
                    new
                    {
                        request.Id,
                        By = actor.Id,
                        work.Now,
                        Reason = reason!.Trim(),
                    }
                );
                await ChangeRequestNotices.TellApplicantAsync(
                    work,
                    submitted,
                    person =>
                        ApplicationMessage.SendAsync(
                            work,
                            office,
                            application,
                            MessageKind.ChangesClosed,
                            person,
                            new Dictionary<string, string> { ["what"] = request.InWords, ["reason"] = reason!.Trim() },
                            Links.Applications.Receipt(application)
                        )
                );
                await ChangeRequestNotices.TellAssessorsAsync(
                    work,
                    office,
                    submitted,
                    "stays as it is",
                    $"The request to change {request.InWords} of {submitted.Reference} is closed without an answer. The application has not changed, and you can submit your scores for it."
                );
                work.Note($"{request.InWords}: {reason!.Trim()}");
                return Result.Done;
            }
        );
}
