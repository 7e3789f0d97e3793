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
                await work.ExecuteAsync(
                    "insert into SanctionReview (Id, OrganisationId, OurName, GroupId, ListedName, Born, IsSame, Reason, ListDate, DecidedBy, DecidedAt) values (@Id, @OrganisationId, @OurName, @GroupId, @ListedName, @Born, @isSame, @Reason, @listDate, @By, @Now)",
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        submitted.OrganisationId,
                        found.OurName,
                        found.GroupId,
                        found.ListedName,
                        found.Born,
                        isSame,
                        Reason = sanctionReason.Trim(),
                        listDate,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note(
                    $"{found.OurName} and {found.ListedName} ({found.GroupId}): {(isSame ? "the same" : "not the same")}. {sanctionReason.Trim()}"
                );
                return Result.Done;
            }
        );
    }
}
