using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>An officer has read what an applicant wrote, so that it leaves everybody's list.</summary>
public sealed class ReadApplicantMessages(Db db)
{
    /// <param name="newest">When the newest message that the officer saw was written (UTC). What came later stays unread.</param>
    public Task<Result> RunAsync(Actor actor, Guid application, DateTime newest) =>
        db.ChangeAsync(
            actor,
            AuditAction.ApplicantMessageRead,
            application,
            async work =>
            {
                var read = await work.ExecuteAsync(
                    "update ApplicantMessage set ReadBy = @By, ReadAt = @Now where ApplicationId = @application and ReadAt is null and WrittenAt <= @newest",
                    new
                    {
                        application,
                        newest,
                        By = actor.Id,
                        work.Now,
                    }
                );
                if (read == 0)
                    return new Refusal("Somebody has read these messages already");
                work.Note(read == 1 ? "1 message" : $"{read} messages");
                return Result.Done;
            }
        );
}
