using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>Records that an officer read what the applicant answered, so that it no longer waits.</summary>
public sealed class MarkAnswersRead(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid application) =>
        db.ChangeAsync(
            actor,
            AuditAction.AnswersRead,
            application,
            async work =>
            {
                var read = await work.ExecuteAsync(
                    "update ChangeRequest set ReadAt = @Now, ReadBy = @By where ApplicationId = @application and AnsweredAt is not null and ReadAt is null",
                    new
                    {
                        application,
                        work.Now,
                        By = actor.Id,
                    }
                );
                return read == 0 ? new Refusal("Somebody has read these answers already") : Result.Done;
            }
        );

    public static async Task<bool> AreUnreadAsync(Work work, Guid application) =>
        await work.ScalarAsync<int>(
            "select count(*) from ChangeRequest where ApplicationId = @application and AnsweredAt is not null and ReadAt is null",
            new { application }
        ) > 0;
}
