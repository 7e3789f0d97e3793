using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Email;
using Commissioning.Platform.Files;
using Commissioning.Platform.Watching;
using Commissioning.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Commissioning.Features.Tests.Email;

public sealed class OutboxTests : IDisposable
{
    private readonly TestDatabase database = new();

    [Fact]
    public async Task A_message_is_written_to_the_pickup_folder_once()
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
    public async Task Two_senders_at_once_send_each_message_once()
    {
        for (var i = 0; i < 20; i++) await WriteAsync($"p{i}@b.example");
        var transport = new PickupTransport(new MailOptions { PickupFolder = Folder });
        var sent = await Task.WhenAll(Task.Run(() => Sender(transport).SendDueAsync()), Task.Run(() => Sender(transport).SendDueAsync()));
        Assert.Equal(20, sent.Sum());
        Assert.Equal(20, Directory.GetFiles(Folder, "*.eml").Length);
    }

    [Fact]
    public async Task A_server_that_is_down_is_tried_again_later_and_later_and_at_last_given_up()
    {
        await WriteAsync("a@b.example");
        var sender = Sender(new SmtpTransport(new MailOptions { Provider = "smtp", Host = "127.0.0.1", Port = 1, UseTls = false }));
        for (var attempt = 1; attempt <= OutboxSender.MaximumAttemptsAtServer; attempt++)
        {
            Assert.Equal(0, await sender.SendDueAsync());
            Assert.Equal(attempt, await database.Db.ScalarAsync<int>("select Attempts from OutboxEmail"));
            // Nothing happens before its time.
            await sender.SendDueAsync();
            Assert.Equal(attempt, await database.Db.ScalarAsync<int>("select Attempts from OutboxEmail"));
            database.Clock.MoveTo(database.Clock.GetUtcNow().UtcDateTime + OutboxSender.BackOff(attempt) + TimeSpan.FromSeconds(1));
        }
        Assert.Equal(1, await database.CountAsync("OutboxEmail", "State = 'Failed' and LastError is not null"));
        Assert.Equal(AlertKind.MailServer, Assert.Single(await alerts.StandingAsync()).Kind);
    }

    [Fact]
    public async Task A_message_handed_to_a_server_when_the_portal_died_is_not_sent_twice()
    {
        await WriteAsync("a@b.example");
        await database.Db.HousekeepAsync(work => work.ExecuteAsync("update OutboxEmail set State = 'Claimed', ClaimedUntil = @Now, HandedOverAt = @Now", new { work.Now }));
        database.Clock.MoveTo(database.Clock.GetUtcNow().UtcDateTime.AddMinutes(3));
        await Sender(new SmtpTransport(new MailOptions { Provider = "smtp", Host = "127.0.0.1", Port = 1, UseTls = false })).SendDueAsync();
        Assert.Equal(1, await database.CountAsync("OutboxEmail", "State = 'Uncertain'"));
        Assert.Equal(AlertKind.EmailUncertain, Assert.Single(await alerts.StandingAsync()).Kind);
    }

    [Theory]
    [InlineData(MailOutcome.Refused, EmailState.Failed, null)]
    [InlineData(MailOutcome.TryLater, EmailState.Waiting, null)]
    [InlineData(MailOutcome.ServerTrouble, EmailState.Waiting, AlertKind.MailServer)]
    [InlineData(MailOutcome.Unknown, EmailState.Uncertain, AlertKind.EmailUncertain)]
    public async Task What_the_mail_server_did_decides_what_becomes_of_the_message(MailOutcome outcome, EmailState state, AlertKind? alert)
    {
        await WriteAsync("a@b.example");
        await WriteAsync("b@b.example");
        var server = new SaidServer { Result = new(outcome, "550 what the server said") };
        Assert.Equal(0, await Sender(server).SendDueAsync());
        // A server in trouble is left in peace; what is wrong with one e-mail is not in the way of the next.
        Assert.Equal(outcome == MailOutcome.ServerTrouble ? 1 : 2, await database.CountAsync("OutboxEmail", "State = @state and LastError = '550 what the server said'", new { state }));
        Assert.Equal(alert, (await alerts.StandingAsync()).SingleOrDefault()?.Kind);

        // Nothing that may have left leaves a second time, and nothing that was refused is offered again.
        server.Result = new(MailOutcome.Accepted, "");
        database.Clock.MoveTo(database.Clock.GetUtcNow().UtcDateTime + TimeSpan.FromHours(2));
        Assert.Equal(state == EmailState.Waiting ? 2 : 0, await Sender(server).SendDueAsync());
        Assert.Equal(outcome == MailOutcome.Unknown ? 1 : 0, (await alerts.StandingAsync()).Count);
    }

    private sealed class SaidServer : IMailTransport
    {
        public MailResult Result { get; set; } = new(MailOutcome.Accepted, "");
        public bool IsRepeatable => false;
        public Task<MailResult> SendAsync(OutgoingEmail email) => Task.FromResult(Result);
    }

    [Fact]
    public async Task A_message_claimed_and_not_handed_over_goes_on_after_a_restart()
    {
        await WriteAsync("a@b.example");
        await database.Db.HousekeepAsync(work => work.ExecuteAsync("update OutboxEmail set State = 'Claimed', ClaimedUntil = @Now", new { work.Now }));
        database.Clock.MoveTo(database.Clock.GetUtcNow().UtcDateTime.AddMinutes(3));
        Assert.Equal(1, await Sender(new PickupTransport(new MailOptions { PickupFolder = Folder })).SendDueAsync());
    }

    private readonly Alerts alerts;
    public OutboxTests() => alerts = new(database.Db, NullLogger<Alerts>.Instance);
    private string Folder => Path.Combine(database.Folder, "mail");
    private OutboxSender Sender(IMailTransport transport) => new(database.Db, transport, new FileStore(database.Db, new FileStoreOptions { Root = database.Folder }, new ClamdOptions()), alerts, NullLogger<OutboxSender>.Instance);

    private Task WriteAsync(string to) => database.Db.ChangeAsync(Actor.Portal, AuditAction.AccountEmailSent, Guid.CreateVersion7(), async work =>
    {
        await work.EmailAsync(new(to, "A subject", "A text", Guid.CreateVersion7()));
        return Outcome.Done;
    });

    public void Dispose() => database.Dispose();
}
