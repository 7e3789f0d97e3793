using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Features.Applications;
using Commissioning.Features.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>The office puts the closing sum of an award to its organisation.</summary>
public sealed class ProposeCloseOut(Db db, Office office)
{
    public Task<Result> RunAsync(Actor actor, Guid award, string? note) =>
        db.ChangeAsync(
            actor,
            AuditAction.CloseOutProposed,
            award,
            async work =>
            {
                var view = await CloseOutQueries.ViewAsync(work, await AwardReader.FindAsync(work, award));
                // Figures not yet agreed are recalculated, and the organisation is asked again.
                if ((view.CloseOut is { AgreedAt: null } ? view.NotReported : view.WhyNotYet) is { } refusal)
                    return refusal;
                if (view.CloseOut is { DisputedAt: not null } && string.IsNullOrWhiteSpace(note))
                    return new Refusal("Answer what the organisation says is wrong", nameof(note));
                await work.ExecuteAsync("delete from CloseOut where AwardId = @award and AgreedAt is null", new { award });
                if (note?.Length > 1000)
                    return new Refusal("Shorten the note to 1,000 characters", nameof(note));
                var sum = view.Sum;
                await work.ExecuteAsync(
                    "insert into CloseOut (AwardId, Awarded, Paid, Spent, NotDrawn, ToReturn, ProposedBy, ProposedAt, Note, Version) values (@award, @Net, @Paid, @Spent, @NotDrawn, @ToReturn, @By, @Now, @Note, 1)",
                    new
                    {
                        award,
                        sum.Net,
                        sum.Paid,
                        sum.Spent,
                        sum.NotDrawn,
                        sum.ToReturn,
                        By = actor.Id,
                        work.Now,
                        Note = note?.Trim(),
                    }
                );
                await Recipients.TellAsync(
                    work,
                    office,
                    MessageKind.CloseOutProposed,
                    view.Award.ApplicationId,
                    new Dictionary<string, string>
                    {
                        ["paid"] = sum.Paid.ToString(),
                        ["spent"] = sum.Spent.ToString(),
                        ["back"] = sum.ToReturn.ToString(),
                        ["note"] = note?.Trim() ?? "",
                    },
                    Links.Monitoring.MyCloseOut(view.Award.ApplicationId)
                );
                await AwardTotals.RefreshAsync(work, award);
                work.Note(
                    $"{view.Award.Reference}: paid {sum.Paid}, spent {sum.Spent}, not drawn {sum.NotDrawn}, to return {sum.ToReturn}"
                );
                return Result.Done;
            }
        );
}
