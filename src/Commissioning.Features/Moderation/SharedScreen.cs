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

    public sealed record ShownApplication
    {
        public required Guid Id { get; init; }
        public required string Reference { get; init; }
    }

    /// <summary>The application of which the scores were agreed last; null: none.</summary>
    public static Task<Guid?> AgreedLastAsync(Work work, Guid round) =>
        work.FirstOrDefaultAsync<Guid?>(
            "select g.ApplicationId from AgreedScore g join Application a on a.Id = g.ApplicationId where a.RoundId = @round order by g.AgreedAt desc, a.Number desc, g.CriterionId",
            new { round }
        );

    /// <summary>Null until a chair shows one.</summary>
    public Task<ShownApplication?> ShownAsync(Guid round) =>
        db.ReadAsync(work =>
            work.FindOrDefaultAsync<ShownApplication>(
                "select a.Id, a.Reference from ModerationFocus f join Application a on a.Id = f.ApplicationId where f.RoundId = @round",
                new { round }
            )
        );
}
