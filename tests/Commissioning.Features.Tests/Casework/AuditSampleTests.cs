using Commissioning.Domain;
using Commissioning.Domain.Casework;
using Commissioning.Features.Casework;
using Commissioning.Features.Tests.Payments;

namespace Commissioning.Features.Tests.Casework;

public sealed class AuditSampleTests : IDisposable
{
    private readonly PaymentFixture place = new();

    [Fact]
    public async Task A_sample_is_kept_and_drawn_again_by_its_seed_until_the_period_changes()
    {
        await place.WithAwardsAsync(1_000, 2_000, 3_000, 4_000, 5_000);
        var payments = new List<Guid>();
        foreach (var award in place.Awards)
            payments.Add(await place.ApprovedAsync(award, Money.FromPounds(500)));
        var run = await place.SentAsync([.. payments]);
        Assert.Null((await place.Result.RunAsync(place.Finance, run, await place.AnswerAsync(run, _ => "paid"))).FirstRefusal);
        var db = place.Database.Db;
        async Task<AuditSamples.SampleDetail> DrawAsync(string? seed)
        {
            var made = await new DrawAuditSample(db).RunAsync(
                place.Finance,
                SampleSource.Both,
                SampleMethod.Random,
                new(2026, 4, 1),
                PaymentFixture.Today,
                seed,
                2
            );
            Assert.Null(made.FirstRefusal?.Sentence);
            return await db.ReadAsync(work => AuditSamples.GetAsync(work, made.Value));
        }
        var first = await DrawAsync(null);
        var again = await DrawAsync(first.Sample.Seed);
        Assert.Equal(first.Items.Select(item => item.PaymentId), again.Items.Select(item => item.PaymentId));
        Assert.Equal((2, 5, Money.FromPounds(2_500)), (first.Items.Count, first.Sample.PopulationCount, first.Sample.PopulationTotal));
        Assert.True(first.IsSame);
        // A payment that came back was made all the same.
        await db.HousekeepAsync(work =>
            work.ExecuteAsync("update Payment set Status = 'Returned' where Id = @Id", new { Id = payments[0] })
        );
        Assert.True((await db.ReadAsync(work => AuditSamples.GetAsync(work, first.Sample.Id))).IsSame);
        await db.HousekeepAsync(work => work.ExecuteAsync("update Payment set Amount = 1 where Id = @Id", new { Id = payments[0] }));
        Assert.False((await db.ReadAsync(work => AuditSamples.GetAsync(work, first.Sample.Id))).IsSame);
        Assert.Equal([2, 1], (await db.ReadAsync(AuditSamples.ListAsync)).Select(sample => sample.Number));
        Assert.NotEmpty(AuditSamples.Xlsx(first));
    }

    [Fact]
    public async Task A_period_without_payments_is_refused()
    {
        await place.WithAwardsAsync(1_000);
        Assert.Equal(
            "Nothing was paid or posted in this period, so there is nothing to draw from",
            (
                await new DrawAuditSample(place.Database.Db).RunAsync(
                    place.Finance,
                    SampleSource.Both,
                    SampleMethod.ByFund,
                    new(2020, 4, 1),
                    new(2020, 4, 2),
                    null,
                    2
                )
            )
                .FirstRefusal!
                .Sentence
        );
    }

    public void Dispose() => place.Dispose();
}
