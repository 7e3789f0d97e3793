using Commissioning.Domain;
using Commissioning.Domain.Scoring;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Scoring;

/// <summary>What assessors say beside their scores: whether they would fund, how much, on what condition, and what they would
/// ask.</summary>
public static class AdviceQueries
{
    public sealed record GivenAdvice
    {
        public required Guid AssignmentId { get; init; }
        public required Guid AssessorId { get; init; }
        public required string Assessor { get; init; }
        public FundAdvice? Fund { get; init; }
        public Money? Amount { get; init; }
        public string? Condition { get; init; }
        public string? Question { get; init; }

        public AssessorAdvice Advice => new(Fund, Amount, Condition ?? "", Question ?? "");
    }

    /// <summary>The advice on the submitted sheets of an application, by assessor; those who gave none are left out. Whoever may not see
    /// the scores may not see it.</summary>
    public static Task<IReadOnlyList<GivenAdvice>> OfApplicationAsync(Work work, Guid application) =>
        work.QueryAsync<GivenAdvice>(
            $"""
            select   {Columns}
            where    s.ApplicationId = @application and s.SubmittedAt is not null and s.Conflict = 'None'
                     and (s.Advice is not null or s.AdvisedAmount is not null or s.AdvisedCondition is not null or s.MeetingQuestion is not null)
            order by p.DisplayName, s.Id
            """,
            new { application }
        );

    /// <summary>The advice on one sheet, submitted or not.</summary>
    internal static async Task<AssessorAdvice> OfSheetAsync(Work work, Guid assignment) =>
        (await work.FindAsync<GivenAdvice>($"select {Columns} where s.Id = @assignment", new { assignment })).Advice;

    private const string Columns = """
        s.Id as AssignmentId, s.AssessorId, p.DisplayName as Assessor, s.Advice as Fund, s.AdvisedAmount as Amount, s.AdvisedCondition as Condition, s.MeetingQuestion as Question
        from     ScoringAssignment s
        join     Person p on p.Id = s.AssessorId
        """;
}
