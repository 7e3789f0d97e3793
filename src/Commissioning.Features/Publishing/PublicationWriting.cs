using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Publishing;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>What the commands of a publication share.</summary>
internal static class PublicationWriting
{
    internal static async Task<GrantPublications.GrantPublication> GetAsync(Work work, Guid award) =>
        await GrantPublications.GetAsync(work, award, (await SafetyWords.OfAsync(work)).Words);

    internal static async Task<Result> WriteAsync(
        Work work,
        Actor actor,
        GrantPublications.GrantPublication before,
        Publication publication,
        int version,
        bool isDecided
    )
    {
        if (version != before.Version)
            return new Refusal("A colleague changed this meanwhile. Read it again, then decide.");
        var name = isDecided && publication.NameShown;
        var row = new
        {
            before.Award,
            Title = publication.Title.Trim(),
            Brief = publication.Brief.Trim(),
            CrimeReason = publication.CrimeReason.Trim(),
            publication.NameShown,
            publication.Place,
            Ground = publication.NameShown ? (WithheldGround?)null : publication.Ground,
            Reason = publication.NameShown ? null : publication.Why?.Trim(),
            ReviewOn = publication.NameShown ? (DateOnly?)null : publication.ReviewOn,
            By = actor.Id,
            work.Now,
            DecidedBy = isDecided ? actor.Id : (Guid?)null,
            DecidedAt = isDecided ? work.Now : (DateTime?)null,
            NameFrom = before.NameFrom ?? (name ? work.Now : (DateTime?)null),
            NameUntil = name || before.NameFrom is null ? (DateTime?)null : before.NameUntil ?? work.Now,
            Version = version,
        };
        if (before.IsWritten)
            await work.ExecuteOneAsync(UpdateSql, row);
        else
            await work.ExecuteAsync(InsertSql, row);
        if (isDecided && (!publication.NameShown || publication.Place > before.Publication.Place))
            await WithheldGrants.TakeOutAsync(work, actor, before.Award);
        var old = before.IsWritten ? before.Publication : null;
        work.Note(
            new Changes(isNew: old is null)
                .Add("Public", before.IsPublic, isDecided)
                .Add("Name shown", old?.NameShown, publication.NameShown)
                .Add("Ground", Words(old?.Ground), Words(row.Ground))
                .Add("Place", old is null ? null : Changes.Words(old.Place), Changes.Words(publication.Place))
                .Add("Review on", old?.ReviewOn, row.ReviewOn)
                .Add("Title", old?.Title, row.Title)
                .Add("Brief", old?.Brief, row.Brief)
                .Add("Why it reduces crime", old?.CrimeReason, row.CrimeReason)
                .ToString()
        );
        return Result.Done;
    }

    private static string? Words(WithheldGround? ground) => ground is { } one ? PublicationRules.InWords(one) : null;

    private const string InsertSql = """
        insert into Publication (AwardId, Title, Brief, CrimeReason, NameShown, Place, Ground, Why, ReviewOn, PreparedBy, PreparedAt, DecidedBy, DecidedAt, NameFrom, NameUntil, Version)
        values (@Award, @Title, @Brief, @CrimeReason, @NameShown, @Place, @Ground, @Reason, @ReviewOn, @By, @Now, @DecidedBy, @DecidedAt, @NameFrom, @NameUntil, 1)
        """;

    private const string UpdateSql = """
        update Publication
        set    Title = @Title, Brief = @Brief, CrimeReason = @CrimeReason, NameShown = @NameShown, Place = @Place, Ground = @Ground, Why = @Reason, ReviewOn = @ReviewOn,
               PreparedBy = @By, PreparedAt = @Now, DecidedBy = @DecidedBy, DecidedAt = @DecidedAt, NameFrom = @NameFrom, NameUntil = @NameUntil, Version = Version + 1
        where  AwardId = @Award and Version = @Version
        """;
}
