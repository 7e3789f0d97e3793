using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;
using Commissioning.Platform.Watching;

namespace Commissioning.Platform.Files;

/// <summary>Scans every uploaded file for viruses. While the scanner is unavailable, files wait and nothing is lost. A file that cannot be
/// read or scanned does not delay the others, and is tried again a minute later.</summary>
public sealed class UploadScanner(Db db, FileStore files, Clamd clamd, Alerts alerts, TimeProvider clock)
{
    private const int Together = 20;
    private static readonly TimeSpan BeforeAgain = TimeSpan.FromMinutes(1);

    // Used only by this node's single scanning job.
    private readonly HashSet<Guid> failed = [];
    private DateTime failedSince;

    /// <returns>The number of files scanned.</returns>
    public async Task<int> ScanWaitingAsync(CancellationToken stopping = default)
    {
        if (!clamd.IsConfigured)
            return 0;
        if (clock.UtcNow() - failedSince >= BeforeAgain)
            failed.Clear();
        var waiting = (await db.QueryAsync<UnscannedFile>(WaitingSql, new { Together = Together + failed.Count }))
            .Where(file => !failed.Contains(file.Id))
            .ToList();
        Exception? fault = null;
        foreach (var file in waiting)
        {
            try
            {
                await ScanAsync(file, stopping);
            }
            // A failure of this file only. If the scanner does not answer at all, the exception has an inner exception.
            catch (Exception exception)
                when (exception is FileStorageException or IOException or InvalidDataException or ScannerException { InnerException: null })
            {
                if (failed.Count == 0)
                    failedSince = clock.UtcNow();
                failed.Add(file.Id);
                fault = exception;
            }
        }
        if (fault is not null)
            await alerts.RaiseAsync(
                fault is ScannerException ? AlertKind.VirusScanner : AlertKind.FileStorage,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{failed.Count} uploaded files cannot be checked by the virus scanner and cannot be downloaded. The last error: {Redaction.Reason(fault)}. The portal tries them again every minute. Restore what is missing from the backup, or let the scanner (clamd.conf) accept larger files."
                )
            );
        return waiting.Count;
    }

    private async Task ScanAsync(UnscannedFile file, CancellationToken stopping)
    {
        using var span = Telemetry.Start("scan");
        var virus = await clamd.ScanAsync((await files.ReadAsync(file.Id)).Content, stopping);
        var state = virus is null ? ScanState.Clean : ScanState.Quarantined;
        // Before the row: if this fails, the file still waits and is scanned again.
        await files.MarkAsync(file.Id, state, stopping);
        // Another node may have been first; then nothing changes and no one is told.
        await db.ChangeAsync(
            Actor.Portal,
            virus is null ? AuditAction.FileScanned : AuditAction.FileQuarantined,
            file.Id,
            async work =>
            {
                if (
                    await work.ExecuteAsync(
                        "update StoredFile set ScanState = @state, ScannedAt = @Now, Signature = @virus where Id = @Id and ScanState = 'Awaiting'",
                        new
                        {
                            file.Id,
                            state,
                            virus,
                            work.Now,
                        }
                    ) == 0
                )
                    return new Refusal("Looked at already");
                work.Note(virus is null ? file.Name : $"{file.Name}: {virus}");
                return Result.Done;
            }
        );
    }

    private const string WaitingSql = """
        with Numbered as (select Id, Name, row_number() over (order by StoredAt, Id) as RowNumber from StoredFile where ScanState = 'Awaiting')
        select Id, Name from Numbered where RowNumber <= @Together order by RowNumber
        """;

    private sealed record UnscannedFile
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
    }
}
