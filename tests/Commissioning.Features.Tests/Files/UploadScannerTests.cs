using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Documents;
using Commissioning.Features.Applications;
using Commissioning.Platform.Files;
using Commissioning.Platform.Watching;
using Commissioning.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Commissioning.Features.Tests.Files;

public sealed class UploadScannerTests : IDisposable
{
    private readonly TestDatabase database = new();
    private readonly Alerts alerts;

    public UploadScannerTests() => alerts = new(database.Db, NullLogger<Alerts>.Instance);

    [Fact]
    public async Task The_test_virus_is_quarantined_and_clean_files_are_served()
    {
        using var daemon = new ClamDaemon();
        await daemon.ReadyAsync();
        var files = Store(daemon.Options);
        var scenario = new Scenario(database.Db, database.Clock);
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        var round = await scenario.RoundAsync(
            officer,
            [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)]
        );
        var applicant = await scenario.PersonAsync(Role.Applicant);
        var draft = (
            await new StartApplication(database.Db).RunAsync(
                applicant,
                round,
                await scenario.OrganisationAsync(applicant),
                await scenario.EligibleAsync(round)
            )
        ).Value;
        var kinds = (await database.Db.ReadAsync(work => ApplicationDocumentQueries.GetAsync(work, applicant, draft))).Kinds;
        Assert.Null(
            (
                await new AddDocument(database.Db, files, database.Clock).RunAsync(
                    applicant,
                    draft,
                    kinds[0].Id,
                    Upload.Read("constitution.pdf", "%PDF-1.4 rules"u8.ToArray(), "").Value!,
                    ""
                )
            ).FirstRefusal
        );
        Assert.Null(
            (
                await new AddDocument(database.Db, files, database.Clock).RunAsync(
                    applicant,
                    draft,
                    kinds[1].Id,
                    Upload.Read("policy.pdf", [.. "%PDF-1.4 "u8, .. ClamDaemon.Eicar, .. new byte[200_000]], "").Value!,
                    ""
                )
            ).FirstRefusal
        );
        var (clean, bad) = (
            (await database.Db.ReadAsync(work => ApplicationDocumentQueries.GetAsync(work, applicant, draft))).Documents[0],
            (await database.Db.ReadAsync(work => ApplicationDocumentQueries.GetAsync(work, applicant, draft))).Documents[1]
        );
        Assert.Contains(
            "is waiting for the virus scanner",
            (
                await Assert.ThrowsAsync<FileQuarantinedException>(() =>
                    new OpenDocument(database.Db, files).RunAsync(applicant, draft, clean.Id)
                )
            ).Message,
            StringComparison.Ordinal
        );

        // The oldest file is missing from the disk and must not delay the others.
        var lost = await UploadAsync(files);
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update StoredFile set StoredAt = @Before where Id = @lost", new { lost, Before = work.Now.AddDays(-1) })
        );
        await files.DeleteAsync(lost);

        // Two nodes run at once; each file is scanned and reported once.
        var nodes = new[] { Scanner(files, daemon.Tcp), Scanner(files, daemon.Options) };
        await Task.WhenAll(nodes.Select(node => Task.Run(() => node.ScanWaitingAsync())));
        Assert.StartsWith(
            "1 uploaded files cannot be checked",
            Assert.Single(await alerts.StandingAsync(), alert => alert.Kind == AlertKind.FileStorage).Sentence,
            StringComparison.Ordinal
        );
        Assert.Equal(
            [ScanState.Clean, ScanState.Quarantined],
            (await database.Db.ReadAsync(work => ApplicationDocumentQueries.GetAsync(work, applicant, draft))).Documents.Select(document =>
                document.ScanState
            )
        );
        Assert.Equal("constitution.pdf", (await new OpenDocument(database.Db, files).RunAsync(applicant, draft, clean.Id)).Name);
        Assert.StartsWith(
            "The virus scanner found something harmful in policy.pdf",
            (
                await Assert.ThrowsAsync<FileQuarantinedException>(() =>
                    new OpenDocument(database.Db, files).RunAsync(applicant, draft, bad.Id)
                )
            ).Message,
            StringComparison.Ordinal
        );
        Assert.Equal(
            1,
            await database.CountAsync("AuditEntry", "Action = 'FileQuarantined' and Detail = 'policy.pdf: Own.Eicar.UNOFFICIAL'")
        );
        Assert.Equal(0, await nodes[0].ScanWaitingAsync());
        database.Clock.Offset += TimeSpan.FromMinutes(1);
        Assert.Equal(1, await nodes[0].ScanWaitingAsync());
    }

    [Fact]
    public async Task Uploaded_files_wait_while_the_scanner_does_not_answer()
    {
        var silent = new ClamdOptions { Host = "127.0.0.1", Port = 1 };
        var files = Store(silent);
        var file = await UploadAsync(files);
        await Assert.ThrowsAsync<ScannerException>(() => Scanner(files, silent).ScanWaitingAsync());
        Assert.Equal(1, await database.CountAsync("StoredFile", "ScanState = 'Awaiting'"));
        await Assert.ThrowsAsync<FileQuarantinedException>(() => files.OpenAsync(file));
        // Without a scanner they are marked and can be downloaded.
        Assert.Equal("receipt.pdf", (await Store(new()).OpenAsync(file)).Name);
    }

    private async Task<Guid> UploadAsync(FileStore files)
    {
        var person = await new Scenario(database.Db, database.Clock).PersonAsync(Role.Applicant);
        var file = await files.WriteAsync(person, "receipt.pdf", "application/pdf", "%PDF-1.4 paid"u8.ToArray(), database.Clock.UtcNow());
        await database.Db.HousekeepAsync(work => work.ExecuteAsync(FileStore.InsertSql, file));
        return file.Id;
    }

    private UploadScanner Scanner(FileStore files, ClamdOptions clamd) => new(database.Db, files, new Clamd(clamd), alerts, database.Clock);

    private FileStore Store(ClamdOptions clamd) =>
        new(database.Db, new FileStoreOptions { Root = Path.Combine(database.Folder, "files") }, clamd);

    public void Dispose() => database.Dispose();
}
