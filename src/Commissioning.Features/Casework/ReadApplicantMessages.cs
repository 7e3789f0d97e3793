using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>An officer has read what an applicant wrote, so that it leaves everybody's list.</summary>
public sealed class ReadApplicantMessages(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid application) =>
        db.ChangeAsync(
            actor,
            AuditAction.ApplicantMessageRead,
            application,
            async work =>
            {
                var read = await work.ExecuteAsync(
                    "update ApplicantMessage set ReadBy = @By, ReadAt = @Now where ApplicationId = @application and ReadAt is null",
                    new
                    {
                        application,
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
