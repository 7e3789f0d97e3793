using System.Data.Common;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;
using Commissioning.Platform.Nodes;
using Commissioning.Platform.Watching;
using Microsoft.Extensions.Logging;

namespace Commissioning.Platform.Email;

/// <summary>Sends what waits in the outbox. A row is claimed before it is sent, so two nodes never send the same one. If a node dies
/// between handing an e-mail to the mail server and recording that, no one can know whether it was sent: the row becomes Uncertain and a
/// person decides, because a letter must not arrive twice. A pickup folder has no such doubt.</summary>
public sealed class OutboxSender(Db db, IMailTransport transport, FileStore files, Alerts alerts, ThisNode node, ILogger<OutboxSender> log)
{
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    public const int MaximumAttempts = 8;

    /// <summary>While the server is unavailable, retry for about three days (a long weekend). Counted separately, so that an outage does
    /// not use up the attempts of an e-mail that is deferred afterwards.</summary>
    public const int MaximumAttemptsAtServer = 80;

    /// <summary>Time before attempt n+1: 30 s, 1 min, 2 min ... at most an hour.</summary>
    public static TimeSpan BackOff(int attempts) => TimeSpan.FromSeconds(Math.Min(3600, 30 * Math.Pow(2, attempts - 1)));

    /// <summary>Sends everything due now; returns how many were sent. If the server is unavailable, the rest waits for the next
    /// run.</summary>
    public async Task<int> SendDueAsync(CancellationToken stopping = default)
    {
        await RecoverAsync();
        var sent = 0;
        while (!stopping.IsCancellationRequested && await ClaimNextAsync() is { } row)
        {
            var outcome = await SendAsync(row);
            if (outcome == MailOutcome.Accepted)
                sent++;
            if (outcome == MailOutcome.ServerUnavailable)
                break;
        }
        return sent;
    }

    private async Task RecoverAsync()
    {
        var uncertain = await db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync(RecoverUnsentSql, new { work.Now, Repeatable = transport.IsRepeatable });
            return await work.ExecuteAsync(RecoverUncertainSql, new { work.Now });
        });
        if (uncertain > 0)
            await alerts.RaiseAsync(AlertKind.EmailUncertain, UncertainSentence);
    }

    private async Task<QueuedEmail?> ClaimNextAsync()
    {
        // Query without a lock first: nearly always there is nothing to send.
        if (await db.ReadAsync(work => work.FirstOrDefaultAsync<Guid?>(NextDueSql, new { work.Now })) is null)
            return null;
        return await db.HousekeepAsync(async work =>
        {
            if (await work.FirstOrDefaultAsync<Guid?>(NextDueSql, new { work.Now }) is not { } id)
                return null;
            var claimed = await work.ExecuteAsync(
                ClaimSql,
                new
                {
                    Id = id,
                    Node = node.Name,
                    work.Now,
                    Until = work.Now + Lease,
                }
            );
            return claimed == 1 ? await work.FindAsync<QueuedEmail>(RowSql, new { Id = id }) : null;
        });
    }

    /// <summary>Null when another node owns the e-mail by now.</summary>
    private async Task<MailOutcome?> SendAsync(QueuedEmail row)
    {
        using var span = Telemetry.Start("e-mail");
        MailResult result;
        try
        {
            var attachment = row.AttachmentId is { } fileId ? await files.OpenAsync(fileId) : null;
            // If this node was suspended past its lease, the token has changed or the row waits again: leave the e-mail to the other node.
            if (
                !transport.IsRepeatable
                && await db.HousekeepAsync(work =>
                    work.ExecuteAsync(
                        HandOverSql,
                        new
                        {
                            row.Id,
                            row.Token,
                            work.Now,
                            Until = work.Now + Lease,
                        }
                    )
                ) == 0
            )
                return null;
            result = await transport.SendAsync(
                new(
                    row.Id,
                    row.ToAddress,
                    row.Subject,
                    row.TextBody,
                    row.HtmlBody,
                    row.AttachmentName ?? attachment?.Name,
                    attachment?.Content
                )
            );
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A transport reports what its server does. An exception means it failed before the server: an unreadable file or an invalid
            // address.
            Telemetry.Fail(span, exception);
            var isAway = exception is FileStorageException or DbException or (IOException and not FileNotFoundException);
            result = new(isAway ? MailOutcome.LocalFailure : MailOutcome.NotHandedOver, exception.Message);
        }
        // Outside the try: if the result cannot be recorded, the row stays handed over and becomes Uncertain when its lease ends.
        await WriteDownAsync(row, result);
        // Any of these results shows that the server is available.
        if (result.Outcome is MailOutcome.Accepted or MailOutcome.Refused or MailOutcome.TryLater)
            await alerts.ClearUnseenAsync(AlertKind.MailServer);
        return result.Outcome;
    }

    private async Task WriteDownAsync(QueuedEmail row, MailResult result)
    {
        Telemetry.EmailSent(taken: result.Outcome == MailOutcome.Accepted);
        if (result.Outcome == MailOutcome.Accepted)
        {
            await db.HousekeepAsync(async work =>
            {
                await work.ExecuteAsync(
                    SentSql,
                    new
                    {
                        row.Id,
                        row.Token,
                        work.Now,
                    }
                );
                return await work.ExecuteAsync(ServerIsBackSql, new { work.Now });
            });
            return;
        }
        // The sentence may hold an address, so it is not logged.
        log.LogWarning("E-mail {Id} was not sent: {Outcome}", row.Id, result.Outcome);
        var isAway = result.Outcome is MailOutcome.ServerUnavailable or MailOutcome.LocalFailure;
        // The claim counted an attempt of the e-mail, but the server was never asked about it.
        var (attempts, serverTries) = isAway ? (row.Attempts - 1, row.ServerTries + 1) : (row.Attempts, 0);
        var state = result.Outcome switch
        {
            MailOutcome.Unknown => EmailState.Uncertain,
            MailOutcome.Refused => EmailState.Failed,
            _ => attempts >= MaximumAttempts || serverTries >= MaximumAttemptsAtServer ? EmailState.Failed : EmailState.Waiting,
        };
        await db.HousekeepAsync(work =>
            work.ExecuteAsync(
                FailedSql,
                new
                {
                    row.Id,
                    row.Token,
                    attempts,
                    serverTries,
                    Next = work.Now + BackOff(isAway ? serverTries : attempts),
                    Error = result.Sentence,
                    State = state,
                }
            )
        );
        if (result.Outcome == MailOutcome.ServerUnavailable)
            await alerts.RaiseAsync(
                AlertKind.MailServer,
                $"{result.Sentence.TrimEnd('.')}. E-mails are waiting, and the portal tries again for three days."
            );
        if (result.Outcome == MailOutcome.Unknown)
            await alerts.RaiseAsync(AlertKind.EmailUncertain, UncertainSentence);
    }

    private const string UncertainSentence =
        "An e-mail may or may not have been sent. Ask the person it was sent to, or send it again under E-mail in the portal.";

    // A mail server that drops every connection at the end would make the whole outbox uncertain, and a person would have to decide about
    // each. So after one the others wait as long as it would have.
    private const string NextDueSql = """
        select   Id
        from     OutboxEmail
        where    State = 'Waiting' and NextAttemptAt <= @Now
                 and not exists (select 1 from OutboxEmail u where u.State = 'Uncertain' and u.NextAttemptAt > @Now)
        order by NextAttemptAt, Id
        """;
    private const string ClaimSql = """
        update OutboxEmail
        set    State = 'Claimed', ClaimedBy = @Node, ClaimedUntil = @Until, HandedOverAt = null, Attempts = Attempts + 1, Token = Token + 1
        where  Id = @Id and State = 'Waiting'
        """;
    private const string RowSql =
        "select Id, ToAddress, Subject, TextBody, HtmlBody, AttachmentId, AttachmentName, Attempts, ServerTries, Token from OutboxEmail where Id = @Id";

    // Compare the token, not Attempts, which restarts when a person sends an e-mail again.
    private const string HandOverSql =
        "update OutboxEmail set HandedOverAt = @Now, ClaimedUntil = @Until where Id = @Id and Token = @Token and State = 'Claimed'";

    // Record it whatever state other nodes gave the row since: no one has claimed it again, and this node knows that it was sent.
    private const string SentSql =
        "update OutboxEmail set State = 'Sent', SentAt = @Now, ServerTries = 0, LastError = null where Id = @Id and Token = @Token";

    // What waited for the server need not wait out the time that grew while it was away.
    private const string ServerIsBackSql =
        "update OutboxEmail set NextAttemptAt = @Now where State = 'Waiting' and NextAttemptAt > @Now and ServerTries > 0";
    private const string FailedSql =
        "update OutboxEmail set State = @State, Attempts = @attempts, ServerTries = @serverTries, NextAttemptAt = @Next, LastError = @Error, HandedOverAt = null where Id = @Id and Token = @Token and State in ('Claimed', 'Uncertain')";
    private const string RecoverUnsentSql = """
        update OutboxEmail
        set    State = 'Waiting', NextAttemptAt = @Now
        where  State = 'Claimed' and ClaimedUntil < @Now and (HandedOverAt is null or @Repeatable = 1)
        """;
    private const string RecoverUncertainSql = """
        update OutboxEmail
        set    State = 'Uncertain', LastError = 'The portal stopped while the mail server was taking this e-mail. It may or may not have been sent.'
        where  State = 'Claimed' and ClaimedUntil < @Now
        """;

    private sealed record QueuedEmail
    {
        public required Guid Id { get; init; }
        public required string ToAddress { get; init; }
        public required string Subject { get; init; }
        public required string TextBody { get; init; }
        public string? HtmlBody { get; init; }
        public Guid? AttachmentId { get; init; }
        public string? AttachmentName { get; init; }
        public required int Attempts { get; init; }
        public required int ServerTries { get; init; }
        public required long Token { get; init; }
    }
}
