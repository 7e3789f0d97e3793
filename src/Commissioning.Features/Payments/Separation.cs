using Commissioning.Domain;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Whether a person had a part in choosing an application (R94).</summary>
public static class Separation
{
    /// <summary>A person who approves payments and had a part in choosing this application.</summary>
    public sealed record InvolvedPerson
    {
        public required Guid Id { get; init; }
        public required string DisplayName { get; init; }
        public required bool Scored { get; init; }

        /// <summary>Why they may pay it all the same; null: they may not.</summary>
        public string? Exception { get; init; }
    }

    /// <summary>Null when this person may approve or release a payment of the application.</summary>
    public static async Task<Refusal?> WhyNotAsync(Work work, Actor actor, Guid application, string reference)
    {
        var part = await work.FindAsync<PartTaken>(PartSql, new { application, actor.Id });
        return SeparationRules.WhyNotSeparate(reference, part.Scored, part.Recommended, part.IsExcepted);
    }

    /// <summary>The same of a payment; for one to an area, whether the person reports for the area.</summary>
    internal static Task<Refusal?> WhyNotAsync(Work work, Actor actor, AwardPayments.Payment payment) =>
        payment.ApplicationId is { } application
            ? WhyNotAsync(work, actor, application, payment.Reference)
            : WhyContactAsync(work, actor, payment.AreaId!.Value, payment.Area!);

    /// <summary>Null unless this person reports for the area.</summary>
    internal static async Task<Refusal?> WhyContactAsync(Work work, Actor actor, Guid area, string name) =>
        AreaPaymentRules.WhyNotSeparate(
            name,
            await work.ScalarAsync<int>(
                "select count(*) from PersonCspArea where PersonId = @Id and AreaId = @area",
                new { actor.Id, area }
            ) > 0
        );

    public static Task<IReadOnlyList<InvolvedPerson>> InvolvedAsync(Work work, Guid application) =>
        work.QueryAsync<InvolvedPerson>(InvolvedSql, new { application });

    private sealed record PartTaken
    {
        public required bool Scored { get; init; }
        public required bool Recommended { get; init; }
        public required bool IsExcepted { get; init; }
    }

    private const string ScoredSql =
        "exists (select 1 from ScoringAssignment s where s.ApplicationId = @application and s.AssessorId = p.Id and s.SubmittedAt is not null)";
    private const string RecommendedSql =
        "exists (select 1 from Recommendation m join RecommendationLine l on l.RecommendationId = m.Id where l.ApplicationId = @application and m.MadeBy = p.Id and m.WithdrawnAt is null)";

    private const string PartSql = $"""
        select case when {ScoredSql} then 1 else 0 end as Scored, case when {RecommendedSql} then 1 else 0 end as Recommended,
               case when exists (select 1 from SeparationException e where e.ApplicationId = @application and e.PersonId = p.Id) then 1 else 0 end as IsExcepted
        from   Person p
        where  p.Id = @Id
        """;
    private const string InvolvedSql = $"""
        select    p.Id, p.DisplayName, case when {ScoredSql} then 1 else 0 end as Scored, e.Reason as Exception
        from      Person p
        left join SeparationException e on e.PersonId = p.Id and e.ApplicationId = @application
        where     exists (select 1 from PersonRole r where r.PersonId = p.Id and r.Role = 'FinanceOfficer') and ({ScoredSql} or {RecommendedSql})
        order by  p.DisplayName, p.Id
        """;
}
