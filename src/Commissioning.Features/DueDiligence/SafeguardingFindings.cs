using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>What is missing of the safeguarding evidence that somebody has looked at.</summary>
internal static class SafeguardingFindings
{
    internal static async Task<IEnumerable<Found>> OfAsync(Work work, FindingContext context)
    {
        var review = await SafeguardingReviews.GetAsync(work, context.Application.Id);
        return review.Row is null
            ? []
            : review.Gaps.Select(gap => new Found(
                FindingKind.SafeguardingGap,
                gap.Split(':')[0],
                FindingLevel.Review,
                $"Safeguarding: {gap}"
            ));
    }
}
