using System.Diagnostics;
using System.Net;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Nodes;
using Commissioning.Testing;
using Commissioning.Web.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Commissioning.Web.Tests.Nodes;

public sealed class NodeShutdownTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    [Fact]
    public async Task A_node_told_to_stop_reports_not_ready_still_answers_and_takes_no_work()
    {
        using var visitor = host.Visitor();
        // On a busy machine the first check may take longer than its timeout.
        for (var watch = Stopwatch.StartNew(); await StatusAsync("/health/ready") != HttpStatusCode.OK; )
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(5), "The node is never ready");
        await host.Services.GetServices<IHostedService>().OfType<NodeJob>().Single().StoppingAsync(CancellationToken.None);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync("/health/ready"));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await StatusAsync("/health/live"), await StatusAsync("/")));
        Assert.False(await host.Services.GetRequiredService<JobLeases>().HoldsAsync("reminders"));

        async Task<HttpStatusCode> StatusAsync(string path)
        {
            using var answer = await visitor.GetAsync(path);
            return answer.StatusCode;
        }
    }
}
