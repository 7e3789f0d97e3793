using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Features.Audit;
using Commissioning.Features.Operations;
using Commissioning.Features.Tests.Payments;
using Commissioning.Platform.Data;
using Commissioning.Platform.Security;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Operations;

public sealed class AnchorAuditTests : IDisposable
{
    private readonly TestDatabase database = new();
    private readonly Db db;

    public AnchorAuditTests()
    {
        database.Clock.MoveTo("2027-01-11 09:00");
        db = new(database.Dialect, database.Clock) { CheckpointKey = new(TestCertificate.SelfSigned) };
        database.Watch(db);
    }

    private AnchorAudit Anchor => new(db, PortalOffice, database.Clock);
    private static Office PortalOffice => PaymentFixture.Office;

    [Fact]
    public async Task Each_auditor_gets_the_end_of_the_trail_once_a_day()
    {
        var scenario = new Scenario(db, database.Clock);
        await scenario.PersonAsync(Role.Auditor);
        await scenario.PersonAsync(Role.Auditor);
        Assert.Equal(2, await Anchor.RunAsync());
        Assert.Equal(0, await Anchor.RunAsync());
        database.Clock.MoveTo("2027-01-11 23:50");
        Assert.Equal(0, await Anchor.RunAsync());
        await db.RecordAsync(Actor.Portal, AuditAction.FundCreated, Guid.CreateVersion7());
        database.Clock.MoveTo("2027-01-12 00:10");
        Assert.Equal(2, await Anchor.RunAsync());

        foreach (
            var text in await db.QueryAsync<string>(
                "select TextBody from OutboxEmail where Kind = 'AuditTrailAnchored' order by CreatedAt, Id"
            )
        )
        {
            var printed = text.Split('\n').Single(line => AuditHead.Of(line).IsDone);
            Assert.True((await new VerifyAudit(db).RunAsync(AuditHead.Of(printed).Value)).Intact);
        }
    }

    [Fact]
    public async Task A_day_on_which_nothing_was_done_and_a_portal_without_auditors_send_nothing()
    {
        var scenario = new Scenario(db, database.Clock);
        await scenario.PersonAsync(Role.Administrator);
        Assert.Equal(0, await Anchor.RunAsync());
        await scenario.PersonAsync(Role.Auditor);
        Assert.Equal(1, await Anchor.RunAsync());
        database.Clock.MoveTo("2027-01-12 09:00");
        Assert.Equal(0, await Anchor.RunAsync());
    }

    public void Dispose() => database.Dispose();
}
