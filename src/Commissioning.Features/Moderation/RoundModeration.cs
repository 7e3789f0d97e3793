using Commissioning.Domain;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Moderation;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Funds;
using Commissioning.Features.Scoring;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Moderation;

/// <summary>
/// A round's bids for the moderation meeting: mean, spread, what is missing, what was agreed, and why a bid needs time. A page is a
/// range of numbers; the list of flagged bids reads the whole round.
/// </summary>
public sealed class RoundModeration(Db db, AssignScorers assignScorers)
{
    public const int PageSize = 25;

    public sealed record Row(Guid Id, int Number, string Reference, string Organisation, string ProjectName, CheckResult DueDiligence, int Sealed, Fraction? Mean, Fraction? Low, Fraction? High, Fraction? AgreedPercent, IReadOnlyList<string> Flags, Refusal? WhyHidden);

    public sealed record View(Round Round, IReadOnlyList<Row> Rows, int PanelSize, int OpenSheets, int WithoutAgreed, int Page, int Pages);

    public async Task<View> GetAsync(Actor viewer, Guid round, int page, bool flagged)
    {
        await assignScorers.EnsureAsync(round);
        return await db.ReadAsync(async work =>
        {
            var details = await RoundReader.GetAsync(work, round);
            var counts = await work.FindAsync<Counts>(CountsSql, new { round });
            var pages = flagged ? 1 : Math.Max(1, (counts.LastNumber + PageSize - 1) / PageSize);
            page = Math.Clamp(page, 1, pages);
            var (first, last) = flagged ? (1, counts.LastNumber) : ((page - 1) * PageSize + 1, page * PageSize);
            var book = await MarkBook.LoadAsync(work, round, first, last);
            var bids = await work.QueryAsync<Bid>(BidsSql, new { round, first, last, Viewer = viewer.Id });
            var rows = bids.Select(bid => RowOf(bid, book, details, counts.PanelSize)).Where(row => !flagged || row is { WhyHidden: null, AgreedPercent: null, Flags.Count: > 0 }).ToList();
            return new View(details, rows, counts.PanelSize, counts.OpenSheets, counts.WithoutAgreed, page, pages);
        });
    }

    private static Row RowOf(Bid bid, MarkBook book, Round round, int panelSize)
    {
        var own = bid.OwnConflict is { } conflict ? new Assignment { Id = Guid.Empty, RoundId = round.Id, ApplicationId = bid.Id, ScorerId = Guid.Empty, Position = 0, Conflict = conflict, SealedAt = bid.OwnSealedAt, Version = 0 } : null;
        if (ModerationRules.WhyCannotSeeMarks(own) is { } hidden)
            return new(bid.Id, bid.Number, bid.Reference, bid.Organisation, bid.ProjectName, bid.DueDiligence, 0, null, null, null, null, [], hidden);
        var percents = book.MarkerPercents(bid.Id);
        var flags = ModerationFlags.For(percents, round.Threshold, panelSize - percents.Count);
        return new(bid.Id, bid.Number, bid.Reference, bid.Organisation, bid.ProjectName, bid.DueDiligence, percents.Count, book.MeanPercent(bid.Id),
            percents.Count > 0 ? percents.Min() : null, percents.Count > 0 ? percents.Max() : null, book.AgreedPercent(bid.Id), flags, null);
    }

    private const string CountsSql = """
        select t.LastNumber,
               (select count(*) from PanelMember m where m.RoundId = t.RoundId) as PanelSize,
               (select coalesce(sum(m.Assigned - m.Conflicted - m.Sealed), 0) from PanelMember m where m.RoundId = t.RoundId) as OpenSheets,
               (select count(*) from Application a where a.RoundId = t.RoundId and a.Status = 'Submitted' and not exists (select 1 from AgreedScore g where g.ApplicationId = a.Id)) as WithoutAgreed
        from   RoundTally t
        where  t.RoundId = @round
        """;
    private const string BidsSql = """
        select    a.Id, a.Number, a.Reference, o.Name as Organisation, a.ProjectName, a.DueDiligence, s.Conflict as OwnConflict, s.SealedAt as OwnSealedAt
        from      Application a
        join      Organisation o on o.Id = a.OrganisationId
        left join ScoringAssignment s on s.ApplicationId = a.Id and s.ScorerId = @Viewer
        where     a.RoundId = @round and a.Number between @first and @last and a.Status = 'Submitted'
        order by  a.Number
        """;

    private sealed record Counts
    {
        public required int LastNumber { get; init; }
        public required int PanelSize { get; init; }
        public required int OpenSheets { get; init; }
        public required int WithoutAgreed { get; init; }
    }

    private sealed record Bid
    {
        public required Guid Id { get; init; }
        public required int Number { get; init; }
        public required string Reference { get; init; }
        public required string Organisation { get; init; }
        public required string ProjectName { get; init; }
        public required CheckResult DueDiligence { get; init; }
        public ConflictState? OwnConflict { get; init; }
        public DateTime? OwnSealedAt { get; init; }
    }
}
