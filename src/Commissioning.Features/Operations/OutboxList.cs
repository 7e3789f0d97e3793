using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;
using Commissioning.Platform.Email;

namespace Commissioning.Features.Operations;

/// <summary>Delivery of each e-mail. One that failed or may have been sent is sent again only when a person decides so.</summary>
public sealed class OutboxList(Db db)
{
    public const int PageSize = 50;

    public sealed record OutboxRow
    {
        public required Guid Id { get; init; }
        public required string ToAddress { get; init; }
        public required string Subject { get; init; }
        public required EmailState State { get; init; }
        public required DateTime CreatedAt { get; init; }
        public DateTime? SentAt { get; init; }
        public required int Attempts { get; init; }
        public string? LastError { get; init; }
    }

    public sealed record OutboxPage(IReadOnlyList<OutboxRow> Rows, IReadOnlyDictionary<EmailState, int> Counts, int Page, int Pages);

    public Task<OutboxPage> GetAsync(int page) =>
        db.ReadAsync(async work =>
        {
            var counts = (await work.QueryAsync<Count>("select State, count(*) as Number from OutboxEmail group by State")).ToDictionary(
                row => row.State,
                row => row.Number
            );
            var pages = Math.Max(1, (counts.Values.Sum() + PageSize - 1) / PageSize);
            page = Math.Clamp(page, 1, pages);
            return new OutboxPage(
                await work.QueryAsync<OutboxRow>(Sql, new { First = (page - 1) * PageSize + 1, Last = page * PageSize }),
                counts,
                page,
                pages
            );
        });

    public Task<Result> SendAgainAsync(Actor actor, Guid email) =>
        db.ChangeAsync(
            actor,
            AuditAction.EmailResent,
            email,
            async work =>
            {
                if (
                    await work.ExecuteAsync(
                        "update OutboxEmail set State = 'Waiting', Attempts = 0, ServerTries = 0, NextAttemptAt = @Now, ClaimedBy = null, ClaimedUntil = null where Id = @email and State in ('Failed', 'Uncertain')",
                        new { email, work.Now }
                    ) == 0
                )
                    return new Refusal("You can send again only an e-mail that failed or may have been sent");
                return Result.Done;
            }
        );

    /// <summary>One that may have been sent was: the person has it, or the mail server's log says so.</summary>
    public Task<Result> MarkSentAsync(Actor actor, Guid email) =>
        db.ChangeAsync(
            actor,
            AuditAction.EmailMarkedSent,
            email,
            async work =>
            {
                if (
                    await work.ExecuteAsync(
                        "update OutboxEmail set State = 'Sent', SentAt = coalesce(HandedOverAt, @Now), LastError = null where Id = @email and State = 'Uncertain'",
                        new { email, work.Now }
                    ) == 0
                )
                    return new Refusal("You can mark as sent only an e-mail that may have been sent");
                return Result.Done;
            }
        );

    // E-mails that need a decision come first.
    private const string Sql = """
        with Numbered as (
            select Id, row_number() over (order by case when State in ('Failed', 'Uncertain') then 0 else 1 end, CreatedAt desc, Id) as RowNumber
            from   OutboxEmail
        )
        select   e.Id, e.ToAddress, e.Subject, e.State, e.CreatedAt, e.SentAt, e.Attempts, e.LastError
        from     Numbered n
        join     OutboxEmail e on e.Id = n.Id
        where    n.RowNumber between @First and @Last
        order by n.RowNumber
        """;

    private sealed record Count
    {
        public required EmailState State { get; init; }
        public required int Number { get; init; }
    }
}
