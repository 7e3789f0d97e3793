using Commissioning.Domain;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Decisions;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Decisions;

/// <summary>Reviews of decisions after a complaint or a request: those that wait, those of an application, and one.</summary>
public sealed class DecisionReviews(Db db)
{
    public sealed record ReviewRow
    {
        public required Guid Id { get; init; }
        public required Guid ApplicationId { get; init; }
        public required Guid RoundId { get; init; }
        public required string Reference { get; init; }
        public required string ProjectName { get; init; }
        public required string Organisation { get; init; }
        public string? DecisionNumber { get; init; }

        /// <summary>The change of the grant whose decision is reviewed. Null: the decision on the application.</summary>
        public Guid? VariationId { get; init; }
        public Guid? AwardId { get; init; }
        public VariationKind? ChangeKind { get; init; }
        public VariationState? ChangeState { get; init; }
        public required Guid DecidedBy { get; init; }
        public required Guid RecommendedBy { get; init; }
        public required string DecidedByName { get; init; }
        public required DateTime DecidedAt { get; init; }
        public required bool Funded { get; init; }
        public DateOnly? DeferredUntil { get; init; }
        public required Money Asked { get; init; }
        public required Money Recommended { get; init; }
        public required Money Decided { get; init; }
        public required ReviewKind Kind { get; init; }
        public required DateOnly ReceivedOn { get; init; }
        public required string FromWhom { get; init; }
        public required string Ground { get; init; }
        public required DateOnly DueOn { get; init; }
        public required string RecordedByName { get; init; }
        public ReviewOutcome? Outcome { get; init; }
        public string? Reasons { get; init; }
        public string? ReviewedByName { get; init; }
        public DateTime? ReviewedAt { get; init; }

        /// <summary>Number of the decision that followed it.</summary>
        public string? FollowedBy { get; init; }

        /// <summary>The decision, as its organisation reads it.</summary>
        public string Subject => DecisionReviews.Subject(ProjectName, ChangeKind);

        public bool IsLate(DateOnly today) => ReviewedAt is null && DueOn < today;
    }

    /// <param name="WhyNot">Null when the reader may review it.</param>
    public sealed record ReviewView(ReviewRow Review, DateOnly Today, Refusal? WhyNot);

    /// <summary>Reviews that are not answered, the first due first; then the newest that are.</summary>
    public Task<(IReadOnlyList<ReviewRow> Rows, DateOnly Today)> ListAsync() =>
        db.ReadAsync(async work =>
            (
                await work.QueryAsync<ReviewRow>(RowSql + " order by case when v.ReviewedAt is null then 0 else 1 end, v.DueOn desc, v.Id"),
                LondonTime.DateOf(work.Now)
            )
        );

    public Task<ReviewView> GetAsync(Actor actor, Guid review) =>
        db.ReadAsync(async work =>
        {
            var row = await FindAsync(work, review);
            return new ReviewView(row, LondonTime.DateOf(work.Now), ReviewRules.WhyCannotReview(row.ReviewedAt, row.DecidedBy, actor.Id));
        });

    internal static string Subject(string project, VariationKind? change) =>
        change is { } kind
            ? $"our decision about {VariationRules.Subject(kind)}, on your grant for {project}"
            : $"our decision on {project}";

    internal static Task<ReviewRow> FindAsync(Work work, Guid review) =>
        work.FindAsync<ReviewRow>(RowSql + " where v.Id = @review", new { review });

    public static Task<IReadOnlyList<ReviewRow>> OfAsync(Work work, Guid application) =>
        work.QueryAsync<ReviewRow>(RowSql + " where v.ApplicationId = @application order by v.ReceivedOn, v.Id", new { application });

    public static Task<IReadOnlyList<ReviewRow>> OfChangeAsync(Work work, Guid change) =>
        work.QueryAsync<ReviewRow>(RowSql + " where v.VariationId = @change order by v.ReceivedOn, v.Id", new { change });

    private const string RowSql = """
        select    v.Id, v.ApplicationId, a.RoundId, a.Reference, a.ProjectName, o.Name as Organisation, d.Number as DecisionNumber, v.VariationId, c.AwardId, c.Kind as ChangeKind, c.State as ChangeState, coalesce(c.DecidedBy, d.DecidedBy) as DecidedBy, m.MadeBy as RecommendedBy, p.DisplayName as DecidedByName, coalesce(c.DecidedAt, d.DecidedAt) as DecidedAt,
                  l.Funded, l.DeferredUntil, coalesce(a.AmountRequested, 0) as Asked, case when r.Result = 'Fund' then r.Amount else 0 end as Recommended, l.Amount as Decided,
                  v.Kind, v.ReceivedOn, v.FromWhom, v.Ground, v.DueOn, q.DisplayName as RecordedByName, v.Outcome, v.Reasons, w.DisplayName as ReviewedByName, v.ReviewedAt,
                  (select max(f.Number) from Decision f where f.ReviewId = v.Id) as FollowedBy
        from      DecisionReview v
        join      Application a on a.Id = v.ApplicationId
        join      Organisation o on o.Id = a.OrganisationId
        join      Decision d on d.Id = v.DecisionId
        join      DecisionLine l on l.DecisionId = d.Id and l.ApplicationId = a.Id
        join      RecommendationLine r on r.RecommendationId = d.RecommendationId and r.ApplicationId = a.Id
        join      Recommendation m on m.Id = d.RecommendationId
        left join Variation c on c.Id = v.VariationId
        join      Person p on p.Id = coalesce(c.DecidedBy, d.DecidedBy)
        join      Person q on q.Id = v.RecordedBy
        left join Person w on w.Id = v.ReviewedBy
        """;
}
