using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Moderation;

/// <summary>The application on a meeting's shared screen: the one its chair showed last.</summary>
public sealed class SharedScreen(Db db)
{
    public Task<Result> ShowAsync(Actor chair, Guid round, Guid application) =>
        db.ChangeAsync(
            chair,
            AuditAction.ApplicationShown,
            application,
            async work =>
            {
                var row = new
                {
                    round,
                    application,
                    By = chair.Id,
                    work.Now,
                };
                if (
                    await work.ExecuteAsync(
                        "update ModerationFocus set ApplicationId = @application, SetBy = @By, SetAt = @Now where RoundId = @round",
                        row
                    ) == 0
                )
                    await work.ExecuteAsync(
                        "insert into ModerationFocus (RoundId, ApplicationId, SetBy, SetAt) values (@round, @application, @By, @Now)",
                        row
                    );
                return Result.Done;
            }
        );

    /// <summary>Null until a chair shows one.</summary>
    public Task<Guid?> ShownAsync(Guid round) =>
        db.ReadAsync(work =>
            work.FirstOrDefaultAsync<Guid?>("select ApplicationId from ModerationFocus where RoundId = @round", new { round })
        );
}
