using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Messages;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>The organisation answers the office, which asks for money back. The office decides only then.</summary>
public sealed class AnswerRecovery(Db db, Office office)
{
    /// <summary>A recovery that the organisation may read and answer.</summary>
    public static async Task<(AwardReader.AwardRow Award, VariationQueries.VariationRow Change)> MineAsync(
        Work work,
        Actor actor,
        Guid change
    )
    {
        var row = await VariationQueries.FindAsync(work, change);
        var award = await AwardReader.FindAsync(work, row.AwardId);
        return row.Kind == VariationKind.Recovery
            ? (await AwardReader.FindMineAsync(work, actor, award.ApplicationId), row)
            : throw new NotFoundException("No such request");
    }

    public Task<Result> RunAsync(Actor actor, Guid change, bool? accepts, string? because) =>
        db.ChangeAsync(
            actor,
            AuditAction.RecoveryAnswered,
            change,
            async work =>
            {
                var (award, row) = await MineAsync(work, actor, change);
                if (RecoveryRules.WhyCannotAnswer(row.Kind, row.State, row.AnsweredAt) is { } refusal)
                    return refusal;
                if (row.AskedById == actor.Id)
                    return new Refusal("You asked for this money, so someone else must answer for the organisation");
                if (await Signatories.WhyNotAsync(work, actor, award.OrganisationId) is { } unsigned)
                    return unsigned;
                if (RecoveryRules.WhyAnswerIsIncomplete(accepts, because) is { } incomplete)
                    return incomplete;
                var said = string.IsNullOrWhiteSpace(because) ? null : because.Trim();
                await work.ExecuteOneAsync(
                    "update Variation set AnsweredAt = @Now, AnsweredBy = @By, AnswerAccepts = @accepts, Answer = @said, Version = Version + 1 where Id = @change and Version = @Version",
                    new
                    {
                        change,
                        row.Version,
                        work.Now,
                        By = actor.Id,
                        accepts,
                        said,
                    }
                );
                await ApplicationMessage.SendAsync(
                    work,
                    office,
                    award.ApplicationId,
                    MessageKind.RecoveryAnswered,
                    new("", office.ContactEmail),
                    new Dictionary<string, string>
                    {
                        ["amount"] = row.Wanted.Amount!.Value.ToString(),
                        ["answer"] = accepts == true ? "accepts that it must pay this back" : "does not agree",
                        ["reason"] = said ?? "",
                    },
                    Links.Awards.Variation(change)
                );
                work.Note($"{award.Reference}, {row.Wanted.Amount}: {(accepts == true ? "accepted" : "not agreed")}. {said}");
                return Result.Done;
            }
        );
}
