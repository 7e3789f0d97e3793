using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Applications;
using Commissioning.Features.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>Closes the award; money never drawn goes to the pot.</summary>
public sealed class CloseAward(Db db, Office office)
{
    public Task<Result> RunAsync(Actor actor, Guid award) =>
        db.ChangeAsync(
            actor,
            AuditAction.AwardClosed,
            award,
            async work =>
            {
                var view = await CloseOutQueries.ViewAsync(work, await AwardReader.FindAsync(work, award));
                if (view.CloseOut is not { } row)
                    return new Refusal("Start the close-out first");
                if (CloseOutRules.WhyCannotClose(row.State, view.NotReported) is { } refusal)
                    return refusal;
                if (view.Sum.ToReturn > row.ToReturn)
                    return new Refusal(
                        $"The returns show that {view.Sum.ToReturn} was paid and not spent, but only {row.ToReturn} was asked for. Recover the rest first."
                    );
                await work.ExecuteOneAsync(
                    "update CloseOut set ClosedBy = @By, ClosedAt = @Now, Version = Version + 1 where AwardId = @award and Version = @Version",
                    new
                    {
                        award,
                        row.Version,
                        By = actor.Id,
                        work.Now,
                    }
                );
                // Net already excludes returned money; a payment returned by the bank may leave nothing paid at all.
                var kept = view.Award.Paid > row.Received ? view.Award.Paid - row.Received : Money.Zero;
                var left = view.Award.Net > kept ? view.Award.Net - kept : Money.Zero;
                // An award that ended early keeps that reason.
                if (view.Award.EndedAt is not null)
                    return await EndAward.GiveBackAsync(work, actor, view.Award, left, $"{view.Award.Reference} closed") is { } shut
                        ? shut
                        : Result.Done;
                await Recipients.TellAsync(
                    work,
                    office,
                    MessageKind.GrantClosed,
                    view.Award.ApplicationId,
                    new Dictionary<string, string>
                    {
                        ["paid"] = view.Award.Paid.ToString(),
                        ["returned"] = row.Received > Money.Zero ? row.Received.ToString() : "",
                    },
                    Links.Awards.MyGrant(view.Award.ApplicationId)
                );
                return await EndAward.RunAsync(work, actor, view.Award, AwardEnd.Closed, "Reported, agreed and settled", left) is { } closed
                    ? closed
                    : Result.Done;
            }
        );
}
