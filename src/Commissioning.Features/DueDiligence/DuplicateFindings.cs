using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>Other records that may be the same organisation, with what was decided about the pair.</summary>
internal static class DuplicateFindings
{
    internal static async Task<IEnumerable<Found>> OfAsync(Work work, FindingContext context) =>
        (await SharedDetailQueries.OfAsync(work, context.Application.OrganisationId, context.Source.Details.Postcode))
            .Where(other => other.PossibleDuplicate)
            .Select(other => new Found(
                FindingKind.PossibleDuplicate,
                other.Id.ToString("N"),
                other.Shares.Any(share => share.Kind is MatchKind.CharityNumber or MatchKind.CompanyNumber or MatchKind.BankAccount)
                    ? FindingLevel.Against
                    : FindingLevel.Review,
                $"{other.Name}, {other.Town}, may be the same organisation: it has the same {string.Join(", ", other.Shares.Select(share => CrossCheckRules.Name(share.Kind).ToLowerInvariant()).Distinct())}"
            )
            {
                SubjectId = other.Id,
                Verdict = other.Said is { } said ? (said.IsSame ? FindingVerdict.TheSame : FindingVerdict.NotTheSame) : null,
                Reason = other.Said?.Reason,
                DecidedBy = other.Said?.DecidedById,
                DecidedAt = other.Said?.DecidedAt,
            });
}
