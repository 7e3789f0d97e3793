using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Payments;
using Commissioning.Features.Awards;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Approves or refuses a write-off: never by who proposed it, never above the person's limit for payments. What is written off
/// stays paid in the award's sums; nothing goes to the pot.</summary>
public sealed class DecideWriteOff(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid invoice, Guid writeOff, bool approve, string? decideNote) =>
        db.ChangeAsync(
            actor,
            approve ? AuditAction.WriteOffApproved : AuditAction.WriteOffRefused,
            invoice,
            async work =>
            {
                var row = await RecoveryInvoiceQueries.WriteOffAsync(work, writeOff);
                var of = await RecoveryInvoiceQueries.FindAsync(work, row.InvoiceId);
                if (of.Id != invoice)
                    throw new NotFoundException("No such write-off of this invoice");
                if (
                    RecoveryInvoiceRules.WhyCannotDecide(
                        row.State,
                        row.ProposedBy,
                        actor.Id,
                        approve,
                        row.Amount,
                        of.Owed,
                        PaymentRules.LimitFor(await PaymentLimitQueries.AllAsync(work), actor.Id, of.FundId, of.MoneyYear)
                    ) is
                    { } refusal
                )
                    return refusal;
                if (!approve && string.IsNullOrWhiteSpace(decideNote))
                    return new Refusal("Say why you refuse it", nameof(decideNote));
                if (TextLimit.WhyTooLong(decideNote, 500, nameof(decideNote)) is { } wide)
                    return wide;
                await work.ExecuteOneAsync(
                    "update RecoveryWriteOff set State = @State, DecidedBy = @By, DecidedAt = @Now, DecidedNote = @Note, Version = Version + 1 where Id = @writeOff and Version = @Version",
                    new
                    {
                        writeOff,
                        row.Version,
                        State = approve ? "Approved" : "Refused",
                        By = actor.Id,
                        work.Now,
                        Note = decideNote?.Trim(),
                    }
                );
                work.Note($"{of.Number}: {row.Amount}. {decideNote?.Trim()}");
                if (!approve)
                    return Result.Done;
                await work.ExecuteOneAsync(
                    "update RecoveryInvoice set WrittenOff = WrittenOff + @Amount, Version = Version + 1 where Id = @Id and Version = @Version",
                    new
                    {
                        of.Id,
                        of.Version,
                        row.Amount,
                    }
                );
                await SyncFindings.MarkStaleAsync(work, of.OrganisationId);
                if (of is not { AwardId: { } award, Kind: not RecoveryKind.Overpaid })
                    return Result.Done;
                await work.ExecuteOneAsync(
                    "update CloseOut set WrittenOff = WrittenOff + @Amount, Version = Version + 1 where AwardId = @award",
                    new { award, row.Amount }
                );
                await AwardTotals.RefreshAsync(work, award);
                return Result.Done;
            }
        );
}
