using Commissioning.Domain.Messages;
using Commissioning.Platform.Data;
using Commissioning.Platform.Email;

namespace Commissioning.Features.Messages;

/// <summary>A message that the recipient's mail server refused, sent to another address. The one that failed stays on record.</summary>
internal static class UndeliveredCopy
{
    /// <summary>Sends a copy, and ends the task about the one that failed.</summary>
    public static async Task SendAsync(Work work, Guid by, Guid email, string address)
    {
        var failed = await work.FindAsync<FailedEmail>(
            "select Subject, TextBody, HtmlBody, AttachmentId, AttachmentName, Kind, SubjectId from OutboxEmail where Id = @email",
            new { email }
        );
        await EndAsync(work, by, email, UndeliveredAnswer.OtherAddress);
        await work.EmailAsync(
            new(address, failed.Subject, failed.TextBody, failed.SubjectId)
            {
                Html = failed.HtmlBody,
                AttachmentId = failed.AttachmentId,
                AttachmentName = failed.AttachmentName,
                Kind = failed.Kind,
            }
        );
    }

    /// <summary>A contact has another address: what did not reach the one before goes to the new one.</summary>
    public static async Task MoveAsync(Work work, Guid by, Guid about, string before, string after)
    {
        foreach (
            var email in await work.QueryAsync<Guid>(
                "select Id from OutboxEmail where SubjectId = @about and ToAddress = @before and State = 'Failed' and DealtWithAt is null order by CreatedAt, Id",
                new { about, before }
            )
        )
            await SendAsync(work, by, email, after);
    }

    public static Task EndAsync(Work work, Guid by, Guid email, UndeliveredAnswer how) =>
        work.ExecuteOneAsync(
            "update OutboxEmail set DealtWithAt = @Now, DealtWithBy = @by, DealtWithHow = @how where Id = @email and State = 'Failed' and DealtWithAt is null",
            new
            {
                email,
                by,
                how,
                work.Now,
            }
        );

    private sealed record FailedEmail
    {
        public required string Subject { get; init; }
        public required string TextBody { get; init; }
        public string? HtmlBody { get; init; }
        public Guid? AttachmentId { get; init; }
        public string? AttachmentName { get; init; }
        public required string Kind { get; init; }
        public required Guid SubjectId { get; init; }
    }
}
