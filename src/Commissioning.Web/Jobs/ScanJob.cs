using Commissioning.Platform.Files;
using Commissioning.Platform.Nodes;

namespace Commissioning.Web.Jobs;

/// <summary>Looks every few seconds for files to scan. A scanner that does not answer is logged and asked again.</summary>
public sealed class ScanJob(UploadScanner scanner, ThisNode node, ILogger<ScanJob> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        do
        {
            try { while (node.MayTakeWork && await scanner.ScanWaitingAsync(stoppingToken) > 0) { } }
            catch (ScannerException exception) { log.LogWarning("{Reason}", exception.Message); }
            catch (Exception exception) when (exception is not (OutOfMemoryException or OperationCanceledException)) { log.LogError(exception, "Files could not be scanned"); }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
