using Commissioning.Domain;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>Offers that are not sent because their project or return dates pass before they can be accepted, with the dates proposed
/// instead. They wait until an officer has moved the dates, or kept them with a reason; the other letters can go.</summary>
public static class HeldOffers
{
    public sealed record HeldOffer(
        Guid Letter,
        Guid Award,
        Guid Round,
        string RoundName,
        string Reference,
        string ProjectName,
        string Organisation,
        OfferDates Now,
        IReadOnlyList<string> Why,
        OfferDates Proposed,
        string? AfterRound,
        int Version
    );

    public static Task<IReadOnlyList<HeldOffer>> OfRoundAsync(Work work, Guid round) =>
        ReadAsync(work, RowSql + " and w.RoundId = @id order by a.Number, l.Id", round);

    public static Task<IReadOnlyList<HeldOffer>> OfBatchAsync(Work work, Guid batch) =>
        ReadAsync(work, RowSql + " and l.BatchId = @id order by a.Number, l.Id", batch);

    /// <summary>An offer that is not sent yet; null when there is none, or its dates are right.</summary>
    internal static async Task<HeldOffer?> FindAsync(Work work, Guid award) =>
        (await ReadAsync(work, RowSql + " and w.Id = @id order by a.Number, l.Id", award)).FirstOrDefault();

    private static async Task<IReadOnlyList<HeldOffer>> ReadAsync(Work work, string sql, Guid id)
    {
        var (held, rounds, today) = (new List<HeldOffer>(), new Dictionary<Guid, Round>(), LondonTime.DateOf(work.Now));
        foreach (var row in await work.QueryAsync<OfferRow>(sql, new { id }))
        {
            if (!rounds.TryGetValue(row.RoundId, out var round))
                rounds[row.RoundId] = round = await RoundReader.GetAsync(work, row.RoundId);
            var acceptBy = OfferDateRules.AcceptBy(today, round.AcceptWithinDays);
            var why = OfferDateRules.WhyHeld(
                row.StartsOn,
                row.EndsOn,
                ReturnSchedule.Plan(row.Amount, row.Enhanced, row.StartsOn, row.EndsOn, round.Policy.Awards),
                today,
                acceptBy
            );
            if (why.Count == 0)
                continue;
            var proposed = OfferDateRules.Proposal(row.StartsOn, row.EndsOn, acceptBy);
            held.Add(
                new(
                    row.Letter,
                    row.Award,
                    row.RoundId,
                    round.FullName,
                    row.Reference,
                    row.ProjectName,
                    row.Organisation,
                    new(row.StartsOn, row.EndsOn),
                    why,
                    proposed,
                    OfferDateRules.WhyAfterRound(proposed.EndsOn, round.ProjectsEndBy),
                    row.Version
                )
            );
        }
        return held;
    }

    /// <summary>Writes other dates; the letter is made again with them.</summary>
    internal static async Task SetAsync(Work work, HeldOffer offer, OfferDates dates)
    {
        await work.ExecuteOneAsync(
            "update Award set StartsOn = @StartsOn, EndsOn = @EndsOn, Version = Version + 1 where Id = @Award and Version = @Version and AcceptedAt is null",
            new
            {
                offer.Award,
                offer.Version,
                dates.StartsOn,
                dates.EndsOn,
            }
        );
        await MakeAgainAsync(work, offer.Letter);
        await AwardTotals.RefreshAsync(work, offer.Award);
    }

    internal static Task MakeAgainAsync(Work work, Guid letter) =>
        work.ExecuteAsync($"{MakeLettersAgain.AgainSql} and Id = @letter", new { letter });

    private const string RowSql = """
        select l.Id as Letter, w.Id as Award, w.RoundId, w.Version, w.Amount - w.GivenBack as Amount, a.Reference, a.ProjectName, o.Name as Organisation, coalesce(w.StartsOn, a.StartsOn) as StartsOn, coalesce(w.EndsOn, a.EndsOn) as EndsOn,
               case when exists (select 1 from CheckPlan p where p.ApplicationId = a.Id and p.Tier = 'Enhanced') then 1 else 0 end as Enhanced
        from   Letter l
        join   Award w on w.ApplicationId = l.ApplicationId
        join   Application a on a.Id = l.ApplicationId
        join   Organisation o on o.Id = a.OrganisationId
        where  l.Kind in ('Award', 'PartAward') and l.State <> 'Sent' and (w.OfferedAt is null or l.CorrectsId is not null) and w.AcceptedAt is null and w.DatesKeptReason is null
        """;

    private sealed record OfferRow
    {
        public required Guid Letter { get; init; }
        public required Guid Award { get; init; }
        public required Guid RoundId { get; init; }
        public required int Version { get; init; }
        public required Money Amount { get; init; }
        public required string Reference { get; init; }
        public required string ProjectName { get; init; }
        public required string Organisation { get; init; }
        public required DateOnly StartsOn { get; init; }
        public required DateOnly EndsOn { get; init; }
        public required bool Enhanced { get; init; }
    }
}
