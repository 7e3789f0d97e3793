using Commissioning.Domain;
using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>The checks of one bid: what each found, on what evidence, who looked and when (R28).</summary>
public sealed class BidChecks(Db db)
{
    public sealed record Bid
    {
        public required Guid Id { get; init; }
        public required string Reference { get; init; }
        public required string ProjectName { get; init; }
        public required string Organisation { get; init; }
        public required CheckResult DueDiligence { get; init; }
        public DateTime? DecidedAt { get; init; }
    }

    public sealed record Check
    {
        public required Guid Id { get; init; }
        public required Guid ApplicationId { get; init; }
        public required string Name { get; init; }
        public required string Guidance { get; init; }
        public required CheckStatus Status { get; init; }
        public string? Note { get; init; }
        public string? Source { get; init; }
        public Guid? EvidenceFileId { get; init; }
        public string? EvidenceName { get; init; }
        public string? CheckedBy { get; init; }
        public DateOnly? CheckedOn { get; init; }
        public required int Version { get; init; }
    }

    public sealed record View(Bid Bid, IReadOnlyList<Check> Checks);

    public Task<View> GetAsync(Guid application) => db.ReadAsync(async work =>
        new View(await BidAsync(work, application), await work.QueryAsync<Check>(CheckSql + " where c.ApplicationId = @application order by c.Position", new { application })));

    public Task<(Bid Bid, Check Check)> OneAsync(Guid check) => db.ReadAsync(work => OneAsync(work, check));

    internal static async Task<(Bid Bid, Check Check)> OneAsync(Work work, Guid check)
    {
        var found = await work.FindAsync<Check>(CheckSql + " where c.Id = @check", new { check });
        return (await BidAsync(work, found.ApplicationId), found);
    }

    private static Task<Bid> BidAsync(Work work, Guid application) => work.FindAsync<Bid>("""
        select a.Id, a.Reference, a.ProjectName, o.Name as Organisation, a.DueDiligence, (select max(d.DecidedAt) from Decision d join DecisionLine l on l.DecisionId = d.Id where l.ApplicationId = a.Id) as DecidedAt
        from   Application a
        join   Organisation o on o.Id = a.OrganisationId
        where  a.Id = @application and a.Number is not null
        """, new { application });

    private const string CheckSql = """
        select    c.Id, c.ApplicationId, c.Name, c.Guidance, c.Status, c.Note, c.Source, c.EvidenceFileId, s.Name as EvidenceName, p.DisplayName as CheckedBy, c.CheckedOn, c.Version
        from      DueDiligenceCheck c
        left join StoredFile s on s.Id = c.EvidenceFileId
        left join Person p on p.Id = c.CheckedBy
        """;
}
