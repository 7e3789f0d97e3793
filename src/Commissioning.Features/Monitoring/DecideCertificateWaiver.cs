using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Monitoring;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>Another officer decides whether the office goes without a certificate of use.</summary>
public sealed class DecideCertificateWaiver(Db db, Office office)
{
    public Task<Result> RunAsync(Actor actor, Guid award, bool agree) =>
        db.ChangeAsync(
            actor,
            agree ? AuditAction.UseCertificateWaived : AuditAction.UseCertificateWaiverRefused,
            award,
            async work =>
            {
                var view = await UseCertificates.GetAsync(work, award);
                if (UseCertificateRules.WhyCannotDecideWaiver(view.Row.State, view.Row.WaiverAskedBy, actor.Id) is { } refusal)
                    return refusal;
                await work.ExecuteOneAsync(
                    agree
                        ? "update UseCertificate set State = 'Waived', WaivedBy = @By, WaivedAt = @Now, Version = Version + 1 where AwardId = @award and Version = @Version"
                        : "update UseCertificate set WaiverReason = null, WaiverAskedBy = null, WaiverAskedAt = null, Version = Version + 1 where AwardId = @award and Version = @Version",
                    new
                    {
                        award,
                        view.Row.Version,
                        By = actor.Id,
                        work.Now,
                    }
                );
                if (agree && view.Row.AskedAt is not null)
                    await KeepUseCertificate.TellAsync(work, office, MessageKind.UseCertificateWaived, view.Award, []);
                work.Note($"{view.Award.Reference}: asked by {view.Row.WaiverAskedByName}. {view.Row.WaiverReason}");
                return Result.Done;
            }
        );
}
