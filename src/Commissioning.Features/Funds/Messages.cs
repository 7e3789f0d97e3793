using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;
using Commissioning.Platform.Email;

namespace Commissioning.Features.Funds;

/// <summary>Texts of messages to applicants: the fund's own, or the portal's default.</summary>
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

    /// <summary>Messages about a record and their delivery.</summary>
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
                var before = await GetAsync(work, fund, kind);
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
                work.Note(MessageRules.Of(kind).Title);
                work.Note(new Changes().Add("Subject", before.Subject, row.Subject).Add("Text", before.Body, row.Body).ToString());
                return Result.Done;
            }
        );
    }

    public Task<Result> ResetAsync(Actor actor, Guid fund, MessageKind kind) =>
        db.ChangeAsync(
            actor,
            AuditAction.MessageReset,
            fund,
            async work =>
            {
                var before = await GetAsync(work, fund, kind);
                await work.ExecuteAsync("delete from MessageTemplate where FundId = @fund and Kind = @kind", new { fund, kind });
                var now = await GetAsync(work, fund, kind);
                work.Note($"{MessageRules.Of(kind).Title}: back to the default");
                work.Note(new Changes().Add("Subject", before.Subject, now.Subject).Add("Text", before.Body, now.Body).ToString());
                return Result.Done;
            }
        );

    /// <summary>Adds a message of the round's fund to the outbox in this change.</summary>
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
