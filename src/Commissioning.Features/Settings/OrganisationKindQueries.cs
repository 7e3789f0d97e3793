using Commissioning.Domain.Funds;
using Commissioning.Domain.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Settings;

/// <summary>What uses a kind of organisation.</summary>
public static class OrganisationKindQueries
{
    /// <param name="Rounds">Rounds that name it, in their rules or at a document.</param>
    /// <param name="Open">Those of them that take applications, or will.</param>
    public sealed record Use(int Organisations, IReadOnlyList<string> Rounds, IReadOnlyList<string> Open);

    public static async Task<Use> UseAsync(Work work, OrganisationKind kind)
    {
        var rounds = (await RoundsAsync(work)).Where(round => kind.IsIn(round.Kinds) || kind.IsIn(round.NotNeededFrom)).ToList();
        return new(
            await work.ScalarAsync<int>("select count(*) from Organisation where Kind = @Name", new { kind.Name }),
            rounds.Select(round => round.Name).ToList(),
            rounds
                .Where(round => kind.IsIn(round.Kinds) && round.WithdrawnAt is null && round.ClosesAt >= work.Now)
                .Select(round => round.Name)
                .ToList()
        );
    }

    /// <summary>Organisations of each kind, by its name.</summary>
    public static async Task<IReadOnlyDictionary<string, int>> CountsAsync(Work work) =>
        (await work.QueryAsync<CountRow>("select Kind, count(*) as Number from Organisation group by Kind order by Kind")).ToDictionary(
            row => row.Kind,
            row => row.Number
        );

    internal static async Task<IReadOnlyList<RoundRow>> RoundsAsync(Work work)
    {
        var documents = (
            await work.QueryAsync<DocumentRow>(
                "select Id, RoundId, Settings from DocumentKind where Settings like '%otNeededFrom%' order by Name, Id"
            )
        ).ToLookup(row => row.RoundId);
        var rounds = await work.QueryAsync<RoundRow>(
            "select r.Id, concat(f.Name, ', ', r.Name, ', ', r.BudgetYear) as Name, r.EligibleKinds, r.ClosesAt, r.WithdrawnAt from Round r join Fund f on f.Id = r.FundId order by r.ClosesAt, r.Id"
        );
        return rounds.Select(round => round with { Documents = documents[round.Id].ToList() }).ToList();
    }

    internal sealed record RoundRow
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
        public string? EligibleKinds { get; init; }
        public required DateTime ClosesAt { get; init; }
        public DateTime? WithdrawnAt { get; init; }
        public IReadOnlyList<DocumentRow> Documents { get; init; } = [];
        public IReadOnlyList<string> Kinds => (EligibleKinds ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        public IEnumerable<string> NotNeededFrom => Documents.SelectMany(document => document.Settings.NotNeededFrom);
    }

    internal sealed record DocumentRow
    {
        public required Guid Id { get; init; }
        public required Guid RoundId { get; init; }
        public required DocumentSettings Settings { get; init; }
    }

    private sealed record CountRow
    {
        public required string Kind { get; init; }
        public required int Number { get; init; }
    }
}
