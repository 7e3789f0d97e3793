using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Publishing;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>The file of a month's grants: somebody prepares it, a publisher releases it exactly as it was prepared, and a correction is a
/// new version with a reason.</summary>
public sealed class ReleaseGrants(Db db, Office office)
{
    private const ReleaseKind Kind = ReleaseKind.Grants;

    /// <summary>Freezes the rows as they are now. What was prepared before and not released is replaced.</summary>
    /// <param name="month">The first day of the month.</param>
    /// <param name="correctionReason">For a correction, as the public reads it.</param>
    public Task<Result> PrepareAsync(Actor actor, DateOnly month, string? correctionReason = null)
    {
        var id = Guid.CreateVersion7();
        return db.ChangeAsync(
            actor,
            AuditAction.ReleasePrepared,
            id,
            async work =>
            {
                var (released, prepared) = await StandingAsync(work, month);
                var lines = await GrantFile.LinesAsync(work, month);
                var content = GrantFile.Write(lines);
                var sha256 = Releases.Sha256(content);
                if (
                    ReleaseRules.WhyCannotPrepare(
                        month,
                        LondonTime.DateOf(work.Now),
                        released is not null,
                        released?.Sha256 == sha256,
                        correctionReason
                    ) is
                    { } refusal
                )
                    return refusal;
                if (released is not null && await WhyGivesAwayAsync(work, month, correctionReason!) is { } givesAway)
                    return givesAway;
                if (prepared is not null)
                    await Releases.RemovePreparedAsync(work, prepared.Id);
                var version = (released?.Number ?? 0) + 1;
                await Releases.WriteAsync(
                    work,
                    id,
                    Kind,
                    month,
                    version,
                    content,
                    lines,
                    released is null ? null : correctionReason!.Trim(),
                    actor.Id
                );
                work.Note(
                    InWords(month, version, lines.Count, lines.Sum(line => line.Amount), sha256)
                        + Releases.Before(released, correctionReason)
                );
                return Result.Done;
            }
        );
    }

    /// <summary>From the next request on the public reads what was prepared.</summary>
    /// <param name="release">The version that was read.</param>
    public async Task<Result> ReleaseAsync(Actor actor, DateOnly month, Guid release)
    {
        var isCorrection =
            await db.ScalarAsync<int>("select count(*) from Release where Id = @release and Version > 1", new { release }) > 0;
        return await db.ChangeAsync(
            actor,
            isCorrection ? AuditAction.CorrectionReleased : AuditAction.MonthReleased,
            release,
            async work =>
            {
                var (released, prepared) = await StandingAsync(work, month);
                if (released?.Id == release)
                    return new Refusal("This file is released already");
                if (prepared is not null && prepared.Id != release)
                    return new Refusal("A colleague prepared this file again meanwhile. Read it, then release it.");
                var lines = await GrantFile.LinesAsync(work, month);
                var isCurrent = Releases.Sha256(GrantFile.Write(lines)) == prepared?.Sha256;
                if (
                    ReleaseRules.WhyCannotRelease(
                        prepared?.PreparedById,
                        actor.Id,
                        prepared?.Amount ?? Money.Zero,
                        Money.FromPounds(office.ReleaseTwoPeopleFrom),
                        isCurrent
                    ) is
                    { } refusal
                )
                    return refusal;
                await work.ExecuteOneAsync(
                    "update Release set ReleasedBy = @By, ReleasedAt = @Now where Id = @release and ReleasedAt is null",
                    new
                    {
                        By = actor.Id,
                        work.Now,
                        release,
                    }
                );
                work.Note(
                    InWords(month, prepared!.Number, prepared.Lines, prepared.Amount, prepared.Sha256)
                        + Releases.Before(released, prepared.WhyCorrected)
                );
                return Result.Done;
            }
        );
    }

    /// <summary>A grant no longer is public by name, or at all: each released file that has it gets a version without what is withheld, in
    /// the same transaction, so that the public cannot read it at the next request. Only its own row changes; what else has changed since
    /// waits for a correction that somebody reads.</summary>
    internal static async Task WithholdAsync(Work work, Actor actor, Guid award)
    {
        var files = await work.QueryAsync<ReleaseVersion>(
            $"{Releases.VersionSql} where x.Kind = @Kind and {Releases.IsPublicSql} and exists (select 1 from ReleaseLine l where l.ReleaseId = x.Id and l.AwardId = @award) order by x.Month, x.Version",
            new { Kind, award }
        );
        foreach (var file in files)
        {
            var now = await PublicGrants.FindAsync(work, "w.Id = @award", new { award });
            var lines = GrantFile.Ordered(
                (await Releases.LinesAsync(work, file.Id)).Where(line => line.Award != award).Concat(now.Select(GrantFile.LineOf))
            );
            var content = GrantFile.Write(lines);
            if (Releases.Sha256(content) == file.Sha256)
                continue;
            // The next number may be prepared: it was prepared for another version, so it is prepared again.
            if ((await StandingAsync(work, file.Month)).Prepared is { } prepared)
                await Releases.RemovePreparedAsync(work, prepared.Id);
            await Releases.WriteAsync(
                work,
                Guid.CreateVersion7(),
                Kind,
                file.Month,
                file.Number + 1,
                content,
                lines,
                ReleaseRules.TakenOut,
                actor.Id,
                actor.Id
            );
            work.Note(
                $"Corrected by withholding: {InWords(file.Month, file.Number + 1, lines.Count, lines.Sum(line => line.Amount), Releases.Sha256(content))}"
            );
        }
    }

    private static async Task<(ReleaseVersion? Released, ReleaseVersion? Prepared)> StandingAsync(Work work, DateOnly month)
    {
        var versions = await Releases.VersionsAsync(work, Kind, month);
        return (
            versions.FirstOrDefault(version => version.ReleasedAt is not null),
            versions.FirstOrDefault(version => version.ReleasedAt is null)
        );
    }

    /// <summary>The reason must not say the name that a correction takes out.</summary>
    private static async Task<Refusal?> WhyGivesAwayAsync(Work work, DateOnly month, string reason)
    {
        var (from, to) = ReleaseRules.Span(month);
        var words = (await SafetyWords.OfAsync(work)).Words;
        var withheld = new List<PublicationSubject>();
        foreach (
            var award in await work.QueryAsync<Guid>(
                $"select w.Id from Award w left join Publication p on p.AwardId = w.Id where w.AcceptedAt >= @from and w.AcceptedAt < @to and (p.AwardId is null or p.DecidedAt is null or p.NameShown = 0)",
                new { from, to }
            )
        )
            withheld.Add((await GrantPublications.GetAsync(work, award, words)).Subject);
        return PublicationRules.GivenAway(reason, withheld) is [var first, ..]
            ? new($"Write this without what tells of {first.Organisation}: the public reads it", "correctionReason")
            : null;
    }

    private static string InWords(DateOnly month, int version, int lines, Money amount, string sha256) =>
        $"{LondonTime.Month(month)}, version {version}: {lines} grants, {amount}, SHA-256 {sha256}";
}
