using Commissioning.Domain.Messages;
using Commissioning.Platform.Data;
using Commissioning.Platform.Email;

namespace Commissioning.Features.Messages;

/// <summary>The words of messages, their versions, and what was sent.</summary>
public static class MessageQueries
{
    public sealed record Words
    {
        public required string Subject { get; init; }
        public required string Body { get; init; }
    }

    public sealed record Version
    {
        public required Guid Id { get; init; }
        public required MessageKind Kind { get; init; }
        public required int Number { get; init; }
        public required string Subject { get; init; }
        public required string Body { get; init; }
        public required Guid WrittenBy { get; init; }
        public required string WrittenByName { get; init; }
        public required DateTime WrittenAt { get; init; }
        public string? ApprovedByName { get; init; }
        public DateTime? ApprovedAt { get; init; }
    }

    public sealed record SentMessage
    {
        /// <summary>A <see cref="MessageKind"/>, or a kind of letter.</summary>
        public required string Kind { get; init; }

        /// <summary>What staff call it.</summary>
        public string Title => Enum.TryParse<MessageKind>(Kind, out var kind) ? MessageCatalogue.Of(kind).Title : "Letter";
        public required string Subject { get; init; }
        public required string ToAddress { get; init; }
        public required EmailState State { get; init; }
        public required DateTime CreatedAt { get; init; }
        public DateTime? SentAt { get; init; }
    }

    /// <param name="InUse">The newest approved version; null: the portal's words are used.</param>
    /// <param name="Waiting">The newest version, when it waits for approval.</param>
    public sealed record State(MessageText Message, Version? InUse, Version? Waiting);

    /// <summary>The words to send now: the newest approved version, or the portal's.</summary>
    /// <param name="fund">Null: the office's own words.</param>
    internal static async Task<Words> WordsAsync(Work work, Guid? fund, MessageText message)
    {
        var own = await work.FirstOrDefaultAsync<Words>(
            $"select Subject, Body from MessageTemplate where {(fund is null ? "FundId is null" : "FundId = @fund")} and Kind = @Kind and ApprovedAt is not null order by Version desc, Id",
            new { fund, message.Kind }
        );
        if (own is null)
            return new() { Subject = message.Subject, Body = message.Body };
        // A release may have taken a field away since the words were approved.
        if (MessageRules.WhyWrong(message.Kind, own.Subject, own.Body) is not [var wrong, ..])
            return own;
        work.Fault($"The approved words of the message {message.Title} no longer fit, so the portal's were sent: {wrong.Sentence}");
        return new() { Subject = message.Subject, Body = message.Body };
    }

    /// <summary>The messages that a fund (or the whole office) can have its own words for.</summary>
    public static async Task<IReadOnlyList<State>> ListAsync(Work work, Guid? fund)
    {
        var versions = (await work.QueryAsync<Version>($"{VersionsSql(fund)} order by t.Version desc, t.Id", new { fund })).ToLookup(
            version => version.Kind
        );
        return MessageCatalogue
            .All.Where(message => message.ByFund == fund is not null)
            .Select(message => Of(message, versions[message.Kind].ToList()))
            .ToList();
    }

    /// <summary>The versions of one message, newest first.</summary>
    public static Task<IReadOnlyList<Version>> VersionsAsync(Work work, Guid? fund, MessageKind kind) =>
        work.QueryAsync<Version>($"{VersionsSql(fund)} and t.Kind = @kind order by t.Version desc, t.Id", new { fund, kind });

    public static State Of(MessageText message, IReadOnlyList<Version> versions) =>
        new(
            message,
            versions.FirstOrDefault(version => version.ApprovedAt is not null),
            versions.FirstOrDefault() is { ApprovedAt: null } newest ? newest : null
        );

    internal static string VersionsSql(Guid? fund) =>
        AllVersionsSql + (fund is null ? " where t.FundId is null" : " where t.FundId = @fund");

    private const string AllVersionsSql = """
        select    t.Id, t.Kind, t.Version as Number, t.Subject, t.Body, t.WrittenBy, p.DisplayName as WrittenByName, t.WrittenAt, q.DisplayName as ApprovedByName, t.ApprovedAt
        from      MessageTemplate t
        join      Person p on p.Id = t.WrittenBy
        left join Person q on q.Id = t.ApprovedBy
        """;
}
