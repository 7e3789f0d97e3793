using Commissioning.Domain;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Organisations;

/// <summary>Keeps the verdict on a name that is similar to one on the sanctions list, for every organisation in which the person
/// occurs.</summary>
internal static class ReviewSanction
{
    /// <summary>Part of the change in which the verdict on the finding begins to count. A person who is on the list stops every payment of
    /// the organisation by a flag of the portal's own, which tells the leads for concerns.</summary>
    /// <param name="key">Of the finding (<see cref="SanctionQueries.SanctionHit.Key"/>).</param>
    internal static async Task SaveAsync(
        Work work,
        Guid organisation,
        string key,
        bool isSame,
        string reason,
        (Guid By, DateTime At) decided,
        Guid? secondBy
    )
    {
        var (listDate, hits) = await SanctionQueries.OfAsync(work, organisation, (await MatchIndex.SourceAsync(work, organisation)).Source);
        if (hits.FirstOrDefault(hit => hit.Key == key) is not { } found)
            return;
        await work.ExecuteAsync(
            """
            insert into SanctionReview (Id, OrganisationId, OurName, NameKey, IdentityId, PersonId, GroupId, ListedName, Born, IsSame, Reason, ListDate, DecidedBy, DecidedAt, SecondBy, SecondAt)
            values (@Id, @organisation, @OurName, @NameKey, @Identity, @Account, @GroupId, @ListedName, @Born, @isSame, @reason, @listDate, @By, @At, @secondBy, @SecondAt)
            """,
            new
            {
                Id = Guid.CreateVersion7(),
                organisation,
                found.OurName,
                found.NameKey,
                found.Identity,
                found.Account,
                found.GroupId,
                found.ListedName,
                found.Born,
                isSame,
                reason,
                listDate,
                decided.By,
                decided.At,
                secondBy,
                SecondAt = secondBy is null ? (DateTime?)null : work.Now,
            }
        );
        if (isSame)
            await PlaceStopFlag.SaveAsync(
                work,
                Actor.Portal,
                organisation,
                StopFlagKind.PoliceOrFraud,
                StopFlagRules.NeutralReason,
                StopFlagRules.NeutralReason,
                null,
                null
            );
        await MarkStaleAsync(work, organisation, found.NameKey);
    }

    /// <summary>Part of the change in which somebody gives another verdict, which waits for a second person: until then none counts, in
    /// any organisation.</summary>
    internal static async Task WithdrawAsync(Work work, Guid organisation, string key)
    {
        var (_, hits) = await SanctionQueries.OfAsync(work, organisation, (await MatchIndex.SourceAsync(work, organisation)).Source);
        if (hits.FirstOrDefault(hit => hit.Key == key) is not { Said: { } said } found)
            return;
        await work.ExecuteAsync(
            "update SanctionReview set WithdrawnAt = @Now where OrganisationId = @OrganisationId and NameKey = @NameKey and GroupId = @GroupId and WithdrawnAt is null",
            new
            {
                work.Now,
                said.OrganisationId,
                found.NameKey,
                found.GroupId,
            }
        );
        await MarkStaleAsync(work, organisation, found.NameKey);
    }

    /// <summary>Also the other organisations in which somebody has this name.</summary>
    internal static async Task MarkStaleAsync(Work work, Guid organisation, string nameKey)
    {
        await SyncFindings.MarkStaleAsync(work, organisation);
        foreach (
            var other in await work.QueryAsync<Guid>(
                "select d.OrganisationId from PersonDetail d where d.NameKey = @nameKey and d.OrganisationId <> @organisation",
                new { nameKey, organisation }
            )
        )
            await SyncFindings.MarkStaleAsync(work, other);
    }
}
