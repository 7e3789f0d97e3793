using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>What happened with the organisation before.</summary>
internal static class HistoryFindings
{
    internal static async Task<IEnumerable<Found>> OfAsync(Work work, FindingContext context) =>
        (await CrossCheckQueries.LatenessAsync(work, context.Application.OrganisationId))
            .Where(one => one.IsNotable(context.Today))
            .Select(one => new Found(
                FindingKind.LateReturns,
                $"{one.Reference}|{one.Which}",
                FindingLevel.Review,
                one.InWords(context.Today)!
            ));
}
