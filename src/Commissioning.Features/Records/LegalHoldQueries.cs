using Commissioning.Domain.Records;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Records;

/// <summary>Legal holds, and what they keep from being erased.</summary>
public static class LegalHoldQueries
{
    public sealed record Hold
    {
        public required Guid Id { get; init; }
        public required HoldKind Kind { get; init; }
        public required Guid SubjectId { get; init; }
        public required string Shown { get; init; }
        public required string Reason { get; init; }
        public required string PlacedBy { get; init; }
        public required DateTime PlacedAt { get; init; }
    }

    public static Task<IReadOnlyList<Hold>> StandingAsync(Work work) => work.QueryAsync<Hold>(StandingSql);

    internal static async Task<RecordsOnLegalHold> OnHoldAsync(Work work) => Of(await work.QueryAsync<LegalHoldRow>(OnHoldSql));

    /// <summary>Each hold in words, with what it keeps.</summary>
    internal static async Task<IReadOnlyList<(string Words, RecordsOnLegalHold Records)>> EachAsync(Work work) =>
        (await work.QueryAsync<LegalHoldRow>(OnHoldSql))
            .GroupBy(row => row.Id)
            .Select(group => ($"{group.First().Shown}: {group.First().Reason}", Of(group)))
            .ToList();

    private static RecordsOnLegalHold Of(IEnumerable<LegalHoldRow> rows) =>
        new(
            rows.Where(row => row.OrganisationId is not null).Select(row => row.OrganisationId!.Value).ToHashSet(),
            rows.Where(row => row.RoundId is not null).Select(row => row.RoundId!.Value).ToHashSet(),
            rows.Where(row => row.ApplicationId is not null).Select(row => row.ApplicationId!.Value).ToHashSet()
        );

    private const string StandingSql = """
        select   h.Id, h.Kind, h.SubjectId, h.Shown, h.Reason, p.DisplayName as PlacedBy, h.PlacedAt
        from     LegalHold h
        join     Person p on p.Id = h.PlacedBy
        where    h.LiftedAt is null
        order by h.PlacedAt, h.Shown, h.Id
        """;

    // The subject itself, and every application it covers, with its organisation and round.
    private const string OnHoldSql = """
        select h.Id, h.Shown, h.Reason, a.OrganisationId, a.RoundId, a.Id as ApplicationId
        from   LegalHold h
        join   Application a on (h.Kind = 'Organisation' and a.OrganisationId = h.SubjectId) or (h.Kind = 'Round' and a.RoundId = h.SubjectId) or (h.Kind = 'Application' and a.Id = h.SubjectId)
                                or (h.Kind = 'Award' and a.Id in (select w.ApplicationId from Award w where w.Id = h.SubjectId))
        where  h.LiftedAt is null
        union all
        select h.Id, h.Shown, h.Reason, case when h.Kind = 'Organisation' then h.SubjectId end, case when h.Kind = 'Round' then h.SubjectId end, null
        from   LegalHold h
        where  h.LiftedAt is null and h.Kind in ('Organisation', 'Round')
        """;

    private sealed record LegalHoldRow
    {
        public required Guid Id { get; init; }
        public required string Shown { get; init; }
        public required string Reason { get; init; }
        public Guid? OrganisationId { get; init; }
        public Guid? RoundId { get; init; }
        public Guid? ApplicationId { get; init; }
    }
}
