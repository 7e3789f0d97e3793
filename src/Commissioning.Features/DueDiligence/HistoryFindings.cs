using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>What happened with the organisation before, on any record of it.</summary>
internal static class HistoryFindings
{
    internal static async Task<IEnumerable<Found>> OfAsync(Work work, FindingContext context)
    {
        var history = await OrganisationHistory.GetAsync(work, context.Application);
        return history
            .Returns.Where(one => one.IsNotable(context.Today))
            .Select(one => new Found(
                FindingKind.LateReturns,
                $"{one.Reference}|{one.Which}",
                FindingLevel.Review,
                one.InWords(context.Today)!
            ))
            .Concat(
                from matter in history.Matters
                let kind = PastRules.FindingOf(matter.Kind)
                where kind is not null
                select new Found(kind.Value, matter.Key, PastRules.LevelOf(matter.Kind), matter.Sentence) { SubjectId = matter.SubjectId }
            );
    }
}
