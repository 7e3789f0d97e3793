using Commissioning.Domain;
using Commissioning.Domain.Payments;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Demonstration;

/// <summary>Invented finance codes, supplier and order numbers, and a journal that the finance system has. What the lead councils were paid
/// waits for the next.</summary>
internal sealed class LoadDemonstrationExports(Db db)
{
    private static readonly DateOnly First = new(2024, 4, 1);

    public async Task<bool> RunOnceAsync(Actor finance)
    {
        if (await db.ScalarAsync<int>("select count(*) from CodeSet") > 0)
            return false;
        var award = await db.QueryAsync<PaidAward>(
            "select w.Id, a.OrganisationId, n.FundId from Award w join Application a on a.Id = w.ApplicationId join Round n on n.Id = w.RoundId where exists (select 1 from Payment p where p.AwardId = w.Id and p.Status = 'Paid') order by w.Number, w.Id"
        );
        if (award.Count == 0)
            return false;
        var add = new AddCodeSet(db);
        var grant = await add.RunAsync(
            finance,
            new(award[0].FundId, null, null),
            null,
            new("01", "PC410", "4610", "PZ2425", "BASE", "OS"),
            First,
            null
        );
        FinishDemonstrationRound.Done(grant);
        FinishDemonstrationRound.Done(
            await add.RunAsync(finance, CodeScope.Any, CodedKind.AreaPayment, new("01", "PC420", "4620", "CSP", "BASE", "OS"), First, null)
        );
        FinishDemonstrationRound.Done(await new SetSupplierNumber(db).RunAsync(finance, award[0].OrganisationId, "S100231"));
        FinishDemonstrationRound.Done(await new SetPurchaseOrder(db).RunAsync(finance, award[0].Id, "PO-24-0117"));
        var profile = await new CopyExportProfile(db).RunAsync(finance, "journal", ExportKind.Journal, "Journal of grants");
        FinishDemonstrationRound.Done(profile);
        var (upTo, make) = (new DateOnly(2025, 3, 31), new MakeFinanceExport(db));
        var plan = await db.ReadAsync(work => FinanceExports.PlanAsync(work, profile.Value, upTo));
        var export = await make.RunAsync(finance, profile.Value, upTo, plan.Total.ToInput());
        FinishDemonstrationRound.Done(export);
        FinishDemonstrationRound.Done(await new ConfirmFinanceExport(db).RunAsync(finance, export.Value, 1, "GL batch 20250402"));
        return true;
    }

    private sealed record PaidAward
    {
        public required Guid Id { get; init; }
        public required Guid OrganisationId { get; init; }
        public required Guid FundId { get; init; }
    }
}
