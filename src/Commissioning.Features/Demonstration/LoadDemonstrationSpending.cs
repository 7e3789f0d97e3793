using System.Globalization;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Publishing;
using Commissioning.Features.Publishing;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Demonstration;

/// <summary>Months of other spending, released up to the month before the last. Suppliers are invented; one is a person, who is not
/// named.</summary>
internal sealed class LoadDemonstrationSpending(Db db, FinishDemonstrationRound finish, Office office, TimeProvider clock)
{
    private const string Person = "INV-25-0341";
    private static readonly DateOnly Month = new(2025, 3, 1);
    private const string Extract = """
        Payment date,Supplier,Amount,Purpose,Value for money reason,Reference
        04/03/2025,Harbour Print Ltd,1284.00,Leaflets for the spring crime prevention campaign,The lowest of three quotes,INV-25-0318
        07/03/2025,Beacon Audit LLP,6250.00,Internal audit of the victims' fund,Price fixed by a framework contract,INV-25-0322
        12/03/2025,Rowan Catering,312.40,Lunch for a training day,Cheaper than the venue's own,INV-25-0330
        18/03/2025,Fosse Rooms Ltd,940.00,Room for the panel's two days,Half the price of the usual hotel,INV-25-0337
        21/03/2025,Alice Thornbury,1150.00,Sign language at three public meetings,The usual rate for this skill,INV-25-0341
        28/03/2025,Larkspur Software Ltd,12480.00,One year's licence of the case system,Won in open competition,INV-25-0352
        """;

    public async Task<bool> RunOnceAsync(IReadOnlyDictionary<string, Actor> people)
    {
        if (await db.ScalarAsync<int>("select count(*) from SpendingLoad") > 0)
            return false;
        var (officer, publisher) = (people["officer"], people["publisher"]);
        await LoadAsync(officer, Month, Extract);
        var person = await db.FindAsync<SpendingDesk.Payment>(SpendingDesk.PaymentSql + " where p.Reference = @Person", new { Person });
        FinishDemonstrationRound.Done(
            await new SaveSpendingPayment(finish.At("2025-04-08 09:52")).RunAsync(
                officer,
                person.Id,
                person.Purpose,
                person.ValueReason,
                WithheldGround.Section40,
                null,
                person.Version
            )
        );
        await ReleaseAsync(officer, publisher, Month);
        for (var month = Month.AddMonths(1); ReleaseRules.IsOver(month.AddMonths(1), clock.Today()); month = month.AddMonths(1))
        {
            await LoadAsync(
                officer,
                month,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"""
                    Payment date,Supplier,Amount,Purpose,Value for money reason,Reference
                    {month:dd/MM/yyyy},Fosse Rooms Ltd,{600
                        + 20 * month.Month}.00,Room for the month's public meeting,Half the price of the usual hotel,INV-{month:yyMM}-07
                    {month:dd/MM/yyyy},Rowan Catering,86.50,Coffee for the public meeting,Cheaper than the venue's own,INV-{month:yyMM}-08
                    """
                )
            );
            await ReleaseAsync(officer, publisher, month);
        }
        return true;
    }

    private async Task LoadAsync(Actor officer, DateOnly month, string extract) =>
        FinishDemonstrationRound.Done(
            await new LoadSpending(On(month, 8, "09:40"), office).RunAsync(
                officer,
                ReleaseRules.Text(month),
                $"payments-{ReleaseRules.Text(month)}.csv",
                Encoding.UTF8.GetBytes(extract)
            )
        );

    private async Task ReleaseAsync(Actor officer, Actor publisher, DateOnly month)
    {
        FinishDemonstrationRound.Done(await new PrepareSpending(On(month, 8, "10:05")).RunAsync(officer, month));
        FinishDemonstrationRound.Done(
            await new ReleaseSpending(On(month, 10, "15:20"), office).RunAsync(
                publisher,
                month,
                await db.ScalarAsync<Guid>("select Id from Release where Kind = 'Spending' and ReleasedAt is null")
            )
        );
    }

    /// <summary>A day of the month after.</summary>
    private Db On(DateOnly month, int day, string time) =>
        finish.At(string.Create(CultureInfo.InvariantCulture, $"{month.AddMonths(1).AddDays(day - 1):yyyy-MM-dd} {time}"));
}
