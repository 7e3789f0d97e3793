using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Publishing;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>What the public may read of a grant: an officer prepares it, a publisher decides it, alone or for many at once.</summary>
public sealed class SavePublication(Db db)
{
    /// <summary>Keeps a draft; the public reads none of it.</summary>
    public Task<Result> PrepareAsync(Actor actor, Guid award, Publication publication, int version) =>
        db.ChangeAsync(
            actor,
            AuditAction.PublicationPrepared,
            award,
            async work =>
            {
                var before = await GetAsync(work, award);
                if ((PublicationRules.WhyNothing(before.Subject) ?? PublicationRules.WhyCannotPrepare(before.IsPublic)) is { } refusal)
                    return refusal;
                var refusals = PublicationRules.WhyNotDraft(publication, LondonTime.DateOf(work.Now));
                if (refusals.Count > 0)
                    return Result.Of(refusals);
                return await WriteAsync(work, actor, before, publication, version, isDecided: false);
            }
        );

    /// <summary>From now on the public reads this, or no longer what it read before.</summary>
    public Task<Result> DecideAsync(Actor actor, Guid award, Publication publication, int version) =>
        db.ChangeAsync(
            actor,
            AuditAction.PublicationDecided,
            award,
            async work =>
            {
                var before = await GetAsync(work, award);
                if (PublicationRules.WhyNothing(before.Subject) is { } refusal)
                    return refusal;
                var refusals = PublicationRules.WhyNot(publication, before.Subject, LondonTime.DateOf(work.Now));
                if (refusals.Count > 0)
                    return Result.Of(refusals);
                return await WriteAsync(work, actor, before, publication, version, isDecided: true);
            }
        );

    /// <summary>As <see cref="DecideAsync"/>, for a grant that was ticked in a list: with the words that stand there, and only when its name
    /// starts shown.</summary>
    public Task<Result> PublishAsDraftedAsync(Actor actor, Guid award, int version) =>
        db.ChangeAsync(
            actor,
            AuditAction.GrantPublishedAsDrafted,
            award,
            async work =>
            {
                var words = (await SafetyWords.OfAsync(work)).Words;
                var before = await GrantPublications.GetAsync(work, award, words);
                if (
                    (
                        PublicationRules.WhyNothing(before.Subject)
                        ?? (before.IsPublic ? new Refusal($"{before.Subject.ProjectName}: the public reads this grant already") : null)
                        ?? PublicationRules.WhyNotWithOthers(before.Publication, before.Subject, before.WasTakenDown, words)
                    ) is
                    { } refusal
                )
                    return refusal;
                var refusals = PublicationRules.WhyNot(before.Publication, before.Subject, LondonTime.DateOf(work.Now));
                if (refusals.Count > 0)
                    return new Refusal($"{before.Subject.ProjectName}: {refusals[0].Sentence}");
                return await WriteAsync(work, actor, before, before.Publication, version, isDecided: true);
            }
        );

    /// <summary>The public no longer reads anything of this grant. What it read becomes a draft again.</summary>
    public Task<Result> TakeDownAsync(Actor actor, Guid award, string? why) =>
        db.ChangeAsync(
            actor,
            AuditAction.PublicationTakenDown,
            award,
            async work =>
            {
                var before = await GetAsync(work, award);
                if (PublicationRules.WhyCannotTakeDown(before.IsPublic, why) is { } refusal)
                    return refusal;
                await work.ExecuteOneAsync(
                    """
                    update Publication
                    set    DecidedBy = null, DecidedAt = null, TakenDownWhy = @Reason, NameUntil = case when NameFrom is null then null else coalesce(NameUntil, @Now) end, Version = Version + 1
                    where  AwardId = @award and Version = @Version
                    """,
                    new
                    {
                        award,
                        before.Version,
                        work.Now,
                        Reason = why!.Trim(),
                    }
                );
                await ReleaseGrants.WithholdAsync(work, actor, award);
                // The reason may say whom it protects, and the trail is kept for good.
                work.Note(new Changes().Add("Public", true, false).Add("Name shown", before.Publication.NameShown, false).ToString());
                return Result.Done;
            }
        );

    private static async Task<GrantPublications.GrantPublication> GetAsync(Work work, Guid award) =>
        await GrantPublications.GetAsync(work, award, (await SafetyWords.OfAsync(work)).Words);

    private static async Task<Result> WriteAsync(
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
            await ReleaseGrants.WithholdAsync(work, actor, before.Award);
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
