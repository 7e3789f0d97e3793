using Commissioning.Domain;
using Commissioning.Domain.Publishing;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>What happens to the file of a month, of grants or of other spending: somebody prepares it, a publisher releases it exactly as
/// it was prepared, and a correction is a new version with a reason.</summary>
internal static class ReleaseSteps
{
    /// <summary>Freezes the rows as they are now. What was prepared before and not released is replaced.</summary>
    /// <param name="month">The first day of the month.</param>
    /// <param name="correctionReason">For a correction, as the public reads it.</param>
    /// <param name="whyNot">What is asked besides, once the file could be prepared; whether it is a correction.</param>
    public static async Task<Result> PrepareAsync(
        Work work,
        Actor actor,
        Guid id,
        ReleaseKind kind,
        DateOnly month,
        IReadOnlyList<ReleaseLine> lines,
        byte[] content,
        string? correctionReason,
        Func<bool, Task<Refusal?>> whyNot
    )
    {
        var (released, prepared) = await StandingAsync(work, kind, month);
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
        if (await whyNot(released is not null) is { } other)
            return other;
        if (prepared is not null)
            await Releases.RemovePreparedAsync(work, prepared.Id);
        var version = (released?.Number ?? 0) + 1;
        await Releases.WriteAsync(
            work,
            id,
            kind,
            month,
            version,
            content,
            lines,
            released is null ? null : correctionReason!.Trim(),
            actor.Id
        );
        work.Note(
            InWords(kind, month, version, lines.Count, lines.Sum(line => line.Amount), sha256) + Releases.Before(released, correctionReason)
        );
        return Result.Done;
    }

    /// <summary>From the next request on the public reads what was prepared.</summary>
    /// <param name="release">The version that was read.</param>
    /// <param name="now">The file as it would be prepared now.</param>
    public static async Task<Result> ReleaseAsync(
        Work work,
        Actor actor,
        Office office,
        ReleaseKind kind,
        DateOnly month,
        Guid release,
        byte[] now
    )
    {
        var (released, prepared) = await StandingAsync(work, kind, month);
        if (released?.Id == release)
            return new Refusal("This file is released already");
        if (prepared is not null && prepared.Id != release)
            return new Refusal("A colleague prepared this file again meanwhile. Read it, then release it.");
        if (
            ReleaseRules.WhyCannotRelease(
                prepared?.PreparedById,
                actor.Id,
                prepared?.Amount ?? Money.Zero,
                Money.FromPounds(office.ReleaseTwoPeopleFrom),
                Releases.Sha256(now) == prepared?.Sha256
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
            InWords(kind, month, prepared!.Number, prepared.Lines, prepared.Amount, prepared.Sha256)
                + Releases.Before(released, prepared.WhyCorrected)
        );
        return Result.Done;
    }

    /// <summary>A released file gets a version without what is withheld from now on, in the same transaction, so that the public cannot
    /// read it at the next request. The next number may be prepared: that was for another version, so it is prepared again.</summary>
    public static async Task WithholdAsync(
        Work work,
        Actor actor,
        ReleaseKind kind,
        ReleaseVersion file,
        IReadOnlyList<ReleaseLine> lines,
        byte[] content
    )
    {
        if ((await StandingAsync(work, kind, file.Month)).Prepared is { } prepared)
            await Releases.RemovePreparedAsync(work, prepared.Id);
        await Releases.WriteAsync(
            work,
            Guid.CreateVersion7(),
            kind,
            file.Month,
            file.Number + 1,
            content,
            lines,
            ReleaseRules.TakenOut,
            actor.Id,
            actor.Id
        );
        work.Note(
            $"Corrected by withholding: {InWords(kind, file.Month, file.Number + 1, lines.Count, lines.Sum(line => line.Amount), Releases.Sha256(content))}"
        );
    }

    public static async Task<(ReleaseVersion? Released, ReleaseVersion? Prepared)> StandingAsync(
        Work work,
        ReleaseKind kind,
        DateOnly month
    )
    {
        var versions = await Releases.VersionsAsync(work, kind, month);
        return (
            versions.FirstOrDefault(version => version.ReleasedAt is not null),
            versions.FirstOrDefault(version => version.ReleasedAt is null)
        );
    }

    private static string InWords(ReleaseKind kind, DateOnly month, int version, int lines, Money amount, string sha256) =>
        $"{(kind == ReleaseKind.Grants ? "" : "Spending of ")}{LondonTime.Month(month)}, version {version}: {lines} {(kind == ReleaseKind.Grants ? "grants" : "payments")}, {amount}, SHA-256 {sha256}";
}
