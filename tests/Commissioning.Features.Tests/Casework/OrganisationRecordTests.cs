using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Payments;
using Commissioning.Features.Casework;
using Commissioning.Features.Organisations;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Casework;

public sealed class OrganisationRecordTests
{
    [Fact]
    public async Task Every_sum_is_that_of_its_rows_over_all_records_of_the_organisation()
    {
        using var database = new TestDatabase();
        await BulkAwards.FillAsync(database, 400);
        var officer = await new Scenario(database.Db, database.Clock).PersonAsync(Role.CommissioningOfficer);
        var (one, other) = await database.Db.ReadAsync(async work =>
        {
            var ids = await work.QueryAsync<Guid>(
                "select Id from Organisation where Name = 'Group 3' or Name = 'Group 4' order by Name, Id"
            );
            return (ids[0], ids[1]);
        });
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update Payment set Status = 'Failed' where AwardId in (select w.Id from Award w join Application a on a.Id = w.ApplicationId where a.OrganisationId = @one and w.Number < 100)",
                new { one }
            )
        );
        Assert.Null((await new MergeOrganisations(database.Db).RunAsync(officer, one, other, one, "The same trustees")).FirstRefusal);
        var (record, payments, returns) = await database.Db.ReadAsync(async work =>
            (
                await OrganisationRecord.OverviewAsync(work, other),
                await OrganisationRecord.PaymentsAsync(work, other),
                await OrganisationRecord.ReturnsAsync(work, other)
            )
        );
        var of = new { one, other };
        Task<Money> SumAsync(string sql) =>
            database.Db.ReadAsync(work => work.ScalarAsync<Money>($"{sql} and (a.OrganisationId = @one or a.OrganisationId = @other)", of));
        const string Awards = "from Award w join Application a on a.Id = w.ApplicationId";
        var total = record.Total;
        Assert.Equal((10, 10), (total.Sent, total.Awards));
        Assert.Equal(await SumAsync("select sum(a.AmountRequested) from Application a where a.Number is not null"), total.Asked);
        Assert.Equal(await SumAsync($"select sum(w.Amount - w.GivenBack) {Awards} where w.AcceptedAt is not null"), total.Awarded);
        Assert.Equal(
            await SumAsync($"select sum(p.Amount) {Awards} join Payment p on p.AwardId = w.Id where p.Status = 'Paid'"),
            total.Paid
        );
        Assert.Equal(total.Awarded - total.Paid, total.Left);
        Assert.Equal(total.Paid, payments.Where(payment => payment.Status == PaymentStatus.Paid).Sum(payment => payment.Amount));
        Assert.Equal(2, payments.Count(payment => payment.Status == PaymentStatus.Failed));
        Assert.Equal((10, 10), (payments.Count, returns.Count));
        // The lines of the years add up to the total.
        Assert.Equal(total.Asked, record.History.Sum(line => line.Sums.Asked));
        Assert.Equal(total.Awarded, record.History.Sum(line => line.Sums.Awarded));
        Assert.Equal(total.Paid, record.History.Sum(line => line.Sums.Paid));
        Assert.Equal(total.GivenBack, record.History.Sum(line => line.Sums.GivenBack));
    }
}
