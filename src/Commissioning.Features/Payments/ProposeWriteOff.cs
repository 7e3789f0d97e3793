using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Proposes to ask no longer for money that is owed. Another person decides.</summary>
public sealed class ProposeWriteOff(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid invoice, Money? writeOff, string? writeOffReason) =>
        db.ChangeAsync(
            actor,
            AuditAction.WriteOffProposed,
            invoice,
            async work =>
            {
                var view = await RecoveryInvoiceQueries.GetAsync(work, invoice);
                if (writeOff is not { } sum)
                    return new Refusal("Enter the amount to write off", nameof(writeOff));
                if (
                    RecoveryInvoiceRules.WhyCannotPropose(
                        view.Invoice.Owed,
                        view.Waiting is not null,
                        sum,
                        writeOffReason,
                        nameof(writeOff),
                        nameof(writeOffReason)
                    ) is
                    { } refusal
                )
                    return refusal;
                await work.ExecuteAsync(
                    "insert into RecoveryWriteOff (Id, InvoiceId, Amount, Reason, State, ProposedBy, ProposedAt, Version) values (@Id, @invoice, @sum, @Reason, 'Proposed', @By, @Now, 1)",
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        invoice,
                        sum,
                        Reason = writeOffReason!.Trim(),
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{view.Invoice.Number}: {sum}. {writeOffReason.Trim()}");
                return Result.Done;
            }
        );
}
