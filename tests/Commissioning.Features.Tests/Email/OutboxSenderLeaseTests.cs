using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Features.Operations;
using Commissioning.Platform.Data;
using Commissioning.Platform.Email;
using Commissioning.Platform.Files;
using Commissioning.Platform.Nodes;
using Commissioning.Platform.Watching;
using Commissioning.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Commissioning.Features.Tests.Email;

/// <summary>A node suspended past its claim on an e-mail neither sends it a second time nor changes its result.</summary>
public sealed class OutboxSenderLeaseTests : IDisposable
{
    private readonly TestDatabase database = new();
    private readonly Server ours = new();
    private readonly Server theirs = new();

    /// <summary>A mail server that counts what it accepts; other things may happen while it does.</summary>
    private sealed class Server : IMailTransport
    {
        public bool IsRepeatable => false;
        public int Took { get; private set; }
        public Func<Task> Meanwhile { get; set; } = () => Task.CompletedTask;

        public async Task<MailResult> SendAsync(OutgoingEmail email)
        {
            Took++;
            await Meanwhile();
            return new(MailOutcome.Accepted, "250 taken");
        }
    }

    [Fact]
    public async Task A_node_that_sleeps_before_handing_an_email_over_leaves_it_to_the_node_that_took_it()
    {
        await WriteAsync(await FileAsync());
        var another = new Db(database.Dialect, database.Clock);
        void FallAsleep(Statement statement)
        {
            if (!statement.Sql.Contains("from StoredFile", StringComparison.Ordinal))
                return;
            database.Db.Trace -= FallAsleep;
            Sleep();
            Assert.Equal(1, Task.Run(() => Sender(another, theirs).SendDueAsync()).GetAwaiter().GetResult());
        }
        database.Db.Trace += FallAsleep;
        Assert.Equal(0, await Sender(database.Db, ours).SendDueAsync());
        Assert.Equal((0, 1), (ours.Took, theirs.Took));
        Assert.Equal(1, await database.CountAsync("OutboxEmail", "State = 'Sent' and Token = 2"));
    }

    [Fact]
    public async Task A_node_that_sleeps_while_handing_an_email_over_records_afterwards_that_it_was_sent()
    {
        await WriteAsync();
        ours.Meanwhile = async () =>
        {
            Sleep();
            Assert.Equal(0, await Sender(database.Db, theirs).SendDueAsync());
            Assert.Equal(1, await database.CountAsync("OutboxEmail", "State = 'Uncertain'"));
        };
        Assert.Equal(1, await Sender(database.Db, ours).SendDueAsync());
        Assert.Equal((1, 0), (ours.Took, theirs.Took));
        Assert.Equal(1, await database.CountAsync("OutboxEmail", "State = 'Sent'"));
    }

    [Fact]
    public async Task A_node_that_sleeps_until_an_email_was_sent_again_records_no_failure()
    {
        await WriteAsync();
        var officer = new Actor(Guid.CreateVersion7(), "Officer");
        ours.Meanwhile = async () =>
        {
            Sleep();
            await Sender(database.Db, theirs).SendDueAsync();
            // The attempts restart at zero, so they would look like this node's own.
            var email = (await database.Db.QueryAsync<Guid>("select Id from OutboxEmail"))[0];
            Assert.Null((await new SendEmailAgain(database.Db).RunAsync(officer, email)).FirstRefusal);
            Assert.Equal(1, await Sender(database.Db, theirs).SendDueAsync());
            throw new IOException("The line is dead");
        };
        Assert.Equal(0, await Sender(database.Db, ours).SendDueAsync());
        Assert.Equal(1, await database.CountAsync("OutboxEmail", "State = 'Sent' and Attempts = 1 and LastError is null"));
    }

    private void Sleep() => database.Clock.Offset += OutboxSender.Lease + TimeSpan.FromSeconds(1);

    private FileStore Files(Db db) => new(db, new FileStoreOptions { Root = database.Folder }, new ClamdOptions());

    private OutboxSender Sender(Db db, IMailTransport transport) =>
        new(db, transport, Files(db), new Alerts(db, NullLogger<Alerts>.Instance), new ThisNode(), NullLogger<OutboxSender>.Instance);

    private async Task<Guid> FileAsync()
    {
        var file = await Files(database.Db).WriteAsync(Actor.Portal, "letter.pdf", "application/pdf", [1, 2, 3], database.Clock.UtcNow());
        await database.Db.HousekeepAsync(work => work.ExecuteAsync(FileStore.InsertSql, file));
        return file.Id;
    }

    private Task WriteAsync(Guid? attachment = null) =>
        database.Db.ChangeAsync(
            Actor.Portal,
            AuditAction.SignInLinkSent,
            Guid.CreateVersion7(),
            async work =>
            {
                await work.EmailAsync(new("a@b.example", "A subject", "A text", Guid.CreateVersion7()) { AttachmentId = attachment });
                return Result.Done;
            }
        );

    public void Dispose() => database.Dispose();
}
