using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>Names of the organisation, or of its trustees, that are like one on the sanctions list: one finding a person and listed group.
/// The sentence names nobody; the names are on <see cref="SanctionHits"/>.</summary>
internal static class SanctionFindings
{
    internal static async Task<IEnumerable<Found>> OfAsync(Work work, FindingContext context)
    {
        var (_, hits) = await SanctionQueries.OfAsync(work, context.Application.OrganisationId, context.Source);
        return hits.Select(hit => new Found(
            FindingKind.SanctionsHit,
            hit.Key,
            hit.IsStrong ? FindingLevel.Against : FindingLevel.Review,
            $"A name needs to be compared with the sanctions list ({hit.GroupId}{(hit.IsStrong ? "" : hit.IsWeak ? ", a weaker hit" : "")})"
        )
        {
            Verdict = hit.Said is { } said ? (said.IsSame ? FindingVerdict.TheSame : FindingVerdict.NotTheSame) : null,
            Reason = hit.Said?.Reason,
            DecidedBy = hit.Said?.DecidedById,
            DecidedAt = hit.Said?.DecidedAt,
        });
    }
}
