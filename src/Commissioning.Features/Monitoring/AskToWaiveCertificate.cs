using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Monitoring;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>An officer asks, with the reason, that the office goes without a certificate of use.</summary>
public sealed class AskToWaiveCertificate(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid award, string? waiverReason) =>
        db.ChangeAsync(
            actor,
            AuditAction.UseCertificateWaiverAsked,
            award,
            async work =>
            {
                var view = await UseCertificates.GetAsync(work, award);
                if (UseCertificateRules.WhyCannotAskWaiver(view.Row.State, view.Row.WaiverAskedBy is not null, waiverReason) is { } refusal)
                    return refusal;
                await work.ExecuteOneAsync(
                    "update UseCertificate set WaiverReason = @Reason, WaiverAskedBy = @By, WaiverAskedAt = @Now, Version = Version + 1 where AwardId = @award and Version = @Version",
                    new
                    {
                        award,
                        view.Row.Version,
                        Reason = waiverReason!.Trim(),
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{view.Award.Reference}: {waiverReason.Trim()}");
                return Result.Done;
            }
        );
}
