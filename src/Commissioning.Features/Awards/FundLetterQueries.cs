using Commissioning.Domain.Awards;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>The templates of a fund's letters. No version is used before a second person approves it.</summary>
public static class FundLetterQueries
{
    /// <summary>The number of applications that a preview offers, newest first.</summary>
    private const int Previewed = 100;

    public sealed record Version
    {
        public required Guid Id { get; init; }
        public required LetterKind Kind { get; init; }
        public required int Number { get; init; }
        public required string Title { get; init; }
        public required string Body { get; init; }
        public required Guid WrittenBy { get; init; }
        public required string WrittenByName { get; init; }
        public required DateTime WrittenAt { get; init; }
        public string? ApprovedByName { get; init; }
        public DateTime? ApprovedAt { get; init; }
    }

    /// <param name="InUse">The newest approved version; null: the default is used.</param>
    public sealed record State(LetterKind Kind, Version? InUse, Version? Waiting);

    public sealed record SampleApplication
    {
        /// <summary>The subject of the letter, as in Letter.SubjectId.</summary>
        public required Guid SubjectId { get; init; }
        public required Guid ApplicationId { get; init; }
        public required string Reference { get; init; }
        public required string ProjectName { get; init; }
    }

    public sealed record FundLetter(IReadOnlyList<Version> Versions, IReadOnlyList<SampleApplication> Applications);

    public static async Task<IReadOnlyList<State>> ListAsync(Work work, Guid fund)
    {
        var versions = await work.QueryAsync<Version>(VersionsSql + " order by t.Version desc, t.Kind", new { fund });
        IReadOnlyList<State> states = LetterTemplates
            .All.Select(template => Of(template.Kind, versions.Where(version => version.Kind == template.Kind).ToList()))
            .ToList();
        return states;
    }

    public static async Task<FundLetter> GetAsync(Work work, Guid fund, LetterKind kind) =>
        new FundLetter(
            await work.QueryAsync<Version>(VersionsSql + " and t.Kind = @kind order by t.Version desc", new { fund, kind }),
            await ApplicationsAsync(work, fund, kind)
        );

    public static State Of(LetterKind kind, IReadOnlyList<Version> versions) =>
        new(
            kind,
            versions.FirstOrDefault(version => version.ApprovedAt is not null),
            versions.FirstOrDefault() is { ApprovedAt: null } newest ? newest : null
        );

    internal static Task<IReadOnlyList<SampleApplication>> ApplicationsAsync(Work work, Guid fund, LetterKind kind) =>
        work.QueryAsync<SampleApplication>(
            $"""
            select   x.SubjectId, x.ApplicationId, x.Reference, x.ProjectName
            from     (select s.SubjectId, a.Id as ApplicationId, a.Reference, a.ProjectName, row_number() over (order by a.SubmittedAt desc, s.SubjectId) as RowNumber
                      from ({SubjectsSql(
                kind
            )}) s join Application a on a.Id = s.ApplicationId join Round r on r.Id = a.RoundId where r.FundId = @fund) x
            where    x.RowNumber <= {Previewed}
            order by x.RowNumber
            """,
            new { fund }
        );

    /// <summary>The records that a letter of this kind can be about.</summary>
    private static string SubjectsSql(LetterKind kind) =>
        kind switch
        {
            LetterKind.Award => "select w.ApplicationId, w.ApplicationId as SubjectId from Award w",
            LetterKind.PartAward =>
                "select w.ApplicationId, w.ApplicationId as SubjectId from Award w join Application p on p.Id = w.ApplicationId and w.Amount < p.AmountRequested",
            LetterKind.Reserve =>
                "select l.ApplicationId, l.ApplicationId as SubjectId from DecisionLine l join Decision d on d.Id = l.DecisionId join RecommendationLine x on x.RecommendationId = d.RecommendationId and x.ApplicationId = l.ApplicationId where l.SupersededBy is null and l.Funded = 0 and l.DeferredUntil is null and x.Result in ('PotSpent', 'OverLimit')",
            LetterKind.Decline =>
                "select l.ApplicationId, l.ApplicationId as SubjectId from DecisionLine l where l.SupersededBy is null and l.Funded = 0 and l.DeferredUntil is null",
            LetterKind.Deferred =>
                "select l.ApplicationId, l.ApplicationId as SubjectId from DecisionLine l where l.SupersededBy is null and l.DeferredUntil is not null",
            LetterKind.Review => "select v.ApplicationId, v.Id as SubjectId from DecisionReview v where v.ReviewedAt is not null",
            LetterKind.Reminder => "select w.ApplicationId, t.Id as SubjectId from MonitoringReturn t join Award w on w.Id = t.AwardId",
            LetterKind.Underspend => "select w.ApplicationId, w.Id as SubjectId from CloseOut c join Award w on w.Id = c.AwardId",
            _ =>
                $"select w.ApplicationId, c.Id as SubjectId from Variation c join Award w on w.Id = c.AwardId where c.State = 'Approved' and c.Kind in ({VariationKinds(kind)})",
        };

    private static string VariationKinds(LetterKind kind) =>
        string.Join(", ", Enum.GetValues<VariationKind>().Where(one => LetterKinds.Of(one) == kind).Select(one => $"'{one}'"));

    internal const string VersionsSql = """
        select t.Id, t.Kind, t.Version as Number, t.Title, t.Body, t.WrittenBy, p.DisplayName as WrittenByName, t.WrittenAt, q.DisplayName as ApprovedByName, t.ApprovedAt
        from   LetterTemplate t
        join   Person p on p.Id = t.WrittenBy
        left join Person q on q.Id = t.ApprovedBy
        where  t.FundId = @fund
        """;
}
