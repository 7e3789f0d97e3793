using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Applications;
using Commissioning.Features.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>The organisation does not agree the closing figures, and says why. The office answers with figures worked out anew.</summary>
public sealed class DisputeCloseOut(Db db, Office office)
{
    public Task<Result> RunAsync(Actor actor, Guid application, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.CloseOutDisputed,
            application,
            async work =>
            {
                var view = await CloseOutQueries.ViewAsync(work, await AwardReader.FindMineAsync(work, actor, application));
                if (view.CloseOut is not { } row)
                    throw new NotFoundException("The close-out is not begun");
                if (CloseOutRules.WhyCannotDispute(row.State, reason) is { } refusal)
                    return refusal;
                await work.ExecuteOneAsync(
                    "update CloseOut set DisputedBy = @By, DisputedAt = @Now, DisputeReason = @Reason, Version = Version + 1 where AwardId = @Id and Version = @Version",
                    new
                    {
                        view.Award.Id,
                        row.Version,
                        By = actor.Id,
                        work.Now,
                        Reason = reason!.Trim(),
                    }
                );
                await ApplicationMessage.SendAsync(
                    work,
                    office,
                    application,
                    MessageKind.CloseOutDisputed,
                    new("", office.ContactEmail),
                    new Dictionary<string, string> { ["reason"] = reason.Trim() },
                    Links.Monitoring.CloseOut(view.Award.Id)
                );
                work.Note($"{view.Award.Reference}: does not agree. {reason.Trim()}");
                return Result.Done;
            }
        );
}
