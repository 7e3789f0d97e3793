using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Operations;

/// <summary>Uploaded files that wait for the virus scanner or are in quarantine.</summary>
public sealed class QuarantinedFiles(Db db, Clamd clamd)
{
    public const int Most = 200;

    public sealed record QuarantinedFile
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
        public required ScanState ScanState { get; init; }
        public string? Signature { get; init; }
        public required DateTime StoredAt { get; init; }
        public required string StoredByName { get; init; }
    }

    public sealed record QuarantinePage(IReadOnlyList<QuarantinedFile> Rows, int Awaiting, int Quarantined, bool HasScanner);

    public Task<QuarantinePage> GetAsync() =>
        db.ReadAsync(async work => new QuarantinePage(
            await work.QueryAsync<QuarantinedFile>(Sql, new { Most }),
            await CountAsync(work, ScanState.Awaiting),
            await CountAsync(work, ScanState.Quarantined),
            clamd.IsConfigured
        ));

    private static Task<int> CountAsync(Work work, ScanState state) =>
        work.ScalarAsync<int>("select count(*) from StoredFile where ScanState = @state", new { state });

    private const string Sql = """
        with Numbered as (
            select Id, row_number() over (order by case when ScanState = 'Quarantined' then 0 else 1 end, StoredAt, Id) as RowNumber
            from   StoredFile
            where  ScanState in ('Awaiting', 'Quarantined')
        )
        select    f.Id, f.Name, f.ScanState, f.Signature, f.StoredAt, coalesce(p.DisplayName, 'The portal') as StoredByName
        from      Numbered n
        join      StoredFile f on f.Id = n.Id
        left join Person p on p.Id = f.StoredBy
        where     n.RowNumber <= @Most
        order by  n.RowNumber
        """;
}
