using Commissioning.Domain;
using Commissioning.Domain.Decisions;
using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>Checks that passed with a condition: the decision maker reads it, the grant's conditions list it, and payment waits until an
/// officer has accepted or waived it.</summary>
internal static class CheckConditions
{
    /// <summary>What the checks of each application of a paper ask for, in sentences on one line.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string>> OfPaperAsync(Work work, Guid recommendation) =>
        (
            await work.QueryAsync<ConditionRow>(
                "select c.ApplicationId, c.Name, c.Note from RecommendationLine l join DueDiligenceCheck c on c.ApplicationId = l.ApplicationId where l.RecommendationId = @recommendation and c.Status = 'Condition' order by l.RankPosition, c.Position",
                new { recommendation }
            )
        )
            .GroupBy(row => row.ApplicationId)
            .ToDictionary(rows => rows.Key, rows => InWords(rows)!);

    /// <summary>The same of one application; null: no check has a condition.</summary>
    public static async Task<string?> OfAsync(Work work, Guid application) =>
        InWords(
            await work.QueryAsync<ConditionRow>(
                "select c.ApplicationId, c.Name, c.Note from DueDiligenceCheck c where c.ApplicationId = @application and c.Status = 'Condition' order by c.Position",
                new { application }
            )
        );

    /// <summary>Payment of the application's grant, if it has one, waits for each condition of a check. A second call adds none
    /// twice.</summary>
    public static async Task HoldPaymentAsync(Work work, Guid application)
    {
        var wanted = await work.QueryAsync<WantedRow>(WantedSql, new { application });
        if (wanted.Count == 0)
            return;
        var last = await work.ScalarAsync<int?>(
            "select max(Position) from AwardCondition where AwardId = @AwardId",
            new { wanted[0].AwardId }
        );
        await work.ExecuteAsync(
            "insert into AwardCondition (Id, AwardId, CheckId, Position, Name, Hint, Stage, State, Version) values (@Id, @AwardId, @CheckId, @Position, @Name, @Hint, 'BeforePayment', 'Wanted', 1)",
            wanted.Select(
                (one, i) =>
                {
                    var words = DueDiligenceRules.ConditionInWords(one.Name, one.Note).TrimEnd('.');
                    var name = Sentences.Beginning(words, 199);
                    return new
                    {
                        Id = Guid.CreateVersion7(),
                        one.AwardId,
                        one.CheckId,
                        Position = (last ?? 0) + i + 1,
                        Name = name,
                        Hint = name == words ? null : Sentences.Beginning(one.Note!, 999),
                    };
                }
            )
        );
    }

    private static string? InWords(IEnumerable<ConditionRow> rows) =>
        string.Join(" ", rows.Select(row => DueDiligenceRules.ConditionInWords(row.Name, row.Note))) is { Length: > 0 } words
            ? Sentences.Beginning(words, DecisionRules.LongestReason - 1)
            : null;

    private const string WantedSql = """
        select   w.Id as AwardId, c.Id as CheckId, c.Name, c.Note
        from     Award w
        join     DueDiligenceCheck c on c.ApplicationId = w.ApplicationId
        where    w.ApplicationId = @application and w.EndedAt is null and c.Status = 'Condition'
                 and not exists (select 1 from AwardCondition r where r.AwardId = w.Id and r.CheckId = c.Id)
        order by c.Position
        """;

    private sealed record ConditionRow
    {
        public required Guid ApplicationId { get; init; }
        public required string Name { get; init; }
        public string? Note { get; init; }
    }

    private sealed record WantedRow
    {
        public required Guid AwardId { get; init; }
        public required Guid CheckId { get; init; }
        public required string Name { get; init; }
        public string? Note { get; init; }
    }
}
