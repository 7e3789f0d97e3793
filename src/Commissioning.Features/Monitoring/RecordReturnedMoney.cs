using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Applications;
using Commissioning.Features.Awards;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>Finance records returned money, which goes to the pot at once.</summary>
public sealed class RecordReturnedMoney(Db db, Office office)
{
    public Task<Result> RunAsync(Actor actor, Guid award, Money amount, DateOnly on, string? reference) =>
        db.ChangeAsync(
            actor,
            AuditAction.RecoveryReceived,
            award,
            async work =>
            {
                var view = await CloseOutQueries.ViewAsync(work, await AwardReader.FindAsync(work, award));
                if (view.CloseOut is not { } row)
                    throw new NotFoundException("The close-out is not begun");
                if (CloseOutRules.WhyCannotReceive(row.State, amount) is { } refusal)
                    return refusal;
                if (on > LondonTime.DateOf(work.Now) || on < LondonTime.DateOf(row.ProposedAt))
                    return new Refusal(
                        "Enter the day on which the money arrived. It cannot be before the close-out started or after today.",
                        nameof(on)
                    );
                if (reference?.Trim() is not { Length: > 0 and <= 100 } receipt)
                    return new Refusal("Enter the reference of the receipt, in up to 100 characters", nameof(reference));
                await work.ExecuteOneAsync(
                    "update CloseOut set Received = Received + @amount, ReceivedOn = @on, ReceivedBy = @By, ReceiptReference = @receipt, Version = Version + 1 where AwardId = @award and Version = @Version",
                    new
                    {
                        award,
                        row.Version,
                        amount,
                        on,
                        By = actor.Id,
                        receipt,
                    }
                );
                if (
                    await EndAward.GiveBackAsync(
                        work,
                        actor,
                        view.Award,
                        amount,
                        $"{view.Award.Reference} returned, {string.Join(", ", view.Invoices)}"
                    ) is
                    { } closed
                )
                    return closed;
                await SyncFindings.MarkStaleAsync(work, view.Award.OrganisationId);
                await Recipients.TellAsync(
                    work,
                    office,
                    MessageKind.MoneyReceived,
                    view.Award.ApplicationId,
                    new Dictionary<string, string>
                    {
                        ["amount"] = amount.ToString(),
                        ["day"] = LondonTime.Date(on),
                        ["receipt"] = receipt,
                    },
                    Links.Awards.MyGrant(view.Award.ApplicationId)
                );
                work.Note($"{amount} on {LondonTime.Date(on)}, {receipt}");
                return Result.Done;
            }
        );
}
