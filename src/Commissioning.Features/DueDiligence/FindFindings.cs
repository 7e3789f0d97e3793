using Commissioning.Domain.DueDiligence;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>Everything that the portal finds about an application, asked of each source.</summary>
internal static class FindFindings
{
    /// <summary>After the decision only what concerns the payment is looked for: the account, subsidy and sanctions.</summary>
    public static async Task<IReadOnlyList<Found>> OfAsync(Work work, Guid application)
    {
        var submitted = await ApplicationChecks.ApplicationAsync(work, application);
        var context = new FindingContext(
            submitted,
            (await MatchIndex.SourceAsync(work, submitted.OrganisationId)).Source,
            ApplicationChecks.Today(work)
        );
        List<Found> found =
        [
            .. await SanctionFindings.OfAsync(work, context),
            .. await BankFindings.OfAsync(work, context),
            .. await SubsidyFindings.OfAsync(work, context),
        ];
        if (submitted.DecidedAt is null)
            found.AddRange([
                .. await DuplicateFindings.OfAsync(work, context),
                .. await TextFindings.OfAsync(work, context),
                .. await RegisterFindings.OfAsync(work, context),
                .. await HistoryFindings.OfAsync(work, context),
                .. await ConflictFindings.OfAsync(work, context),
                .. await SafeguardingFindings.OfAsync(work, context),
                .. await OtherFundingFindings.OfAsync(work, context),
            ]);
        return found.DistinctBy(one => (one.Kind, one.Key.ToUpperInvariant())).ToList();
    }

    /// <summary>True when the kind is looked for on an application in this state.</summary>
    internal static bool IsLookedFor(FindingKind kind, bool decided) =>
        !decided || FindingRules.HoldsOnlyPayment(kind) || kind == FindingKind.SanctionsHit;
}
