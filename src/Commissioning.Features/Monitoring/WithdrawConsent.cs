using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Applications;
using Commissioning.Features.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>Consent to publish is taken back, by either side and at any time. What it was for is gone from public pages at once, and no
/// later publishing brings it back; only a new consent does.</summary>
public sealed class WithdrawConsent(Db db, Office office)
{
    /// <param name="of">For the organisation, its application; for the office, the award.</param>
    public Task<Result> RunAsync(Actor actor, ConsentSide side, Guid of, Guid consent, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.ConsentWithdrawn,
            of,
            async work =>
            {
                var award =
                    side == ConsentSide.Organisation
                        ? await AwardReader.FindMineAsync(work, actor, of)
                        : await AwardReader.FindAsync(work, of);
                var entry =
                    (await Consents.OfAsync(work, award.Id)).FirstOrDefault(one => one.All.Any(given => given.Id == consent))
                    ?? throw new NotFoundException("No such consent");
                if (ConsentRules.WhyCannotWithdraw(entry.All.First(one => one.Id == consent).WithdrawnAt, side, reason) is { } refusal)
                    return refusal;
                await work.ExecuteOneAsync(
                    "update PublicationConsent set WithdrawnSide = @side, WithdrawnBy = @By, WithdrawnAt = @Now, WithdrawnReason = @reason where Id = @consent and WithdrawnAt is null",
                    new
                    {
                        consent,
                        side,
                        By = actor.Id,
                        work.Now,
                        reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(),
                    }
                );
                var values = new Dictionary<string, string> { ["item"] = entry.Inside, ["side"] = ConsentRules.Words(side) };
                await Recipients.TellAsync(
                    work,
                    office,
                    MessageKind.ConsentWithdrawn,
                    award.ApplicationId,
                    values,
                    Links.Publishing.MyConsents(award.ApplicationId)
                );
                await ApplicationMessage.SendAsync(
                    work,
                    office,
                    award.ApplicationId,
                    MessageKind.ConsentWithdrawnOffice,
                    new("", office.ContactEmail),
                    values,
                    Links.Publishing.PublishProject(award.Id)
                );
                // The reason may say whom it is about, and the trail is kept for good.
                work.Note($"{entry.Name}: consent taken back by {ConsentRules.Words(side)}");
                return Result.Done;
            }
        );
}
