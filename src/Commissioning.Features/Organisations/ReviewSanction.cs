using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Organisations;

/// <summary>Records an officer's conclusion on a name similar to one on the sanctions list.</summary>
public sealed class ReviewSanction(Db db)
{
    public async Task<Result> RunAsync(
        Actor actor,
        Guid application,
        string? ourName,
        string? groupId,
        bool? sanction,
        string? sanctionReason
    )
    {
        var submitted = await db.ReadAsync(work => ApplicationChecks.ApplicationAsync(work, application));
        return await db.ChangeAsync(
            actor,
            AuditAction.SanctionReviewed,
            submitted.OrganisationId,
            async work =>
            {
                var (listDate, hits) = await SanctionQueries.OfAsync(
                    work,
                    submitted.OrganisationId,
                    (await MatchIndex.SourceAsync(work, submitted.OrganisationId)).Source
                );
                if (hits.FirstOrDefault(hit => hit.OurName == ourName && hit.GroupId == groupId) is not { } found)
                    return new Refusal("That name is no longer on the list");
                if (sanction is not { } isSame)
                    return new Refusal("Say whether the two are the same", nameof(sanction));
                if (sanctionReason?.Trim() is not { Length: > 0 and <= CrossCheckRules.LongestReason })
                    return new Refusal(
                        $"Say what you compared, such as a date of birth, in up to {CrossCheckRules.LongestReason:N0} characters",
                        nameof(sanctionReason)
                    );
                await SaveAsync(work, actor, submitted.OrganisationId, found, listDate!.Value, isSame, sanctionReason.Trim());
                return Result.Done;
            }
        );
    }

    /// <summary>Part of a change: the verdict on a finding, by its key (<see cref="SanctionFindings"/>).</summary>
    internal static async Task SaveAsync(Work work, Actor actor, Guid organisation, string key, bool isSame, string reason)
    {
        var (listDate, hits) = await SanctionQueries.OfAsync(work, organisation, (await MatchIndex.SourceAsync(work, organisation)).Source);
        if (hits.FirstOrDefault(hit => $"{hit.OurName}|{hit.GroupId}" == key) is { } found)
            await SaveAsync(work, actor, organisation, found, listDate!.Value, isSame, reason);
    }

    private static async Task SaveAsync(
        Work work,
        Actor actor,
        Guid organisation,
        SanctionQueries.SanctionHit found,
        DateOnly listDate,
        bool isSame,
        string reason
    )
    {
        await work.ExecuteAsync(
            "insert into SanctionReview (Id, OrganisationId, OurName, GroupId, ListedName, Born, IsSame, Reason, ListDate, DecidedBy, DecidedAt) values (@Id, @OrganisationId, @OurName, @GroupId, @ListedName, @Born, @isSame, @Reason, @listDate, @By, @Now)",
            new
            {
                Id = Guid.CreateVersion7(),
                OrganisationId = organisation,
                found.OurName,
                found.GroupId,
                found.ListedName,
                found.Born,
                isSame,
                Reason = reason,
                listDate,
                By = actor.Id,
                work.Now,
            }
        );
        work.Note($"{found.OurName} and {found.ListedName} ({found.GroupId}): {(isSame ? "the same" : "not the same")}. {reason}");
        await SyncFindings.MarkStaleAsync(work, organisation);
    }
}
