using Commissioning.Domain;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>The funds that rounds belong to, with their history in one line (R2).</summary>
public static class FundQueries
{
    public sealed record Fund
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
        public required string Prefix { get; init; }
        public Guid? SucceedsId { get; init; }
    }

    public sealed record FormerName
    {
        public required string Name { get; init; }
        public required DateTime UsedUntil { get; init; }
        public required string Reason { get; init; }
        public required string ChangedByName { get; init; }
    }

    /// <param name="Line">The fund and its predecessors, newest first.</param>
    /// <param name="Rounds">Rounds of every fund in that line, each under the name it was published with.</param>
    public sealed record FundPage(
        Fund Fund,
        IReadOnlyList<Fund> Line,
        Fund? Successor,
        IReadOnlyList<FormerName> FormerNames,
        IReadOnlyList<Round> Rounds
    )
    {
        /// <summary>Rounds of that line of before the portal, newest year first.</summary>
        public IReadOnlyList<PastRounds.PastRound> Past { get; init; } = [];
    }

    public static Task<IReadOnlyList<Fund>> ListAsync(Work work) => work.QueryAsync<Fund>(Sql + " order by Name");

    public static async Task<FundPage> GetAsync(Work work, Guid fund)
    {
        var all = (await work.QueryAsync<Fund>(Sql)).ToDictionary(one => one.Id);
        if (!all.TryGetValue(fund, out var found))
            throw new NotFoundException("No such fund");
        var line = new List<Fund>();
        for (
            var one = found;
            one is not null && !line.Contains(one);
            one = one.SucceedsId is { } earlier ? all.GetValueOrDefault(earlier) : null
        )
            line.Add(one);
        var names = new List<FormerName>();
        var rounds = new List<Round>();
        var past = new List<PastRounds.PastRound>();
        foreach (var one in line)
        {
            past.AddRange(await PastRounds.ListAsync(work, one.Id));
            names.AddRange(
                await work.QueryAsync<FormerName>(
                    "select n.Name, n.UsedUntil, n.Reason, p.DisplayName as ChangedByName from FundName n join Person p on p.Id = n.ChangedBy where n.FundId = @Id order by n.UsedUntil desc",
                    one
                )
            );
            rounds.AddRange(
                await work.QueryAsync<Round>(RoundReader.RoundSql + " where r.FundId = @Id order by r.ClosesAt desc, r.Name, r.Id", one)
            );
        }
        return new FundPage(found, line, all.Values.FirstOrDefault(one => one.SucceedsId == fund), names, rounds) { Past = past };
    }

    internal static async Task<Refusal?> WhyNameIsWrongAsync(Work work, string? name)
    {
        if (name?.Trim() is not { Length: > 0 and <= 200 } typed)
            return new("Enter a name of up to 200 characters", nameof(name));
        return await work.ScalarAsync<int>("select count(*) from Fund where lower(Name) = lower(@typed)", new { typed }) > 0
            ? new($"There is already a fund called {typed}", nameof(name))
            : null;
    }

    internal const string Sql = "select Id, Name, Prefix, SucceedsId from Fund";
}
