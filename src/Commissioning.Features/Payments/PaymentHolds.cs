using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Why money of an award may not go out yet; empty: nothing holds it (R33, R35, R69).</summary>
public sealed class PaymentHolds(Db db)
{
    public Task<IReadOnlyList<string>> GetAsync(Guid application) => db.ReadAsync(work => GetAsync(work, application));

    internal static async Task<IReadOnlyList<string>> GetAsync(Work work, Guid application)
    {
        var view = await BidChecks.GetAsync(work, application);
        List<string> holds = [];
        if (await BankBook.WhyHeldAsync(work, view.Bid.OrganisationId) is { } bank) holds.Add(bank);
        holds.AddRange(view.Checks.Where(check => !check.State.IsDone(view.Today)).Select(check => check.State.Status is CheckStatus.Pass or CheckStatus.Condition ? $"The check \"{check.Name}\" ran out" : $"The check \"{check.Name}\" is not done"));
        holds.AddRange(view.Checks.Where(check => check.State is { Status: CheckStatus.Fail, FailConfirmed: true }).Select(check => $"The check \"{check.Name}\" failed"));
        holds.AddRange((await CrossChecks.FlagsAsync(work, view.Bid.OrganisationId)).Select(flag => $"Stop flag: {flag.Reason}"));
        if (SubsidyRules.WhyHeld((await Subsidies.GetAsync(work, application)).Row?.State) is { } subsidy) holds.Add(subsidy);
        var (_, hits) = await CrossChecks.SanctionsAsync(work, view.Bid.OrganisationId, (await MatchIndex.SourceAsync(work, view.Bid.OrganisationId)).Source);
        holds.AddRange(hits.Where(hit => hit.Said is not { IsSame: false }).Select(hit => hit.Said is null ? $"{hit.OurName} is like a name on the sanctions list, and nobody has said whether it is the same" : $"{hit.OurName} is on the sanctions list"));
        return holds;
    }
}
