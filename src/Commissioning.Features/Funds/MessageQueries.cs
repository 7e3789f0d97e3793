using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;
using Commissioning.Platform.Email;

namespace Commissioning.Features.Funds;

/// <summary>Texts of messages to applicants: the fund's own, or the portal's default.</summary>
public static class MessageQueries
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

    /// <summary>Messages about a record and their delivery.</summary>
    public static Task<IReadOnlyList<SentMessage>> AboutAsync(Work work, Guid subject) =>
        work.QueryAsync<SentMessage>(
            "select Subject, ToAddress, State, CreatedAt, SentAt from OutboxEmail where SubjectId = @subject order by CreatedAt, ToAddress, Id",
            new { subject }
        );

    public static async Task<Template> GetAsync(Work work, Guid fund, MessageKind kind) =>
        await work.FindOrDefaultAsync<Template>(
            "select t.Subject, t.Body, t.ChangedAt, p.DisplayName as ChangedByName from MessageTemplate t join Person p on p.Id = t.ChangedBy where t.FundId = @fund and t.Kind = @kind",
            new { fund, kind }
        ) ?? new() { Subject = MessageRules.Of(kind).Subject, Body = MessageRules.Of(kind).Body };
}
