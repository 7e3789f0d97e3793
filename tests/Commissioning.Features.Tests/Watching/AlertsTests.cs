using Commissioning.Platform.Watching;
using Commissioning.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Commissioning.Features.Tests.Watching;

public sealed class AlertsTests : IDisposable
{
    private readonly TestDatabase database = new();

    [Fact]
    public async Task An_alert_raised_several_times_is_listed_once_and_starts_again_after_it_was_cleared()
    {
        var alerts = new Alerts(database.Db, NullLogger<Alerts>.Instance);
        await alerts.RaiseAsync(AlertKind.MailServer, "The mail server refuses e-mails");
        await alerts.RaiseAsync(AlertKind.MailServer, "The mail server does not answer");
        var alert = Assert.Single(await alerts.StandingAsync());
        Assert.Equal((2L, "The mail server does not answer"), (alert.Times, alert.Sentence));
        await alerts.ClearAsync(AlertKind.MailServer);
        Assert.Empty(await alerts.StandingAsync());
        await alerts.RaiseAsync(AlertKind.MailServer, "Again");
        Assert.Equal(1, Assert.Single(await alerts.StandingAsync()).Times);
    }

    public void Dispose() => database.Dispose();
}
