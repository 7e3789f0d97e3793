using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Features.Operations;
using Commissioning.Platform.Email;
using Commissioning.Platform.Files;
using Commissioning.Platform.Nodes;
using Commissioning.Platform.Watching;
using Commissioning.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Commissioning.Features.Tests.Email;

public sealed class OutboxSenderTests : IDisposable
{
    private readonly TestDatabase database = new();

    [Fact]
    public async Task An_email_is_written_to_the_pickup_folder_once()
    {
        await WriteAsync("a@b.example");
        var sender = Sender(new PickupTransport(new MailOptions { PickupFolder = Folder }));
        Assert.Equal(1, await sender.SendDueAsync());
        Assert.Equal(0, await sender.SendDueAsync());
        var file = Assert.Single(Directory.GetFiles(Folder, "*.eml"));
        Assert.Contains("a@b.example", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        Assert.Equal(1, await database.CountAsync("OutboxEmail", "State = 'Sent'"));
    }

    [Fact]
    public async Task Two_senders_at_once_send_each_email_once()
    {
        for (var i = 0; i < 20; i++)
            await WriteAsync($"p{i}@b.example");
        var transport = new PickupTransport(new MailOptions { PickupFolder = Folder });
        var sent = await Task.WhenAll(Task.Run(() => Sender(transport).SendDueAsync()), Task.Run(() => Sender(transport).SendDueAsync()));
        Assert.Equal(20, sent.Sum());
        Assert.Equal(20, Directory.GetFiles(Folder, "*.eml").Length);
    }

    [Fact]
    public async Task Emails_that_waited_for_a_server_are_due_when_it_has_taken_one()
    {
        await WriteAsync("a@b.example");
        await WriteAsync("b@b.example");
        var away = Sender(
            new SmtpTransport(
                new MailOptions
                {
                    Provider = "smtp",
                    Host = "127.0.0.1",
                    Port = 1,
                    UseTls = false,
                },
                TimeProvider.System
            )
        );
        await away.SendDueAsync();
        await away.SendDueAsync();
        Assert.Equal(2, await database.CountAsync("OutboxEmail", "ServerTries = 1"));
        await WriteAsync("c@b.example");
        Assert.Equal(3, await Sender(new PickupTransport(new MailOptions { PickupFolder = Folder })).SendDueAsync());
    }

    [Fact]
    public async Task An_email_to_an_unavailable_server_is_retried_at_growing_intervals_and_then_fails()
    {
        await WriteAsync("a@b.example");
        var sender = Sender(
            new SmtpTransport(
                new MailOptions
                {
                    Provider = "smtp",
                    Host = "127.0.0.1",
                    Port = 1,
                    UseTls = false,
                },
                TimeProvider.System
            )
        );
        for (var attempt = 1; attempt <= OutboxSender.MaximumAttemptsAtServer; attempt++)
        {
            Assert.Equal(0, await sender.SendDueAsync());
            Assert.Equal(attempt, await database.Db.ScalarAsync<int>("select ServerTries from OutboxEmail"));
            // Nothing happens before it is due.
            await sender.SendDueAsync();
            Assert.Equal(attempt, await database.Db.ScalarAsync<int>("select ServerTries from OutboxEmail"));
            database.Clock.MoveTo(database.Clock.GetUtcNow().UtcDateTime + OutboxSender.BackOff(attempt) + TimeSpan.FromSeconds(1));
        }
        Assert.Equal(1, await database.CountAsync("OutboxEmail", "State = 'Failed' and LastError is not null"));
        Assert.Equal(AlertKind.MailServer, Assert.Single(await alerts.StandingAsync()).Kind);
    }

    [Fact]
    public async Task An_email_being_handed_over_when_the_portal_died_is_not_sent_twice()
    {
        await WriteAsync("a@b.example");
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update OutboxEmail set State = 'Claimed', ClaimedUntil = @Now, HandedOverAt = @Now", new { work.Now })
        );
        database.Clock.MoveTo(database.Clock.GetUtcNow().UtcDateTime.AddMinutes(3));
        await Sender(
                new SmtpTransport(
                    new MailOptions
                    {
                        Provider = "smtp",
                        Host = "127.0.0.1",
                        Port = 1,
                        UseTls = false,
                    },
                    TimeProvider.System
                )
            )
            .SendDueAsync();
        Assert.Equal(1, await database.CountAsync("OutboxEmail", "State = 'Uncertain'"));
        Assert.Equal(AlertKind.EmailUncertain, Assert.Single(await alerts.StandingAsync()).Kind);
    }

    [Theory]
    [InlineData(MailOutcome.Refused, EmailState.Failed, null)]
    [InlineData(MailOutcome.TryLater, EmailState.Waiting, null)]
    [InlineData(MailOutcome.ServerUnavailable, EmailState.Waiting, AlertKind.MailServer)]
    [InlineData(MailOutcome.Unknown, EmailState.Uncertain, AlertKind.EmailUncertain)]
    public async Task An_emails_state_follows_the_mail_servers_answer(MailOutcome outcome, EmailState state, AlertKind? alert)
    {
        await WriteAsync("a@b.example");
        await WriteAsync("b@b.example");
        var server = new SaidServer { Result = new(outcome, "550 what the server said") };
        Assert.Equal(0, await Sender(server).SendDueAsync());
        // An unavailable server is not asked again, nor one that perhaps took an e-mail; another fault of one e-mail does not delay the
        // next.
        Assert.Equal(
            outcome is MailOutcome.ServerUnavailable or MailOutcome.Unknown ? 1 : 2,
            await database.CountAsync("OutboxEmail", "State = @state and LastError = '550 what the server said'", new { state })
        );
        Assert.Equal(alert, (await alerts.StandingAsync()).SingleOrDefault()?.Kind);

        // An e-mail that may have been sent is not sent again, and a refused one is not offered again.
        server.Result = new(MailOutcome.Accepted, "");
        database.Clock.MoveTo(database.Clock.GetUtcNow().UtcDateTime + TimeSpan.FromHours(2));
        Assert.Equal(
            outcome switch
            {
                MailOutcome.Refused => 0,
                MailOutcome.Unknown => 1,
                _ => 2,
            },
            await Sender(server).SendDueAsync()
        );
        Assert.Equal(outcome == MailOutcome.Unknown ? 1 : 0, (await alerts.StandingAsync()).Count);
    }

    [Fact]
    public async Task A_mail_server_that_drops_each_email_at_its_end_makes_few_of_them_uncertain()
    {
        for (var i = 0; i < 57; i++)
            await WriteAsync($"p{i}@b.example");
        await using var peer = new SmtpPeer(SmtpBehaviour.DropsAfterTheEnd);
        var options = new MailOptions
        {
            Provider = "smtp",
            Host = "127.0.0.1",
            Port = peer.Port,
            UseTls = false,
        };
        var sender = Sender(new SmtpTransport(options, TimeProvider.System));
        for (var run = 0; run < 20; run++)
        {
            await sender.SendDueAsync();
            database.Clock.Offset += TimeSpan.FromSeconds(3);
        }
        Assert.InRange(await database.CountAsync("OutboxEmail", "State = 'Uncertain'"), 1, 3);
        peer.Does = SmtpBehaviour.Takes;
        database.Clock.Offset += OutboxSender.BackOff(1);
        await sender.SendDueAsync();
        Assert.Equal(57, await database.CountAsync("OutboxEmail", "State in ('Sent', 'Uncertain')"));
        Assert.Equal(57, peer.Messages.Count);
    }

    [Fact]
    public async Task An_email_that_may_have_been_sent_can_be_marked_as_sent()
    {
        await WriteAsync("a@b.example");
        await WriteAsync("b@b.example");
        var (mark, officer) = (new MarkEmailSent(database.Db), new Actor(Guid.CreateVersion7(), "Officer"));
        var email = (await database.Db.QueryAsync<Guid>("select Id from OutboxEmail where ToAddress = 'a@b.example'"))[0];
        Assert.Equal(
            "You can mark as sent only an e-mail that may have been sent",
            (await mark.RunAsync(officer, email)).FirstRefusal?.Sentence
        );
        await Sender(new SaidServer { Result = new(MailOutcome.Unknown, "Gone") }).SendDueAsync();
        email = (await database.Db.QueryAsync<Guid>("select Id from OutboxEmail where State = 'Uncertain'"))[0];
        Assert.Null((await mark.RunAsync(officer, email)).FirstRefusal);
        Assert.Equal(1, await database.CountAsync("OutboxEmail", "State = 'Sent' and SentAt is not null and LastError is null"));
        Assert.Equal(1, await database.CountAsync("AuditEntry", "Action = 'EmailMarkedSent' and SubjectId = @email", new { email }));
        Assert.NotNull((await mark.RunAsync(officer, email)).FirstRefusal);
    }

    [Fact]
    public async Task An_emails_attempts_are_not_used_up_by_a_long_server_outage()
    {
        await WriteAsync("a@b.example");
        var server = new SaidServer { Result = new(MailOutcome.ServerUnavailable, "No answer") };
        var sender = Sender(server);
        for (var i = 0; i < 2 * OutboxSender.MaximumAttempts; i++)
            await SendNextAsync(sender);
        server.Result = new(MailOutcome.TryLater, "450 later");
        for (var i = 1; i < OutboxSender.MaximumAttempts; i++)
            await SendNextAsync(sender);
        Assert.Equal(1, await database.CountAsync("OutboxEmail", "State = 'Waiting' and ServerTries = 0"));
        await SendNextAsync(sender);
        Assert.Equal(1, await database.CountAsync("OutboxEmail", "State = 'Failed' and LastError = '450 later'"));
    }

    [Fact]
    public async Task An_email_waits_for_unavailable_stored_files_or_pickup_folder()
    {
        await WriteAsync("a@b.example");
        var place = Path.Combine(database.Folder, "away");
        await File.WriteAllTextAsync(place, "a file in the folder's place");
        var sender = Sender(new PickupTransport(new MailOptions { PickupFolder = Path.Combine(place, "mail") }));
        for (var i = 0; i < 2 * OutboxSender.MaximumAttempts; i++)
            await SendNextAsync(sender);
        Assert.Equal(1, await database.CountAsync("OutboxEmail", "State = 'Waiting'"));
        Assert.Equal(AlertKind.MailServer, Assert.Single(await alerts.StandingAsync()).Kind);
        await alerts.ClearAsync(AlertKind.MailServer);

        var file = await new FileStore(database.Db, new FileStoreOptions { Root = database.Folder }, new ClamdOptions()).WriteAsync(
            Actor.Portal,
            "letter.pdf",
            "application/pdf",
            [1],
            database.Clock.UtcNow()
        );
        await database.Db.HousekeepAsync(async work =>
            await work.ExecuteAsync(FileStore.InsertSql, file)
            + await work.ExecuteAsync("update OutboxEmail set AttachmentId = @Id", new { file.Id })
        );
        sender = Sender(new SaidServer(), Path.Combine(place, "files"));
        for (var i = 0; i < 2 * OutboxSender.MaximumAttempts; i++)
            await SendNextAsync(sender);
        Assert.Equal(1, await database.CountAsync("OutboxEmail", "State = 'Waiting'"));
        Assert.Empty(await alerts.StandingAsync()); // Unrelated to the mail server.
        Assert.Equal(1, await Sender(new SaidServer()).SendDueAsync());
    }

    [Theory]
    [InlineData(MailOutcome.Refused)]
    [InlineData(MailOutcome.TryLater)]
    [InlineData(MailOutcome.Accepted)]
    public async Task The_mail_server_alert_ends_after_any_answer_and_a_quiet_period(MailOutcome outcome)
    {
        await alerts.RaiseAsync(AlertKind.MailServer, "No answer for jane.doe@b.example");
        Assert.Equal("No answer for [e-mail]", Assert.Single(await alerts.StandingAsync()).Sentence);
        await WriteAsync("a@b.example");
        await Sender(new SaidServer { Result = new(outcome, "") }).SendDueAsync();
        Assert.Single(await alerts.StandingAsync());
        database.Clock.Offset += Alerts.Unseen;
        await WriteAsync("b@b.example");
        await Sender(new SaidServer { Result = new(outcome, "") }).SendDueAsync();
        Assert.Empty(await alerts.StandingAsync());
    }

    private async Task SendNextAsync(OutboxSender sender)
    {
        Assert.Equal(0, await sender.SendDueAsync());
        database.Clock.Offset += TimeSpan.FromHours(2);
    }

    private sealed class SaidServer : IMailTransport
    {
        public MailResult Result { get; set; } = new(MailOutcome.Accepted, "");
        public bool IsRepeatable => false;

        public Task<MailResult> SendAsync(OutgoingEmail email) => Task.FromResult(Result);
    }

    [Fact]
    public async Task An_email_claimed_and_not_handed_over_is_sent_after_a_restart()
    {
        await WriteAsync("a@b.example");
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update OutboxEmail set State = 'Claimed', ClaimedUntil = @Now", new { work.Now })
        );
        database.Clock.MoveTo(database.Clock.GetUtcNow().UtcDateTime.AddMinutes(3));
        Assert.Equal(1, await Sender(new PickupTransport(new MailOptions { PickupFolder = Folder })).SendDueAsync());
    }

    private readonly Alerts alerts;

    public OutboxSenderTests() => alerts = new(database.Db, NullLogger<Alerts>.Instance);

    private string Folder => Path.Combine(database.Folder, "mail");

    private OutboxSender Sender(IMailTransport transport, string? root = null) =>
        new(
            database.Db,
            transport,
            new FileStore(database.Db, new FileStoreOptions { Root = root ?? database.Folder }, new ClamdOptions()),
            alerts,
            new ThisNode(),
            NullLogger<OutboxSender>.Instance
        );

    private Task WriteAsync(string to) =>
        database.Db.ChangeAsync(
            Actor.Portal,
            AuditAction.SignInLinkSent,
            Guid.CreateVersion7(),
            async work =>
            {
                await work.EmailAsync(new(to, "A subject", "A text", Guid.CreateVersion7()));
                return Result.Done;
            }
        );

    public void Dispose() => database.Dispose();
}
