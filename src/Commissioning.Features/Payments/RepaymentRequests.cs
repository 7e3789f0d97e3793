using Commissioning.Domain;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Payments;
using Commissioning.Features.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Money asked back that no close-out and no decision asks for.</summary>
internal static class RepaymentRequests
{
    internal static Refusal? WhyNot(Money? repayAmount, string? repayReason) =>
        repayAmount is not { } sum || sum <= Money.Zero ? new("Enter an amount of more than £0.00", nameof(repayAmount))
        : string.IsNullOrWhiteSpace(repayReason) ? new("Say what it is for. The invoice says this.", nameof(repayReason))
        : TextLimit.WhyTooLong(repayReason, 500, nameof(repayReason));

    internal static async Task<Guid> InsertAsync(
        Office office,
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
