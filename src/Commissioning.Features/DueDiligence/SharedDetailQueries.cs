using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>Numbers, accounts, addresses and people that an organisation shares with others over all funds (R34). Exact keys are looked up
/// first; names found that way are then compared in full.</summary>
public static class SharedDetailQueries
{
    /// <param name="Why">Why two names are alike; null where the values are the same.</param>
    public sealed record Shared(MatchKind Kind, string Ours, string Theirs, string? Why);

    /// <param name="Same">An officer's answer whether the two are the same; null: none yet.</param>
    public sealed record RelatedOrganisation(
        Guid Id,
        string Name,
        string Town,
        IReadOnlyList<Shared> Shares,
        bool PossibleDuplicate,
        Verdict? Said
    )
    {
        /// <summary>What the two share, in a line.</summary>
        public string InWords =>
            string.Join(
                ", ",
                Shares
                    .GroupBy(share => share.Kind)
                    .Select(group =>
                        CrossCheckRules.InWords(group.Key, group.Select(share => share.Why).FirstOrDefault(why => why is not null))
                    )
            );
    }

    public sealed record Verdict
    {
        public required bool IsSame { get; init; }
        public required string Reason { get; init; }
        public required Guid DecidedById { get; init; }
        public required string DecidedBy { get; init; }
        public required DateTime DecidedAt { get; init; }
    }

    internal static async Task<IReadOnlyList<RelatedOrganisation>> OfAsync(Work work, Guid organisation, string postcode)
    {
        var found = await work.QueryAsync<FoundRow>(OthersSql, new { organisation });
        var said = (await work.QueryAsync<PairRow>(PairsSql, new { organisation })).ToDictionary(row => row.OtherId);
        List<RelatedOrganisation> others = [];
        foreach (var group in found.GroupBy(row => row.OtherId))
        {
            var shares = CrossCheckRules
                .Holding(group.Select(row => new MatchFound(row.Kind, row.Ours, row.Theirs)).Distinct().ToList())
                .OrderBy(share => share.Kind)
                .Select(share => new Shared(
                    share.Kind,
                    share.Ours,
                    share.Theirs,
                    CrossCheckRules.WhyAlike(share, group.First().OwnName, group.First().Name)
                ))
                .ToList();
            if (shares.Count == 0)
                continue;
            var verdict = said.GetValueOrDefault(group.Key);
            others.Add(
                new(
                    group.Key,
                    group.First().Name,
                    group.First().Town,
                    shares,
                    CrossCheckRules.IsPossibleDuplicate(shares.Select(share => share.Kind).ToHashSet(), group.First().Postcode == postcode),
                    verdict is null
                        ? null
                        : new()
                        {
                            IsSame = verdict.IsSame,
                            Reason = verdict.Reason,
                            DecidedById = verdict.DecidedById,
                            DecidedBy = verdict.DecidedBy,
                            DecidedAt = verdict.DecidedAt,
                        }
                )
            );
        }
        return others
            .OrderByDescending(other => other is { PossibleDuplicate: true, Said: null })
            .ThenByDescending(other => other.PossibleDuplicate)
            .ThenByDescending(other => other.Shares.Count)
            .ThenBy(other => other.Name, StringComparer.Ordinal)
            .ToList();
    }

    /// <summary>True when both records have one charity or company number, or one account.</summary>
    internal static async Task<bool> AreStrongAsync(Work work, Guid organisation, Guid other) =>
        CrossCheckRules.IsStrong(
            (
                await work.QueryAsync<string>(
                    """
                    select   k.Kind
                    from     MatchKey k
                    join     MatchKey m on m.Kind = k.Kind and m.KeyText = k.KeyText
                    where    k.OrganisationId = @organisation and m.OrganisationId = @other
                    group by k.Kind
                    """,
                    new { organisation, other }
                )
            ).Select(Enum.Parse<MatchKind>)
        );

    private const string OthersSql = """
        select distinct m.Kind, k.Shown as Ours, m.Shown as Theirs, mine.Name as OwnName, o.Id as OtherId, o.Name, o.Town, o.Postcode
        from   MatchKey k
        join   MatchKey m on m.Kind = k.Kind and m.KeyText = k.KeyText and m.OrganisationId <> k.OrganisationId
        join   Organisation o on o.Id = m.OrganisationId
        join   Organisation mine on mine.Id = k.OrganisationId
        where  k.OrganisationId = @organisation
        order by o.Name, o.Id, m.Kind, k.Shown, m.Shown
        """;

    private const string PairsSql = """
        select case when x.FirstId = @organisation then x.SecondId else x.FirstId end as OtherId, x.IsSame, x.Reason, x.DecidedBy as DecidedById, p.DisplayName as DecidedBy, x.DecidedAt
        from   OrganisationPair x
        join   Person p on p.Id = x.DecidedBy
        where  x.FirstId = @organisation or x.SecondId = @organisation
        order by x.DecidedAt, x.FirstId, x.SecondId
        """;

    private sealed record FoundRow
    {
        public required MatchKind Kind { get; init; }
        public required string Ours { get; init; }
        public required string Theirs { get; init; }
        public required string OwnName { get; init; }
        public required Guid OtherId { get; init; }
        public required string Name { get; init; }
        public required string Town { get; init; }
        public required string Postcode { get; init; }
    }

    private sealed record PairRow
    {
        public required Guid OtherId { get; init; }
        public required bool IsSame { get; init; }
        public required string Reason { get; init; }
        public required Guid DecidedById { get; init; }
        public required string DecidedBy { get; init; }
        public required DateTime DecidedAt { get; init; }
    }
}
