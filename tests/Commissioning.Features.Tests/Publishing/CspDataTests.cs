using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Features.Publishing;
using Commissioning.Platform.Data;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Publishing;

public sealed class CspDataTests : IAsyncLifetime
{
    private static readonly FinancialYear Year = new(2025);
    private readonly TestDatabase database = new();
    private LedgerScenario ledger = null!;

    public async Task InitializeAsync()
    {
        database.Clock.MoveTo("2026-03-02 09:00");
        ledger = new(database);
        await ledger.OpenAsync(Year, 2, Money.FromPounds(1_000));
    }

    public Task DisposeAsync()
    {
        database.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Open_year_is_as_at_the_end_of_the_last_month_and_a_locked_one_is_final()
    {
        var data = new CspData(database.Db);
        var open = Assert.Single(await data.YearsAsync());
        Assert.Equal((new DateOnly(2026, 2, 28), false, Money.FromPounds(2_000)), (open.AsAt, open.IsFinal, open.Allocation));
        Assert.Equal("Not final, as at 28 February 2026", open.State);
        database.Clock.MoveTo("2026-06-15 09:00");
        Assert.Equal(new DateOnly(2026, 3, 31), Assert.Single(await data.YearsAsync()).AsAt);
        await database.Db.HousekeepAsync(work => work.ExecuteAsync("update LedgerYear set LockedAt = @Now", new { work.Now }));
        Assert.Equal("Final", Assert.Single(await data.YearsAsync()).State);
        var lines = Encoding.UTF8.GetString(await data.CsvAsync("2025-26")).TrimStart('\uFEFF').Split("\r\n");
        Assert.Equal(CspData.Columns.Select(column => column.Name), lines[0].Split(','));
        Assert.Equal("2025-26,Area 1,,1000.00,0.00,0.00,1000.00,0.00,0.00,0.00,1000.00,0.00,1000.00,0.00,0.00,Final,2026-03-31", lines[1]);
    }

    [Theory]
    [InlineData("2025")]
    [InlineData("2025-27")]
    [InlineData("2030-31")]
    public async Task Year_without_public_figures_is_not_found(string year) =>
        await Assert.ThrowsAsync<NotFoundException>(() => new CspData(database.Db).CsvAsync(year));
}
