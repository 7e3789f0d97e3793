using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>A person who may approve payments lets an area be paid without the returns that are late today. One that is late later holds
/// payments again. A return of a locked year can no longer be certified, so that nothing else lifts its hold.</summary>
public sealed class ExceptLateReturns(Db db)
{
    public Task<Result> RunAsync(Actor actor, FinancialYear year, Guid area, string? exceptReason) =>
        db.ChangeAsync(
            actor,
            AuditAction.AreaReturnExcepted,
            area,
            async work =>
            {
                if (ReasonRules.WhyTooThin(exceptReason, nameof(exceptReason)) is { } thin)
                    return thin;
                var lead = await AreaPayments.LeadAsync(work, area);
                if (await Separation.WhyContactAsync(work, actor, area, lead.Area) is { } apart)
                    return apart;
                var late = await AreaPayments.OverdueAsync(work, year, area);
                if (late.Count == 0)
                    return new Refusal($"No late return of {lead.Area} holds its payments", nameof(exceptReason));
                await work.ExecuteAsync(
                    "insert into AreaReturnException (AreaId, BudgetYear, Period, Reason, GivenBy, GivenAt) values (@area, @BudgetYear, @Period, @Reason, @By, @Now)",
                    late.Select(one => new
                    {
                        area,
                        BudgetYear = one.Year.ToString(),
                        Period = one.Period.ToString(),
                        Reason = exceptReason!.Trim(),
                        By = actor.Id,
                        work.Now,
                    })
                );
                work.Note(
                    $"{lead.Area} may be paid without its return for {string.Join(", ", late.Select(one => one.Name))}: {exceptReason!.Trim()}"
                );
                return Result.Done;
            }
        );
}
