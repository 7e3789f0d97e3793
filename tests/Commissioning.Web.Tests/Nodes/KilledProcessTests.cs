using Commissioning.Features;
using Commissioning.Features.Audit;
using Commissioning.Features.Awards;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Files;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Nodes;

/// <summary>The portal's process is killed in the middle of its work and started again: nothing is lost and nothing is done
/// twice.</summary>
public sealed class KilledProcessTests : IDisposable
{
    private const int Applications = InterruptedWork.Applications;
    private readonly TestDatabase database = new();
    private readonly InterruptedWork middle;

    public KilledProcessTests() => middle = new(database);

    [Fact]
    public async Task A_process_killed_during_a_letter_batch_loses_and_repeats_no_letter()
    {
        var (officer, round) = await middle.DecidedAsync();
        Assert.Null((await new StartLetters(database.Db).RunAsync(officer, round, anyway: true)).FirstRefusal);
        await middle.WriteClockAsync("2026-02-23 10:00");
        using (var first = await PortalProcess.StartAsync(database))
            await middle.WhileLettersAreMadeAsync(_ => first.KillAsync());
        var before = await database.CountAsync("Letter", "State = 'Made'");
        Assert.InRange(before, 3, Applications - 1);
        // The dead process still holds its lease; the clock moves past it.
        await middle.WriteClockAsync("2026-02-23 10:05");
        using (await PortalProcess.StartAsync(database))
            await middle.UntilAsync("State = 'Made'", made => made == Applications);
        Assert.Equal(
            Applications,
            await database.Db.ScalarAsync<int>("select count(distinct SubjectId) from AuditEntry where Action = 'LetterMade'")
        );
        Assert.Equal(Applications, await database.CountAsync("AuditEntry", "Action = 'LetterMade'"));

        Assert.Null(
            (await new ReleaseLetters(database.Db, new Office { BaseUrl = "http://localhost" }).RunAsync(officer, round)).FirstRefusal
        );
        Assert.Equal(
            Applications,
            await database.Db.ScalarAsync<int>("select count(distinct SubjectId) from OutboxEmail where AttachmentId is not null")
        );
        Assert.Equal(Applications, await database.CountAsync("OutboxEmail", "AttachmentId is not null"));
        Assert.True((await new VerifyAudit(database.Db).RunAsync()).Intact);
    }

    [Fact]
    public async Task A_failure_at_any_statement_of_making_and_sending_letters_loses_and_repeats_no_letter()
    {
        var (officer, round) = await middle.DecidedAsync();
        var (db, office) = (database.Db, new Office { BaseUrl = "http://localhost" });
        await using var pdf = new ChromiumPdf(new PdfOptions { Chromium = "/none" });
        var files = new FileStore(db, new FileStoreOptions { Root = Path.Combine(database.Folder, "files") }, new ClamdOptions());
        await UntilAsync(() => new StartLetters(db).RunAsync(officer, round, anyway: true), () => database.CountAsync("LetterBatch"));
        Assert.Equal(Applications, await database.CountAsync("Letter"));
        // Letters made before the power failure are kept; the rest wait for the lease to expire.
        await UntilAsync(
            () => new MakeLetters(db, files, pdf, new ReleaseLetters(db, office), office).RunAsync("node"),
            async () => await database.CountAsync("Letter", "State = 'Waiting'") == 0 ? 1 : 0
        );
        Assert.Equal(
            (Applications, Applications),
            (
                await database.CountAsync("AuditEntry", "Action = 'LetterMade'"),
                await db.ScalarAsync<int>("select count(distinct SubjectId) from AuditEntry where Action = 'LetterMade'")
            )
        );
        // On the day on which they were made, and after they were compared with what they would say now.
        database.Clock.MoveTo("2026-02-23 10:00");
        await UntilAsync(
            () => new ReleaseLetters(db, office).RunAsync(officer, round),
            () => database.CountAsync("LetterBatch", "ReleasedAt is not null"),
            inChangesOnly: true
        );
        Assert.Equal(
            (Applications, Applications),
            (
                await database.CountAsync("OutboxEmail", "HtmlBody is not null"),
                await db.ScalarAsync<int>("select count(distinct SubjectId) from OutboxEmail where HtmlBody is not null")
            )
        );
        Assert.True((await new VerifyAudit(db).RunAsync()).Intact);

        async Task UntilAsync(Func<Task> step, Func<Task<int>> done, bool inChangesOnly = false)
        {
            for (var reached = 0; await done() == 0; reached++)
            {
                var left = reached;
                void Fail(Statement statement)
                {
                    if ((!inChangesOnly || statement.Change is not null) && Interlocked.Decrement(ref left) == -1)
                        throw new IOException("The power is gone");
                }
                db.Trace += Fail;
                try
                {
                    await step();
                }
                catch (Exception exception) when (exception is IOException or AggregateException) { }
                finally
                {
                    db.Trace -= Fail;
                }
                database.Clock.MoveTo(database.Clock.GetUtcNow().UtcDateTime.AddSeconds(91));
            }
        }
    }

    [Fact]
    public async Task A_process_killed_during_submissions_loses_and_repeats_no_application()
    {
        var (applicant, round, drafts) = await middle.ReadyDraftsAsync();
        await middle.WriteClockAsync("2026-01-20 12:00");
        var cookie = await PortalProcess.CookieAsync(database, applicant);
        using (var first = await PortalProcess.StartAsync(database))
        {
            var pages = new List<BrowserPage>();
            foreach (var draft in drafts)
                pages.Add(await InterruptedWork.FilledAsync(new Browser(first.Address, cookie), draft));
            var sending = pages.Select(page => Task.Run(() => page.PressAsync("Send the application"))).ToList();
            await middle.UntilAsync("Status = 'Submitted'", sent => sent >= 3, "Application");
            await first.KillAsync();
            // The database shows the result of a submission; the dying connection does not.
            await Task.WhenAll(sending.Select(press => press.ContinueWith(done => done.Exception, TaskScheduler.Default)));
        }
        await middle.AssertWholeAsync(round);
        using (var second = await PortalProcess.StartAsync(database))
            foreach (var draft in await database.Db.QueryAsync<Guid>("select Id from Application where Status = 'Draft'"))
                await (await InterruptedWork.FilledAsync(new Browser(second.Address, cookie), draft)).PressAsync("Send the application");
        await middle.AssertWholeAsync(round);
        Assert.Equal(
            Enumerable.Range(1, Applications),
            await database.Db.QueryAsync<int>("select Number from Application where RoundId = @round order by Number", new { round })
        );
    }

    public void Dispose() => database.Dispose();
}
