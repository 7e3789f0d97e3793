using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>Names in an organisation that are similar to those on the sanctions list (R34), with what an officer concluded.</summary>
public static class SanctionQueries
{
    public sealed record SanctionHit(
        string OurName,
        string GroupId,
        string ListedName,
        string Kind,
        string? Born,
        string? Regime,
        double Likeness,
        Review? Said
    );

    public sealed record Review
    {
        public required string OurName { get; init; }
        public required string GroupId { get; init; }
        public required string ListedName { get; init; }
        public string? Born { get; init; }
        public required bool IsSame { get; init; }
        public required string Reason { get; init; }
        public required Guid DecidedById { get; init; }
        public required string DecidedBy { get; init; }
        public required DateTime DecidedAt { get; init; }
    }

    internal static async Task<(DateOnly? ListDate, IReadOnlyList<SanctionHit> Hits)> OfAsync(
        Work work,
        Guid organisation,
        MatchSource source
    )
    {
        var list = await work.FirstOrDefaultAsync<ListRow>(
            "select Id, ExtractDate from RegisterImport where Kind = 'Sanctions' and State = 'Current' order by ExtractDate desc, StartedAt desc, Id"
        );
        if (list is null)
            return (null, []);
        var names = source
            .People.Select(name => (Name: name, Keys: NameMatch.PersonKeys(name), IsPerson: true))
            .Append((Name: source.Details.Name, Keys: NameMatch.OrganisationKeys(source.Details.Name), IsPerson: false))
            .ToList();
        // Filtered in memory and not in the query, which would then scan the list instead of using the keys' index.
        List<ListedRow> listed = [];
        // SQL Server allows about 2,000 parameters, so the names are looked up in chunks.
        foreach (var keys in names.SelectMany(name => name.Keys).Distinct().Chunk(1500))
            listed.AddRange(
                (
                    await work.QueryAsync<ListedRow>(
                        "select n.ImportId, n.GroupId, n.Kind, n.Name, n.Born, n.Regime, k.KeyText from SanctionKey k join SanctionName n on n.Id = k.NameId where k.KeyText in @keys",
                        new { keys = keys.ToList() }
                    )
                ).Where(row => row.ImportId == list.Id)
            );
        var reviews = await work.QueryAsync<Review>(ReviewsSql, new { organisation });
        List<SanctionHit> hits = [];
        foreach (var (name, ownKeys, isPerson) in names)
        foreach (var group in listed.Where(row => ownKeys.Contains(row.KeyText)).GroupBy(row => row.GroupId))
        {
            var best = group
                .DistinctBy(row => row.Name)
                .Select(row => (Row: row, Likeness: isPerson ? NameMatch.People(name, row.Name) : NameMatch.Organisations(name, row.Name)))
                .MaxBy(pair => pair.Likeness);
            if (best.Likeness >= (isPerson ? NameMatch.PersonThreshold : NameMatch.OrganisationThreshold))
                hits.Add(
                    new(
                        name,
                        group.Key,
                        best.Row.Name,
                        best.Row.Kind,
                        best.Row.Born,
                        best.Row.Regime,
                        best.Likeness,
                        reviews.FirstOrDefault(review =>
                            review.OurName == name
                            && review.GroupId == group.Key
                            && review.ListedName == best.Row.Name
                            && review.Born == best.Row.Born
                        )
                    )
                );
        }
        return (list.ExtractDate, hits.OrderBy(hit => hit.Said is not null).ThenByDescending(hit => hit.Likeness).ToList());
    }

    private const string ReviewsSql = """
        select   r.OurName, r.GroupId, r.ListedName, r.Born, r.IsSame, r.Reason, r.DecidedBy as DecidedById, p.DisplayName as DecidedBy, r.DecidedAt
        from     SanctionReview r
        join     Person p on p.Id = r.DecidedBy
        where    r.OrganisationId = @organisation
        order by r.DecidedAt desc, r.Id
        """;

    private sealed record ListRow
    {
        public required int Id { get; init; }
        public required DateOnly ExtractDate { get; init; }
    }

    private sealed record ListedRow
    {
        public required int ImportId { get; init; }
        public required string GroupId { get; init; }
        public required string Kind { get; init; }
        public required string Name { get; init; }
        public string? Born { get; init; }
        public string? Regime { get; init; }
        public required string KeyText { get; init; }
    }
}
