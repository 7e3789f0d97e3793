using Commissioning.Domain;
using Commissioning.Domain.Casework;
using Commissioning.Features.Casework;
using Commissioning.Features.Tests.Payments;

namespace Commissioning.Features.Tests.Casework;

public sealed class TellWhatWaitsTests : IDisposable
{
    private readonly PaymentFixture place = new();

    private TellWhatWaits Tell => new(place.Database.Db, PaymentFixture.Office);

    private Task<int> TellAtAsync(string london)
    {
        place.Database.Clock.MoveTo(london);
        return Tell.RunAsync();
    }

    private Task<IReadOnlyList<string>> SubjectsAsync(string to) =>
        place.Database.Db.QueryAsync<string>(
            "select e.Subject from OutboxEmail e join Person p on p.Email = e.ToAddress where p.DisplayName = @to order by e.CreatedAt, e.Id",
            new { to }
        );

    private async Task StartAsync()
    {
        await place.WithAwardsAsync(1000, 2000, 3000);
        // Without it the digests would name the missing weight table.
        await place.Database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into ModulusTable (Id, VersionName, ValidFrom, Weights, Substitutions, Lines, LoadedBy, LoadedAt) values (@Id, '1', '2026-05-01', '', '', 0, @By, @Now)",
                new
                {
                    Id = Guid.CreateVersion7(),
                    By = place.Officer.Id,
                    work.Now,
                }
            )
        );
        place.Database.Clock.MoveTo("2026-06-01 09:00");
        await Tell.RunAsync();
        await place.Database.Db.HousekeepAsync(work => work.ExecuteAsync("delete from OutboxEmail"));
    }

    [Fact]
    public async Task Finance_hear_at_once_that_payments_wait_and_once_an_hour_at_most()
    {
        await StartAsync();
        await place.RequestedAsync(place.Awards[0], Money.FromPounds(1000));
        await TellAtAsync("2026-06-01 11:00");
        Assert.Equal(["1 payment to approve"], await SubjectsAsync(place.Finance.Name));
        Assert.Equal(0, await TellAtAsync("2026-06-01 13:00"));
        await place.RequestedAsync(place.Awards[1], Money.FromPounds(2000));
        await TellAtAsync("2026-06-01 13:30");
        place.Database.Clock.MoveTo("2026-06-01 13:40");
        await place.RequestedAsync(place.Awards[2], Money.FromPounds(3000));
        await TellAtAsync("2026-06-01 13:59");
        Assert.Equal(["1 payment to approve", "2 payments to approve"], await SubjectsAsync(place.Finance.Name));
        await TellAtAsync("2026-06-01 14:31");
        Assert.Equal("3 payments to approve", (await SubjectsAsync(place.Finance.Name))[^1]);
        Assert.Empty(await SubjectsAsync(place.Officer.Name)); // who asked does not approve
        var text = (await place.Database.Db.QueryAsync<string>("select TextBody from OutboxEmail order by CreatedAt, Id"))[0];
        Assert.Contains($"http://localhost{Links.Casework.Next(WaitingKind.PaymentToApprove)}", text, StringComparison.Ordinal);
        // Each of the two finance officers.
        Assert.Equal(6, await place.Database.CountAsync("AuditEntry", "Action = 'WorkEmailSent' and Detail like '%to approve'"));
    }

    [Fact]
    public async Task A_kind_that_came_to_an_end_is_told_again_when_it_comes_back()
    {
        await StartAsync();
        await place.RequestedAsync(place.Awards[0], Money.FromPounds(1000));
        await TellAtAsync("2026-06-01 11:00");
        await place.Database.Db.HousekeepAsync(work => work.ExecuteAsync("update Payment set Status = 'Refused'"));
        Assert.Equal(0, await TellAtAsync("2026-06-01 13:00"));
        // Requested before the last e-mail, by the clock of another machine.
        await place.Database.Db.HousekeepAsync(work => work.ExecuteAsync("update Payment set Status = 'Requested'"));
        await TellAtAsync("2026-06-01 14:00");
        Assert.Equal(2, (await SubjectsAsync(place.Finance.Name)).Count);
    }

    [Fact]
    public async Task A_digest_comes_in_the_morning_and_none_comes_to_who_wants_none()
    {
        await StartAsync();
        var choose = new ChooseWorkEmail(place.Database.Db);
        Assert.Null((await choose.RunAsync(place.Finance, WorkEmailChoice.Daily)).FirstRefusal);
        Assert.Null((await choose.RunAsync(place.Officer, WorkEmailChoice.Never)).FirstRefusal);
        await place.RequestedAsync(place.Awards[0], Money.FromPounds(1000));
        await TellAtAsync("2026-06-02 06:59");
        Assert.Empty(await SubjectsAsync(place.Finance.Name));
        await TellAtAsync("2026-06-02 07:00");
        await TellAtAsync("2026-06-02 18:00");
        await TellAtAsync("2026-06-03 07:00");
        Assert.Equal(["1 payment to approve", "1 payment to approve"], await SubjectsAsync(place.Finance.Name));
        Assert.Empty(await SubjectsAsync(place.Officer.Name));
        Assert.Equal(WorkEmailChoice.Daily, await choose.OfAsync(place.Finance));
        Assert.NotNull((await choose.RunAsync(place.Finance, null)).FirstRefusal);
    }

    public void Dispose() => place.Dispose();
}
