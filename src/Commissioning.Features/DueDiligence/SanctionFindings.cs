using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>Names of the organisation that are like one on the sanctions list.</summary>
internal static class SanctionFindings
{
    internal static async Task<IEnumerable<Found>> OfAsync(Work work, FindingContext context)
    {
        var (_, hits) = await SanctionQueries.OfAsync(work, context.Application.OrganisationId, context.Source);
        return hits.Select(hit => new Found(
            FindingKind.SanctionsHit,
            $"{hit.OurName}|{hit.GroupId}",
            FindingLevel.Against,
            $"{hit.OurName} is similar to {hit.ListedName} on the sanctions list ({hit.GroupId})"
        )
        {
            Verdict = hit.Said is { } said ? (said.IsSame ? FindingVerdict.TheSame : FindingVerdict.NotTheSame) : null,
            Reason = hit.Said?.Reason,
            DecidedBy = hit.Said?.DecidedById,
            DecidedAt = hit.Said?.DecidedAt,
        });
    }
}
