using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Publishing;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>A publisher releases the file of a month's grants exactly as it was prepared.</summary>
public sealed class ReleaseGrants(Db db, Office office)
{
    /// <param name="release">The version that was read.</param>
    public async Task<Result> RunAsync(Actor actor, DateOnly month, Guid release)
    {
        var isCorrection =
            await db.ScalarAsync<int>("select count(*) from Release where Id = @release and Version > 1", new { release }) > 0;
        return await db.ChangeAsync(
            actor,
            isCorrection ? AuditAction.CorrectionReleased : AuditAction.MonthReleased,
            release,
            async work =>
                await ReleaseSteps.ReleaseAsync(
                    work,
                    actor,
                    office,
                    ReleaseKind.Grants,
                    month,
                    release,
                    GrantFile.Write(await GrantFile.LinesAsync(work, month))
                )
        );
    }
}
