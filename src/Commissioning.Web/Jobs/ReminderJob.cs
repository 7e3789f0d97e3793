using Commissioning.Features.Applications;
using Commissioning.Features.Awards;
using Commissioning.Features.Casework;
using Commissioning.Features.CspBudgets;
using Commissioning.Features.Funds;
using Commissioning.Features.Monitoring;
using Commissioning.Features.Operations;
using Commissioning.Features.Payments;
using Commissioning.Features.Publishing;
using Commissioning.Features.Records;
using Commissioning.Features.Reporting;
using Commissioning.Features.Scoring;
using Commissioning.Platform.Nodes;
using Commissioning.Platform.Watching;

namespace Commissioning.Web.Jobs;

/// <summary>Sends reminders that are due, at the start and every minute, on one node at a time.</summary>
public sealed class ReminderJob(IServiceScopeFactory scopes, JobRuns jobs, JobLeases leases) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <param name="Job">As the alert and the health page name it.</param>
    public sealed record Reminder(string Job, Func<IServiceProvider, Task> SendAsync);

    public static readonly IReadOnlyList<Reminder> All =
    [
        new("Reminders of closing rounds", services => services.GetRequiredService<RemindOfClosing>().RunAsync()),
        new("Messages about drafts that were not sent", services => services.GetRequiredService<TellOfDrafts>().RunAsync()),
        new("Reminders to assessors", services => services.GetRequiredService<RemindAssessors>().RunAsync()),
        new("Reminders of quarterly returns", services => services.GetRequiredService<RemindOfReturns>().RunAsync()),
        new("Differences from the profile of budgets", services => services.GetRequiredService<RaiseMoneyAlarms>().RunAsync()),
        new("Alarms about budgets", services => services.GetRequiredService<RaiseCspAlarms>().RunAsync()),
        new("Reminders of offers", services => services.GetRequiredService<RemindOfOffers>().RunAsync()),
        new("Reminders of monitoring returns", services => services.GetRequiredService<RemindOfMonitoring>().RunAsync()),
        new("Reminders of certificates of use", services => services.GetRequiredService<RemindOfUseCertificates>().RunAsync()),
        new("Reminders of money to be paid back", services => services.GetRequiredService<RemindOfRecoveries>().RunAsync()),
        new("Months whose files are to be released", services => services.GetRequiredService<RemindOfReleases>().RunAsync()),
        new("Messages that a round is open", services => services.GetRequiredService<TellOfOpening>().RunAsync()),
        new("Messages about answered questions", services => services.GetRequiredService<TellOfAnswers>().RunAsync()),
        new("Signatures of the audit trail", services => services.GetRequiredService<AnchorAudit>().RunAsync()),
        new("Proposals to erase records", services => services.GetRequiredService<ProposeErasures>().RunAsync()),
        new("E-mails about what waits", services => services.GetRequiredService<TellWhatWaits>().RunAsync()),
    ];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        do await SendAsync(All, stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Each reminder runs separately, so one that fails is logged and watched under its own name and does not delay the
    /// others.</summary>
    public async Task SendAsync(IReadOnlyList<Reminder> reminders, CancellationToken stopping)
    {
        foreach (var reminder in reminders)
            await jobs.RunAsync(
                reminder.Job,
                async () =>
                {
                    if (!await leases.HoldsAsync("reminders"))
                        return;
                    using var scope = scopes.CreateScope();
                    await reminder.SendAsync(scope.ServiceProvider);
                },
                stopping
            );
    }
}
