using Commissioning.Platform.Files;
using Commissioning.Platform.Nodes;
using Commissioning.Platform.Watching;

namespace Commissioning.Web.Jobs;

/// <summary>Scans waiting files every few seconds. A scanner that does not answer is asked again.</summary>
public sealed class ScanJob(UploadScanner scanner, JobRuns jobs, ThisNode node) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        do
        {
            await jobs.RunAsync(
                "Scanning files",
                async () =>
                {
                    while (node.MayClaimWork && await scanner.ScanWaitingAsync(stoppingToken) > 0) { }
                },
                stoppingToken
            );
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
