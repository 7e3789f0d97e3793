using Commissioning.Domain.DueDiligence;
using Commissioning.Features.Applications;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>Applications whose text an application repeats (R34), of all rounds and also the organisation's own. Stored hashes are counted
/// first; the texts found that way are then compared in full.</summary>
public static class TextOverlapQueries
{
    /// <summary>Applications that share at least this many of their stored hashes (some hundred each) are compared in full. One that few
    /// applications have weighs more.</summary>
    private const int SharedPrints = 3;

    /// <summary>The most applications compared in full, those with the rarest shared hashes first.</summary>
    private const int MostRead = 20;

    /// <param name="Percent">Of the words of this application.</param>
    public sealed record Overlap(
        Guid ApplicationId,
        string Reference,
        string Organisation,
        bool IsOwn,
        int Percent,
        IReadOnlyList<SharedPassage> Passages
    )
    {
        public int Longest => Passages.Max(passage => passage.Words);
        public bool IsFinding => CopiedTextRules.IsFinding(Percent, Longest);

        /// <summary>The questions of this application whose answers are in the other.</summary>
        public IEnumerable<string> Questions => Passages.Select(passage => passage.OurQuestion).Distinct();
    }

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
        var ours = TextOverlap.Prepare(MatchIndex.PartsOf((await SubmittedCopy.GetAsync(work, application.Id)).Copy));
        List<(NearRow Row, IReadOnlyList<SharedPassage> Passages)> compared = [];
        foreach (var row in near)
        {
            SubmittedCopy.WhyNotAsReceived(work, row.Reference, row.CopyJson, row.CopySha256, recorded: null);
            var copy = ApplicationCopy.Frozen(row.CopyJson) ?? (await SubmittedCopy.GetAsync(work, row.ApplicationId)).Copy;
            compared.Add((row, TextOverlap.Passages(ours, TextOverlap.Prepare(MatchIndex.PartsOf(copy)))));
        }
        var all = compared
            .Where(one => one.Row.OrganisationId != application.OrganisationId)
            .SelectMany(one => one.Passages.Select(passage => (passage, one.Row.OrganisationId)))
            .ToList();
        return (
            from one in compared
            let passages = CopiedTextRules.Telling(one.Passages, ours.Words.Count, all)
            let percent = TextOverlap.Percent(ours, passages)
            where passages.Count > 0 && percent >= CopiedTextRules.ShownPercent
            orderby percent descending
            select new Overlap(
                one.Row.ApplicationId,
                one.Row.Reference,
                one.Row.Organisation,
                one.Row.OrganisationId == application.OrganisationId,
                percent,
                passages
            )
        ).ToList();
    }

    private const string NearSql = """
        with Ours as (
            select   t.Hash, count(*) as Uses
            from     TextFingerprint o
            join     TextFingerprint t on t.Hash = o.Hash
            where    o.ApplicationId = @Application
            group by t.Hash
        ), Counted as (
            select   m.ApplicationId, sum(1.0 / o.Uses) as Weight
            from     Ours o
            join     TextFingerprint m on m.Hash = o.Hash
            where    m.ApplicationId <> @Application
            group by m.ApplicationId
            having   count(*) >= @SharedPrints
        ), Near as (
            select c.ApplicationId, row_number() over (order by c.Weight desc, a.Reference) as RowNumber
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
