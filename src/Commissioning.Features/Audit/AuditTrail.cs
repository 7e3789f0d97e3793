using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Audit;

/// <summary>The audit trail, newest first, of everything or of one record. A page is a range of sequence numbers, so it costs the same at
/// any length.</summary>
public sealed class AuditTrail(Db db)
{
    public const int PageSize = 50;

    public sealed record AuditPage(IReadOnlyList<AuditEntry> Entries, int Page, int Pages);

    public Task<AuditPage> GetAsync(Guid? subject, int page) =>
        db.ReadAsync(async work =>
        {
            var last = subject is null
                ? await work.ScalarAsync<long>("select Sequence from AuditHead where Id = 1")
                : await work.ScalarAsync<int>("select count(*) from AuditEntry where SubjectId = @subject", new { subject });
            var pages = (int)Math.Max(1, (last + PageSize - 1) / PageSize);
            page = Math.Clamp(page, 1, pages);
            var newest = last - (long)(page - 1) * PageSize;
            var range = new
            {
                subject,
                newest,
                oldest = newest - PageSize + 1,
            };
            return new AuditPage(await work.QueryAsync<AuditEntry>(subject is null ? AllSql : OfSql, range), page, pages);
        });

    private const string AllSql = """
        select   Sequence, At, ActorId, ActorName, Action, SubjectId, Detail, PreviousHash, Hash
        from     AuditEntry
        where    Sequence between @oldest and @newest
        order by Sequence desc
        """;
    private const string OfSql = """
        with Numbered as (
            select Sequence, At, ActorId, ActorName, Action, SubjectId, Detail, PreviousHash, Hash, row_number() over (order by Sequence) as RowNumber
            from   AuditEntry
            where  SubjectId = @subject
        )
        select   Sequence, At, ActorId, ActorName, Action, SubjectId, Detail, PreviousHash, Hash
        from     Numbered
        where    RowNumber between @oldest and @newest
        order by Sequence desc
        """;
}
