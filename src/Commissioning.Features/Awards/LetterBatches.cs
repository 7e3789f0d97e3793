using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>Batches of letters outside rounds: the progress of each, and who sent it.</summary>
public sealed class LetterBatches(Db db)
{
    public const int PageSize = 25;

    public sealed record LetterBatch
    {
        public required Guid Id { get; init; }
        public required DateTime StartedAt { get; init; }
        public required int Letters { get; init; }
        public required int Waiting { get; init; }
        public DateTime? ReleasedAt { get; init; }
        public string? ReleasedByName { get; init; }
        public required bool IsDating { get; init; }
        public string? SendNote { get; init; }
        public IReadOnlyList<LetterWords> Words { get; init; } = [];
        public int Made => Letters - Waiting;
    }

    /// <summary>Batches waiting to be sent, then those sent, newest first.</summary>
    public Task<(IReadOnlyList<LetterBatch> Rows, int Page, int Pages)> ListAsync(int page) =>
        db.ReadAsync(async work =>
        {
            var pages = Math.Max(
                1,
                (await work.ScalarAsync<int>("select count(*) from LetterBatch where RoundId is null") + PageSize - 1) / PageSize
            );
            page = Math.Clamp(page, 1, pages);
            return (
                await work.QueryAsync<LetterBatch>(ListSql, new { First = (page - 1) * PageSize + 1, Last = page * PageSize }),
                page,
                pages
            );
        });

    public Task<LetterBatch> GetAsync(Guid batch) =>
        db.ReadAsync(async work =>
            await work.FindAsync<LetterBatch>(BatchSql + " where b.Id = @batch and b.RoundId is null", new { batch }) with
            {
                Words = await LetterWords.OfBatchAsync(work, batch),
            }
        );

    private const string BatchSql = """
        select    b.Id, b.StartedAt, b.Letters, b.ReleasedAt, p.DisplayName as ReleasedByName, case when b.SendAskedBy is null then 0 else 1 end as IsDating, b.SendNote, (select count(*) from Letter l where l.BatchId = b.Id and l.State = 'Waiting') as Waiting
        from      LetterBatch b
        left join Person p on p.Id = b.ReleasedBy
        """;
    private const string ListSql = """
        select    b.Id, b.StartedAt, b.Letters, b.ReleasedAt, p.DisplayName as ReleasedByName, case when b.SendAskedBy is null then 0 else 1 end as IsDating, b.SendNote, (select count(*) from Letter l where l.BatchId = b.Id and l.State = 'Waiting') as Waiting
        from      (select x.Id, x.StartedAt, x.Letters, x.ReleasedAt, x.ReleasedBy, x.SendAskedBy, x.SendNote, row_number() over (order by case when x.ReleasedAt is null then 0 else 1 end, x.StartedAt desc) as RowNumber from LetterBatch x where x.RoundId is null) b
        left join Person p on p.Id = b.ReleasedBy
        where     b.RowNumber between @First and @Last
        order by  b.RowNumber
        """;
}
