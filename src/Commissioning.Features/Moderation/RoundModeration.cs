using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Moderation;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Funds;
using Commissioning.Features.Scoring;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Moderation;

/// <summary>A round's applications for the moderation meeting, those with most to discuss first: each assessor's total, mean, range, agreed
/// score, and why an application needs discussion.</summary>
public sealed class RoundModeration(Db db, AssignAssessors assignAssessors)
{
    public const int PageSize = 50;

    /// <param name="Percents">Each assessor's total, in per cent.</param>
    public sealed record ModerationRow(
        Guid Id,
        int Number,
        string Reference,
        string Organisation,
        string ProjectName,
        CheckResult DueDiligence,
        IReadOnlyList<Fraction> Percents,
        Fraction? Mean,
        Fraction? AgreedPercent,
        string? FailedPassFail,
        ModerationNeed Need,
        Refusal? WhyHidden
    )
    {
        /// <summary>Received after the round closed.</summary>
        public bool IsLate { get; init; }

        /// <summary>Place by the mean of the assessors' scores; equals share one. Null: no scores, or not shown.</summary>
        public int? RankOnMeans { get; init; }

        /// <summary>Place among the agreed scores; null: not agreed, or not shown.</summary>
        public int? RankAgreed { get; init; }

        /// <summary>Nobody wrote a reason, so that a letter could say only what the round's wordings say of a score.</summary>
        public bool IsStockOnly { get; init; }

        /// <summary>What people flagged that is not settled.</summary>
        public IReadOnlyList<FlagQueries.FlagRow> OpenFlags { get; init; } = [];

        /// <summary>Agreed, or taken out by a pass/fail criterion.</summary>
        public bool IsAgreed => AgreedPercent is not null;
        public Fraction? Low => Percents.Count > 0 ? Percents.Min() : null;
        public Fraction? High => Percents.Count > 0 ? Percents.Max() : null;
    }

    public sealed record ModerationPage(
        Round Round,
        IReadOnlyList<ModerationRow> Rows,
        IReadOnlyList<Attendance.Member> Panel,
        IReadOnlyList<Guid> LastPresent,
        int Expected,
        int OpenSheets,
        int WithoutAgreed,
        int OpenFlags,
        IReadOnlyList<string> StockOnly,
        Guid? First,
        int Page,
        int Pages
    );

    /// <param name="order">By disagreement, those that are agreed come last.</param>
    /// <param name="flagged">Only applications with a flag and no agreed score.</param>
    public async Task<ModerationPage> GetAsync(Actor viewer, Guid round, int page, MeetingOrder order, bool flagged = false)
    {
        await assignAssessors.EnsureAsync(round);
        return await db.ReadAsync(async work =>
        {
            var details = await RoundReader.GetAsync(work, round);
            var counts = await work.FindAsync<ModerationCounts>(CountsSql, new { round });
            var panel = await Attendance.PanelAsync(work, round);
            var expected = RoundScores.Expected(details, panel);
            var rows = await RowsAsync(work, viewer, details, expected);
            var all = rows;
            if (flagged)
                rows = rows.Where(IsFlagged).ToList();
            rows = InOrder(rows, order).ToList();
            // What is agreed needs no more of the meeting's time.
            if (order == MeetingOrder.Disagreement)
                rows = rows.OrderBy(row => row.IsAgreed).ToList();
            var pages = Math.Max(1, (rows.Count + PageSize - 1) / PageSize);
            page = Math.Clamp(page, 1, pages);
            return new ModerationPage(
                details,
                rows.Skip((page - 1) * PageSize).Take(PageSize).ToList(),
                panel,
                await Attendance.LastAsync(work, round),
                expected,
                counts.OpenSheets,
                counts.WithoutAgreed,
                all.Sum(row => row.OpenFlags.Count),
                all.Where(row => row.IsStockOnly && row.WhyHidden is null).Select(row => row.Reference).ToList(),
                InOrder(rows, order).FirstOrDefault(row => row is { WhyHidden: null, IsAgreed: false })?.Id,
                page,
                pages
            );
        });
    }

    /// <summary>Flagged, and without an agreed score.</summary>
    internal static bool IsFlagged(ModerationRow row) =>
        row is { WhyHidden: null, IsAgreed: false } && (row.Need.Weight > 0 || row.OpenFlags.Count > 0);

    /// <summary>All applications by number, without the scores that the viewer may not see yet. The assessors must have been
    /// assigned.</summary>
    internal static async Task<IReadOnlyList<ModerationRow>> RowsAsync(Work work, Actor viewer, Round round, int expected)
    {
        var ownOpen = await OpenSheetsAsync(work, round.Id, viewer);
        var book = await RoundScores.LoadAsync(work, round.Id);
        var applications = await work.QueryAsync<ModeratedApplication>(ApplicationsSql, new { round = round.Id, Viewer = viewer.Id });
        var flags = (await FlagQueries.OpenAsync(work, round.Id)).ToLookup(flag => flag.ApplicationId);
        var stock = (await work.QueryAsync<Guid>(StockOnlySql, new { round = round.Id })).ToHashSet();
        var means = applications.Select(application => book.MeanPercent(application.Id)).OfType<Fraction>().ToList();
        var agreed = applications.Select(application => book.AgreedPercent(application.Id)).OfType<Fraction>().ToList();
        return applications
            .Select(application =>
                RowOf(application, book, round, expected, ownOpen, work.Now > round.ScoringClosesAt) with
                {
                    IsLate = ApplicationRules.IsLate(round, application.Channel, application.SubmittedAt),
                }
            )
            .Select(row =>
                row with
                {
                    RankOnMeans = row.Mean is { } mean ? MeetingRules.Rank(mean, means) : null,
                    RankAgreed = row.AgreedPercent is { } percent ? MeetingRules.Rank(percent, agreed) : null,
                    IsStockOnly = stock.Contains(row.Id),
                    OpenFlags = row.WhyHidden is null ? flags[row.Id].ToList() : [],
                }
            )
            .ToList();
    }

    /// <summary>Those that the person may not see come last.</summary>
    internal static IEnumerable<ModerationRow> InOrder(IEnumerable<ModerationRow> rows, MeetingOrder order)
    {
        var seen = rows.OrderBy(row => row.WhyHidden is not null);
        return (
            order switch
            {
                MeetingOrder.Rank => seen.ThenBy(row => row.RankOnMeans ?? int.MaxValue),
                MeetingOrder.Disagreement => seen.ThenByDescending(row => row.Need.Weight)
                    .ThenByDescending(row => (row.High - row.Low) ?? 0),
                _ => seen,
            }
        ).ThenBy(row => row.Number);
    }

    /// <summary>How many sheets a person has not submitted; zero for a person who is not on the panel.</summary>
    internal static async Task<int> OpenSheetsAsync(Work work, Guid round, Actor viewer) =>
        await work.ScalarAsync<int?>(
            "select Assigned - Conflicted - Submitted from PanelMember where RoundId = @round and PersonId = @Id",
            new { round, viewer.Id }
        ) ?? 0;

    private static ModerationRow RowOf(
        ModeratedApplication application,
        RoundScores book,
        Round round,
        int expected,
        int ownOpen,
        bool scoringIsOver
    )
    {
        var own = application.OwnConflict is { } conflict
            ? new Assignment
            {
                Id = Guid.Empty,
                RoundId = round.Id,
                ApplicationId = application.Id,
                AssessorId = Guid.Empty,
                Position = 0,
                Conflict = conflict,
                SubmittedAt = application.OwnSubmittedAt,
                Version = 0,
            }
            : null;
        return ModerationRules.WhyCannotSeeScores(own, ownOpen, scoringIsOver) is { } hidden
            ? new(
                application.Id,
                application.Number,
                application.Reference,
                round.Policy.HideApplicants ? ScoringRules.Hidden : application.Organisation,
                application.ProjectName,
                application.DueDiligence,
                [],
                null,
                null,
                null,
                new([], 0),
                hidden
            )
            : new(
                application.Id,
                application.Number,
                application.Reference,
                application.Organisation,
                application.ProjectName,
                application.DueDiligence,
                book.AssessorPercents(application.Id),
                book.MeanPercent(application.Id),
                book.AgreedPercent(application.Id),
                book.FailedPassFail(application.Id),
                book.NeedOf(application.Id, round, expected),
                null
            );
    }

    private const string CountsSql = """
        select (select coalesce(sum(m.Assigned - m.Conflicted - m.Submitted), 0) from PanelMember m where m.RoundId = t.RoundId) as OpenSheets,
               (select count(*) from Application a where a.RoundId = t.RoundId and a.Status = 'Submitted' and not exists (select 1 from AgreedScore g where g.ApplicationId = a.Id)) as WithoutAgreed
        from   RoundTally t
        where  t.RoundId = @round
        """;
    private const string StockOnlySql = """
        select a.Id
        from   Application a
        where  a.RoundId = @round and a.Status = 'Submitted'
               and not exists (select 1 from AgreedScore g where g.ApplicationId = a.Id and coalesce(g.LetterReason, g.Reason, '') <> '')
               and (exists (select 1 from AgreedScore g where g.ApplicationId = a.Id)
                    or not exists (select 1 from ScoringAssignment s join Score c on c.AssignmentId = s.Id where s.ApplicationId = a.Id and s.SubmittedAt is not null and c.Reason <> ''))
        """;
    private const string ApplicationsSql = """
        select    a.Id, a.Number, a.Reference, o.Name as Organisation, a.ProjectName, a.DueDiligence, a.Channel, a.SubmittedAt, s.Conflict as OwnConflict, s.SubmittedAt as OwnSubmittedAt
        from      Application a
        join      Organisation o on o.Id = a.OrganisationId
        left join ScoringAssignment s on s.ApplicationId = a.Id and s.AssessorId = @Viewer
        where     a.RoundId = @round and a.Status = 'Submitted'
        order by  a.Number
        """;

    private sealed record ModerationCounts
    {
        public required int OpenSheets { get; init; }
        public required int WithoutAgreed { get; init; }
    }

    private sealed record ModeratedApplication
    {
        public required Guid Id { get; init; }
        public required int Number { get; init; }
        public required string Reference { get; init; }
        public required string Organisation { get; init; }
        public required string ProjectName { get; init; }
        public required CheckResult DueDiligence { get; init; }
        public required Channel Channel { get; init; }
        public DateTime? SubmittedAt { get; init; }
        public ConflictState? OwnConflict { get; init; }
        public DateTime? OwnSubmittedAt { get; init; }
    }
}
