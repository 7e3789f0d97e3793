using Commissioning.Domain;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Accepted awards with an instalment that is due and not requested, and what still holds its payment.</summary>
public sealed class AwardsReady(Db db)
{
    public const int PageSize = 50;

    /// <param name="Why">Everything that holds the payment; empty: it can be requested.</param>
    public sealed record DueAward(AwardPayments.Award Award, Instalment Instalment, IReadOnlyList<string> Why)
    {
        public bool IsReady => Why.Count == 0;
    }

    public sealed record DueAwards(IReadOnlyList<DueAward> Awards, int Count, int Page, int Pages)
    {
        public IReadOnlyList<DueAward> Ready => Awards.Where(award => award.IsReady).ToList();
        public IReadOnlyList<DueAward> NotReady => Awards.Where(award => !award.IsReady).ToList();
    }

    public Task<DueAwards> GetAsync(int page) =>
        db.ReadAsync(async work =>
        {
            var due = await Instalments.DueAsync(work);
            var pages = Math.Max(1, (due.Count + PageSize - 1) / PageSize);
            page = Math.Clamp(page, 1, pages);
            var awards = new List<DueAward>();
            foreach (var award in due.Skip((page - 1) * PageSize).Take(PageSize))
                if (await OfAsync(work, award) is { } one)
                    awards.Add(one);
            return new DueAwards(awards, due.Count, page, pages);
        });

    private static async Task<DueAward?> OfAsync(Work work, Guid award)
    {
        var view = await AwardPayments.GetAsync(work, award);
        if (view.Instalments.FirstOrDefault(one => !one.InArrears && one.Left > Money.Zero && one.DueOn <= view.Today) is not { } part)
            return null;
        List<string> why = [.. await PaymentHolds.GetAsync(work, view.Award.ApplicationId)];
        if (RequestPayment.WhyNot(view, part, part.Left, forClaim: false, whyNotDuplicate: null, work.Now) is { } refusal)
            why.Add(refusal.Sentence);
        return new(view.Award, part, why);
    }
}
