using Commissioning.Domain.Scoring;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Scoring;

/// <summary>Reasons that an assessor has written for other applications of the round, to use again.</summary>
public static class OwnReasons
{
    public const int Most = 20;

    public sealed record OwnReason
    {
        public required Guid CriterionId { get; init; }
        public int? Value { get; init; }
        public required string Reason { get; init; }
    }

    /// <summary>By criterion: each reason once, the one of the latest place in the reading order first, at most
    /// <see cref="Most"/>.</summary>
    internal static async Task<ILookup<Guid, OwnReason>> OfAsync(Work work, Assignment sheet) =>
        (await work.QueryAsync<OwnReason>(Sql, sheet))
            .GroupBy(one => one.CriterionId)
            .SelectMany(group => group.DistinctBy(one => one.Reason).Take(Most))
            .ToLookup(one => one.CriterionId);

    private const string Sql = """
        select   g.CriterionId, g.Value, g.Reason
        from     ScoringAssignment s
        join     Score g on g.AssignmentId = s.Id
        where    s.RoundId = @RoundId and s.AssessorId = @AssessorId and s.Id <> @Id and s.Conflict = 'None' and g.Reason <> ''
        order by s.Position desc, g.CriterionId
        """;
}
