using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>The conditions before payment that a round sets for each of its awards (R19, R69).</summary>
internal static class StandardConditions
{
    /// <summary>Adds the round's standard conditions to every award in a batch of letters.</summary>
    public static async Task MakeAsync(Work work, Guid batch)
    {
        var wanted = await work.QueryAsync<WantedCondition>(WantedSql, new { batch });
        await work.ExecuteAsync(
            "insert into AwardCondition (Id, AwardId, Position, Name, Hint, Stage, DocumentKindId, State, Version) values (@Id, @AwardId, @Position, @Name, @Hint, @Stage, @DocumentKindId, 'Wanted', 1)",
            wanted.Select(one => new
            {
                Id = Guid.CreateVersion7(),
                one.AwardId,
                one.Position,
                one.Name,
                one.Hint,
                one.Stage,
                one.DocumentKindId,
            })
        );
    }

    private const string WantedSql = """
        select   w.Id as AwardId, k.Id as DocumentKindId, row_number() over (partition by w.Id order by k.Position) + (select count(*) from AwardCondition r where r.AwardId = w.Id) as Position, k.Name, k.Hint, k.Stage
        from     Letter l
        join     Award w on w.ApplicationId = l.ApplicationId
        join     DocumentKind k on k.RoundId = w.RoundId
        where    l.BatchId = @batch and l.Kind in ('Award', 'PartAward') and k.Stage in ('OnOffer', 'BeforePayment') and not exists (select 1 from AwardCondition r where r.AwardId = w.Id and r.DocumentKindId = k.Id)
        order by w.Number, k.Position
        """;

    private sealed record WantedCondition
    {
        public required Guid AwardId { get; init; }
        public required Guid DocumentKindId { get; init; }
        public required int Position { get; init; }
        public required string Name { get; init; }
        public string? Hint { get; init; }
        public required DocumentStage Stage { get; init; }
    }
}
