using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>Other records that may be the same organisation, with what was decided about the pair. An address, an e-mail address or a
/// telephone number alone is a fact for the page and no finding: a hall and a consultant serve many.</summary>
internal static class DuplicateFindings
{
    internal static async Task<IEnumerable<Found>> OfAsync(Work work, FindingContext context) =>
        (await SharedDetailQueries.OfAsync(work, context.Application.OrganisationId, context.Source.Details.Postcode))
            .Where(other => other.PossibleDuplicate)
            .Select(other => new Found(
                FindingKind.PossibleDuplicate,
                other.Id.ToString("N"),
                CrossCheckRules.IsStrong(other.Shares.Select(share => share.Kind)) ? FindingLevel.Against : FindingLevel.Review,
                $"{other.Name}, {other.Town}, may be the same organisation: {other.InWords}"
            )
            {
                SubjectId = other.Id,
                Verdict = other.Said is { } said ? (said.IsSame ? FindingVerdict.TheSame : FindingVerdict.NotTheSame) : null,
                Reason = other.Said?.Reason,
                DecidedBy = other.Said?.DecidedById,
                DecidedAt = other.Said?.DecidedAt,
            });
}
