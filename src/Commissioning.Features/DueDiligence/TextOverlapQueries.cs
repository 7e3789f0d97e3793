using Commissioning.Domain.DueDiligence;
using Commissioning.Features.Applications;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>Applications whose text an application repeats (R34). Stored hashes are counted first; the texts found that way are then
/// compared in full.</summary>
public static class TextOverlapQueries
{
    /// <summary>Applications that share at least this many of their stored hashes (about a hundred) are compared in full.</summary>
    private const int SharedPrints = 4;

    /// <summary>The most applications compared in full, those with the most shared hashes first.</summary>
    private const int MostRead = 10;

    /// <summary>Per cent of shared word runs from which two texts are shown.</summary>
    private const int ShownOverlap = 5;

    public sealed record Overlap(Guid ApplicationId, string Reference, string Organisation, bool IsOwn, int Percent, string Passage);

    internal static async Task<IReadOnlyList<Overlap>> OfAsync(Work work, ApplicationChecks.CheckedApplication application)
    {
        var near = await work.QueryAsync<NearRow>(
            NearSql,
            new
            {
                Application = application.Id,
                SharedPrints,
                MostRead,
            }
        );
        if (near.Count == 0)
            return [];
        var ours = MatchIndex.TextOf((await SubmittedCopy.GetAsync(work, application.Id)).Copy);
        List<Overlap> overlaps = [];
        foreach (var row in near)
        {
            SubmittedCopy.WhyNotAsReceived(work, row.Reference, row.CopyJson, row.CopySha256, recorded: null);
            var copy = ApplicationCopy.Frozen(row.CopyJson) ?? (await SubmittedCopy.GetAsync(work, row.ApplicationId)).Copy;
            var (percent, passage) = TextOverlap.Compare(ours, MatchIndex.TextOf(copy));
            if (percent >= ShownOverlap)
                overlaps.Add(
                    new(
                        row.ApplicationId,
                        row.Reference,
                        row.Organisation,
                        row.OrganisationId == application.OrganisationId,
                        percent,
                        passage
                    )
                );
        }
        return overlaps.OrderByDescending(one => one.Percent).ToList();
    }

    private const string NearSql = """
        with Counted as (
            select   m.ApplicationId, count(*) as Prints
            from     TextFingerprint t
            join     TextFingerprint m on m.Hash = t.Hash and m.ApplicationId <> t.ApplicationId
            where    t.ApplicationId = @Application
            group by m.ApplicationId
            having   count(*) >= @SharedPrints
        ), Near as (
            select c.ApplicationId, c.Prints, row_number() over (order by c.Prints desc, a.Reference) as RowNumber
            from   Counted c
            join   Application a on a.Id = c.ApplicationId
            where  a.Status = 'Submitted'
        )
        select   n.ApplicationId, a.Reference, a.OrganisationId, o.Name as Organisation, a.CopyJson, a.CopySha256
        from     Near n
        join     Application a on a.Id = n.ApplicationId
        join     Organisation o on o.Id = a.OrganisationId
        where    n.RowNumber <= @MostRead
        order by n.RowNumber
        """;

    private sealed record NearRow
    {
        public required Guid ApplicationId { get; init; }
        public required string Reference { get; init; }
        public required Guid OrganisationId { get; init; }
        public required string Organisation { get; init; }
        public string? CopyJson { get; init; }
        public string? CopySha256 { get; init; }
    }
}
