using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.Payments;
using Commissioning.Features.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Finance asks for money back that no close-out and no decision asks for: what the bank paid twice or too high, and what a lead
/// council holds above what its area keeps.</summary>
public sealed class AskForRepayment(Db db, Office office)
{
    /// <summary>What was paid on a grant outside what the portal asked the bank to pay.</summary>
    /// <param name="repayReason">What happened, as the invoice says it.</param>
    public Task<Result<Guid>> OverpaidAsync(Actor actor, Guid award, Money? repayAmount, string? repayReason) =>
        db.ChangeAsync<Guid>(
            actor,
            AuditAction.RecoveryInvoiced,
            award,
            async work =>
            {
                var row = await AwardReader.FindAsync(work, award);
                if (WhyNot(repayAmount, repayReason) is { } refusal)
                    return refusal;
                if (row.Paid == Money.Zero)
                    return new Refusal("Nothing has been paid on this grant", nameof(repayAmount));
                return Result.Made(
                    await InsertAsync(
                        work,
                        actor,
                        RecoveryKind.Overpaid,
                        row.OrganisationId,
                        award,
                        null,
                        null,
                        repayAmount!.Value,
                        repayReason!.Trim()
                    )
                );
            }
        );

    /// <summary>What a lead council holds above what its area keeps for the year; one invoice a time.</summary>
    public Task<Result<Guid>> OfAreaAsync(Actor actor, FinancialYear year, Guid area, Money? repayAmount, string? repayReason) =>
        db.ChangeAsync<Guid>(
            actor,
            AuditAction.AreaRepaymentAsked,
            area,
            async work =>
            {
                var (name, money) = await AreaPayments.NamedMoneyAsync(work, year, area);
                if (WhyNot(repayAmount, repayReason) is { } refusal)
                    return refusal;
                if (AreaPaymentRules.WhyNotPaidBack(name, money, repayAmount!.Value, nameof(repayAmount)) is { } much)
                    return much;
                if ((await AreaPayments.LeadAsync(work, area)).LeadOrganisationId is not { } council)
                    return new Refusal($"{name} has no lead council that could pay it back");
                if (
                    (await RecoveryInvoiceQueries.OfAreaAsync(work, year.ToString(), area)).FirstOrDefault(one => one.Owed > Money.Zero) is
                    { } open
                )
                    return new Refusal($"{open.Number} already asks for {open.Owed} of this area's year");
                return Result.Made(
                    await InsertAsync(
                        work,
                        actor,
                        RecoveryKind.Area,
                        council,
                        null,
                        area,
                        year.ToString(),
                        repayAmount.Value,
                        repayReason!.Trim()
                    )
                );
            }
        );

    private static Refusal? WhyNot(Money? repayAmount, string? repayReason) =>
        repayAmount is not { } sum || sum <= Money.Zero ? new("Enter an amount of more than £0.00", nameof(repayAmount))
        : string.IsNullOrWhiteSpace(repayReason) ? new("Say what it is for. The invoice says this.", nameof(repayReason))
        : TextLimit.WhyTooLong(repayReason, 500, nameof(repayReason));

    private async Task<Guid> InsertAsync(
        Work work,
        Actor actor,
        RecoveryKind kind,
        Guid organisation,
        Guid? award,
        Guid? area,
        string? year,
        Money amount,
        string reason
    )
    {
        var (id, number, dueOn) = (
            Guid.CreateVersion7(),
            await InvoiceNumber.NextAsync(work),
            RecoveryInvoices.DueOn(office, LondonTime.DateOf(work.Now))
        );
        await work.ExecuteAsync(
            "insert into RecoveryInvoice (Id, Number, Kind, OrganisationId, AwardId, AreaId, BudgetYear, Reason, Amount, IssuedBy, IssuedAt, DueOn, Version) values (@id, @number, @kind, @organisation, @award, @area, @year, @reason, @amount, @By, @Now, @dueOn, 1)",
            new
            {
                id,
                number,
                kind,
                organisation,
                award,
                area,
                year,
                reason,
                amount,
                By = actor.Id,
                work.Now,
                dueOn,
            }
        );
        work.Note($"{number}: {amount} by {LondonTime.Date(dueOn)}. {reason}");
        await RecoveryMessages.TellAsync(
            work,
            office,
            Domain.Messages.MessageKind.RecoveryInvoiced,
            await RecoveryInvoiceQueries.FindAsync(work, id)
        );
        return id;
    }
}
