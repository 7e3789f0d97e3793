using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Publishing;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>Somebody prepares the file of a month's grants, or a correction of it.</summary>
public sealed class PrepareGrants(Db db)
{
    /// <param name="month">The first day of the month.</param>
    /// <param name="correctionReason">For a correction, as the public reads it.</param>
    public Task<Result> RunAsync(Actor actor, DateOnly month, string? correctionReason = null)
    {
        var id = Guid.CreateVersion7();
        return db.ChangeAsync(
            actor,
            AuditAction.ReleasePrepared,
            id,
            async work =>
            {
                var lines = await GrantFile.LinesAsync(work, month);
                return await ReleaseSteps.PrepareAsync(
                    work,
                    actor,
                    id,
                    ReleaseKind.Grants,
                    month,
                    lines,
                    GrantFile.Write(lines),
                    correctionReason,
                    async isCorrection => isCorrection ? await WhyGivesAwayAsync(work, month, correctionReason!) : null
                );
            }
        );
    }

    /// <summary>The reason must not say the name that a correction takes out.</summary>
    private static async Task<Refusal?> WhyGivesAwayAsync(Work work, DateOnly month, string reason)
    {
        var (from, to) = ReleaseRules.Span(month);
        var words = (await SafetyWords.OfAsync(work)).Words;
        var withheld = new List<PublicationSubject>();
        foreach (
            var award in await work.QueryAsync<Guid>(
                $"select w.Id from Award w left join Publication p on p.AwardId = w.Id where w.AcceptedAt >= @from and w.AcceptedAt < @to and (p.AwardId is null or p.DecidedAt is null or p.NameShown = 0)",
                new { from, to }
            )
        )
            withheld.Add((await GrantPublications.GetAsync(work, award, words)).Subject);
        return PublicationRules.GivenAway(reason, withheld) is [var first, ..]
            ? new($"Write this without what tells of {first.Organisation}: the public reads it", "correctionReason")
            : null;
    }
}
