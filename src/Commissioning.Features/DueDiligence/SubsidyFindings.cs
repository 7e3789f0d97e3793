using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>Whether an award would be a subsidy, where no one has recorded it.</summary>
internal static class SubsidyFindings
{
    internal static async Task<IEnumerable<Found>> OfAsync(Work work, FindingContext context) =>
        (await SubsidyQueries.GetAsync(work, context.Application.Id)).Row is { } row
        && SubsidyRules.StepOf(row.State) != SubsidyStep.ToAssess
            ? []
            :
            [
                new Found(
                    FindingKind.SubsidyGap,
                    "not assessed",
                    FindingLevel.Review,
                    "No one has recorded whether an award would be a subsidy"
                ),
            ];
}
