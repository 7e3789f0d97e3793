using Commissioning.Domain;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>The round of the same fund in which an organisation can apply next: one that is open, or the next that is published.</summary>
internal sealed record NextRound
{
    public required Guid Id { get; init; }
    public required string FundName { get; init; }
    public required string Name { get; init; }
    public required DateTime OpensAt { get; init; }
    public required DateTime ClosesAt { get; init; }

    public static Task<NextRound?> AfterAsync(Work work, Guid round) => work.FirstOrDefaultAsync<NextRound>(Sql, new { round, work.Now });

    /// <summary>Null when none is published.</summary>
    public static async Task<string?> InWordsAsync(Work work, Guid round) =>
        await AfterAsync(work, round) is not { } next ? null
        : next.OpensAt <= work.Now ? $"{next.Name} of the fund is open until {LondonTime.DateAndTime(next.ClosesAt)}."
        : $"{next.Name} of the fund opens on {LondonTime.Date(next.OpensAt)}.";

    private const string Sql = """
        select   r.Id, r.Name, r.OpensAt, r.ClosesAt, coalesce(r.FundName, f.Name) as FundName
        from     Round r
        join     Fund f on f.Id = r.FundId
        join     Round x on x.FundId = r.FundId
        where    x.Id = @round and r.Id <> x.Id and r.PublishedAt is not null and r.WithdrawnAt is null and r.ClosesAt >= @Now
        order by r.OpensAt, r.Id
        """;
}
