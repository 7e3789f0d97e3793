using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>A round at a glance: its stages and its panel, and while it is built what it consists of.</summary>
public sealed class RoundDashboard(Db db)
{
    /// <param name="Setup">Null once the round is published.</param>
    public sealed record RoundPage(Home.LiveRound Live, RoundSetup? Setup, IReadOnlyList<Member> Panel);

    public sealed record Member
    {
        public required string DisplayName { get; init; }
        public required int Assigned { get; init; }
        public required int Conflicted { get; init; }
        public required int Submitted { get; init; }
    }

    public Task<RoundPage> GetAsync(Guid round) =>
        db.ReadAsync(async work =>
        {
            var live = await Home.OfRoundAsync(work, round);
            return new RoundPage(
                live,
                live.Round.PublishedAt is null ? await RoundReader.GetSetupAsync(work, round) : null,
                await PanelAsync(work, round)
            );
        });

    internal static Task<IReadOnlyList<Member>> PanelAsync(Work work, Guid round) => work.QueryAsync<Member>(PanelSql, new { round });

    private const string PanelSql = """
        select   p.DisplayName, m.Assigned, m.Conflicted, m.Submitted
        from     PanelMember m
        join     Person p on p.Id = m.PersonId
        where    m.RoundId = @round
        order by p.DisplayName, p.Id
        """;
}
