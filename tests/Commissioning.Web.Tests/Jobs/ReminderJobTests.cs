using Commissioning.Platform.Nodes;
using Commissioning.Platform.Watching;
using Commissioning.Testing;
using Commissioning.Web.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Commissioning.Web.Tests.Jobs;

public sealed class ReminderJobTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task Reminders_that_fail_are_watched_by_name_and_hold_up_no_others()
    {
        var jobs = new JobRuns(host.Clock, NullLogger<JobRuns>.Instance);
        using var job = new ReminderJob(
            host.Services.GetRequiredService<IServiceScopeFactory>(),
            jobs,
            host.Services.GetRequiredService<JobLeases>()
        );
        List<string> sent = [];
        await job.SendAsync(
            [
                new("First", _ => throw new InvalidOperationException("for Jane Doe")),
                new("Second", _ => Task.Run(() => sent.Add("Second"))),
                new("Third", _ => Task.Run(() => sent.Add("Third"))),
            ],
            CancellationToken.None
        );
        Assert.Equal(["Second", "Third"], sent);
        Assert.Equal(
            [("First", "InvalidOperationException"), ("Second", null), ("Third", null)],
            jobs.All().Select(run => (run.Job, run.Failure))
        );
    }

    [Fact]
    public async Task Each_reminder_of_the_portal_is_a_run_that_succeeds()
    {
        var jobs = new JobRuns(host.Clock, NullLogger<JobRuns>.Instance);
        using var job = new ReminderJob(
            host.Services.GetRequiredService<IServiceScopeFactory>(),
            jobs,
            host.Services.GetRequiredService<JobLeases>()
        );
        await job.SendAsync(ReminderJob.All, CancellationToken.None);
        Assert.Equal(ReminderJob.All.Count, jobs.All().Count(run => run.WellAt is not null));
    }
}
