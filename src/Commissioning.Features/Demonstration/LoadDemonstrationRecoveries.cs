using Commissioning.Domain;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Demonstration;

/// <summary>Two invented invoices for money that the bank paid twice: part of one came back, and the other waits to be written
/// off.</summary>
internal sealed class LoadDemonstrationRecoveries(Db db, Office office, TimeProvider clock)
{
    public async Task<bool> RunOnceAsync(Actor finance)
    {
        if (await db.ScalarAsync<int>("select count(*) from RecoveryInvoice") > 0)
            return false;
        var awards = await db.QueryAsync<Guid>(
            "select w.Id from Award w where exists (select 1 from Payment p where p.AwardId = w.Id and p.Status = 'Paid') order by w.Number, w.Id"
        );
        if (awards.Count < 3)
            return false;
        var ask = new AskForOverpayment(db, office);
        var paid = await ask.RunAsync(finance, awards[1], Money.FromPounds(180), "The bank paid £180.00 of the grant twice");
        FinishDemonstrationRound.Done(paid);
        FinishDemonstrationRound.Done(
            await new RecordRecoveryReceipt(db, office).RunAsync(finance, paid.Value, Money.FromPounds(100), clock.Today(), "FP 118204")
        );
        var lost = await ask.RunAsync(finance, awards[2], new(4_500), "The bank paid £45.00 of the grant twice");
        FinishDemonstrationRound.Done(lost);
        FinishDemonstrationRound.Done(
            await new ProposeWriteOff(db).RunAsync(
                finance,
                lost.Value,
                new(4_500),
                "The group has closed its account, and asking again costs more than the sum"
            )
        );
        return true;
    }
}
