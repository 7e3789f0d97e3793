using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;
using Commissioning.Platform.Email;

namespace Commissioning.Features.Funds;

/// <summary>The words of messages to applicants: a fund's own where it has some, the portal's default otherwise.</summary>
public sealed class Messages(Db db)
{
    public sealed record Template
    {
        public required string Subject { get; init; }
        public required string Body { get; init; }
        public DateTime? ChangedAt { get; init; }
        public string? ChangedByName { get; init; }
    }

    public sealed record SentMessage
    {
        public required string Subject { get; init; }
        public required string ToAddress { get; init; }
        public required EmailState State { get; init; }
        public required DateTime CreatedAt { get; init; }
        public DateTime? SentAt { get; init; }
    }

    public Task<Template> GetAsync(Guid fund, MessageKind kind) => db.ReadAsync(work => GetAsync(work, fund, kind));

    /// <summary>What was written about a record, and what became of it.</summary>
    public Task<IReadOnlyList<SentMessage>> AboutAsync(Guid subject) =>
        db.QueryAsync<SentMessage>(
            "select Subject, ToAddress, State, CreatedAt, SentAt from OutboxEmail where SubjectId = @subject order by CreatedAt, ToAddress, Id",
            new { subject }
        );

    public async Task<Result> SaveAsync(Actor actor, Guid fund, MessageKind kind, string? subject, string? body)
    {
        if (MessageRules.WhyWrong(kind, subject, body) is { Count: > 0 } refusals)
            return Result.Of(refusals);
        return await db.ChangeAsync(
            actor,
            AuditAction.MessageChanged,
            fund,
            async work =>
            {
                var row = new
                {
                    fund,
                    kind,
                    Subject = subject!.Trim(),
                    Body = body!.Trim().ReplaceLineEndings("\n"),
                    By = actor.Id,
                    work.Now,
                };
                if (
                    await work.ExecuteAsync(
                        "update MessageTemplate set Subject = @Subject, Body = @Body, ChangedBy = @By, ChangedAt = @Now where FundId = @fund and Kind = @kind",
                        row
                    ) == 0
                )
                    await work.ExecuteAsync(
                        "insert into MessageTemplate (FundId, Kind, Subject, Body, ChangedBy, ChangedAt) values (@fund, @kind, @Subject, @Body, @By, @Now)",
                        row
                    );
                work.Note($"{kind}: {row.Subject}");
                return Result.Done;
            }
        );
    }

    public Task<Result> ResetAsync(Actor actor, Guid fund, MessageKind kind) =>
        db.ChangeAsync(
            actor,
            AuditAction.MessageChanged,
            fund,
            async work =>
            {
                await work.ExecuteAsync("delete from MessageTemplate where FundId = @fund and Kind = @kind", new { fund, kind });
                work.Note($"{kind}: back to the default");
                return Result.Done;
            }
        );

    /// <summary>A message of a round's fund to one address, into the outbox of this change.</summary>
    internal static async Task SendAsync(
        Work work,
        Guid round,
        MessageKind kind,
        string to,
        Guid about,
        IReadOnlyDictionary<string, string> values
    )
    {
        var fund = await work.ScalarAsync<Guid>("select FundId from Round where Id = @round", new { round });
        var template = await GetAsync(work, fund, kind);
        await work.EmailAsync(new(to, MessageRules.Fill(template.Subject, values), MessageRules.Fill(template.Body, values), about));
    }

    private static async Task<Template> GetAsync(Work work, Guid fund, MessageKind kind) =>
        await work.FindOrDefaultAsync<Template>(
            "select t.Subject, t.Body, t.ChangedAt, p.DisplayName as ChangedByName from MessageTemplate t join Person p on p.Id = t.ChangedBy where t.FundId = @fund and t.Kind = @kind",
            new { fund, kind }
        ) ?? new() { Subject = MessageRules.Of(kind).Subject, Body = MessageRules.Of(kind).Body };
}
