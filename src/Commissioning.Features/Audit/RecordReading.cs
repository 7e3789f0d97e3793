using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Audit;

/// <summary>
/// Records that a person opened a page with restricted content (R93). Bank details, concerns, evidence and project files do so where
/// they are read; here are the pages that show what each assessor gave.
/// </summary>
public sealed class RecordReading(Db db)
{
    /// <summary>How long a screen that refreshes itself counts as opened once.</summary>
    private static readonly TimeSpan OneOpening = TimeSpan.FromHours(12);

    /// <param name="refreshes">The page asks for itself again every few seconds, so an application is recorded once for a meeting.</param>
    public async Task ScoresAsync(Actor actor, Guid application, string where, bool refreshes = false)
    {
        if (refreshes && await IsOnRecordAsync(actor, application))
            return;
        await db.RecordAsync(actor, AuditAction.ScoresViewed, application, $"The scores of each assessor, on the page {where}");
    }

    public Task RoundScoresAsync(Actor actor, Guid round, string where) =>
        db.RecordAsync(actor, AuditAction.RoundScoresViewed, round, $"The scores of a round's applications, on the page {where}");

    private Task<bool> IsOnRecordAsync(Actor actor, Guid application) =>
        db.ReadAsync(async work =>
            await work.ScalarAsync<int>(
                "select count(*) from AuditEntry where SubjectId = @application and ActorId = @Id and Action = @Action and At > @Since",
                new
                {
                    application,
                    actor.Id,
                    Action = nameof(AuditAction.ScoresViewed),
                    Since = work.Now - OneOpening,
                }
            ) > 0
        );
}
