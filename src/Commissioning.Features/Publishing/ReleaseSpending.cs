using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Publishing;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>The file of a month's other spending, as <see cref="ReleaseGrants"/> for grants: somebody prepares it, a publisher releases it
/// exactly as it was prepared, and a correction is a new version with a reason.</summary>
public sealed class ReleaseSpending(Db db, Office office)
{
    private const ReleaseKind Kind = ReleaseKind.Spending;

    /// <summary>Freezes the payments that are complete. What was prepared before and not released is replaced.</summary>
    /// <param name="correctionReason">For a correction, as the public reads it.</param>
    public Task<Result> PrepareAsync(Actor actor, DateOnly month, string? correctionReason = null)
    {
        var id = Guid.CreateVersion7();
        return db.ChangeAsync(
            actor,
            AuditAction.SpendingPrepared,
            id,
            async work =>
            {
                var (released, prepared) = await StandingAsync(work, month);
                var payments = await SpendingDesk.PaymentsAsync(work, month);
                var lines = SpendingDesk.Lines(payments);
                var content = SpendingDesk.Write(lines);
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
                var problems = await work.FirstOrDefaultAsync<string>(
                    "select Problems from SpendingLoad where Month = @month",
                    new { month }
                );
                if (
                    SpendingRules.WhyCannotPrepare(payments.Count, payments.Count - lines.Count, problems?.Split('\n').Length ?? 0) is
                    { } missing
                )
                    return missing;
                if (
                    released is not null
                    && payments.FirstOrDefault(payment =>
                        payment.Ground is not null && SpendingRules.Told(payment.Recipient, correctionReason!) is not null
                    )
                        is { } told
                )
                    return new Refusal($"Write this without what tells of {told.Recipient}: the public reads it", nameof(correctionReason));
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
    public Task<Result> ReleaseAsync(Actor actor, DateOnly month, Guid release) =>
        db.ChangeAsync(
            actor,
            AuditAction.SpendingReleased,
            release,
            async work =>
            {
                var (released, prepared) = await StandingAsync(work, month);
                if (released?.Id == release)
                    return new Refusal("This file is released already");
                if (prepared is not null && prepared.Id != release)
                    return new Refusal("A colleague prepared this file again meanwhile. Read it, then release it.");
                var now = SpendingDesk.Write(SpendingDesk.Lines(await SpendingDesk.PaymentsAsync(work, month)));
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
                    InWords(month, prepared!.Number, prepared.Lines, prepared.Amount, prepared.Sha256)
                        + Releases.Before(released, prepared.WhyCorrected)
                );
                return Result.Done;
            }
        );

    /// <summary>The name is withheld from now on: a released file that has it gets a version without it at once. Words that would give it
    /// away were refused before.</summary>
    internal static async Task WithholdAsync(Work work, Actor actor, SpendingDesk.Payment payment)
    {
        var (released, prepared) = await StandingAsync(work, payment.Month);
        if (released is null)
            return;
        var before = await Releases.LinesAsync(work, released.Id);
        if (before.All(line => line.Award != payment.Id))
            return;
        var lines = before
            .Where(line => line.Award != payment.Id)
            .Concat(payment.Missing.Count == 0 ? [SpendingDesk.LineOf(payment)] : [])
            .OrderBy(line => line.Reference, StringComparer.Ordinal)
            .ToList();
        if (prepared is not null)
            await Releases.RemovePreparedAsync(work, prepared.Id);
        var content = SpendingDesk.Write(lines);
        await Releases.WriteAsync(
            work,
            Guid.CreateVersion7(),
            Kind,
            payment.Month,
            released.Number + 1,
            content,
            lines,
            ReleaseRules.TakenOut,
            actor.Id,
            actor.Id
        );
        work.Note(
            $"Corrected by withholding: {InWords(payment.Month, released.Number + 1, lines.Count, lines.Sum(line => line.Amount), Releases.Sha256(content))}"
        );
    }

    private static async Task<(ReleaseVersion? Released, ReleaseVersion? Prepared)> StandingAsync(Work work, DateOnly month)
    {
        var versions = await Releases.VersionsAsync(work, Kind, month);
        return (
            versions.FirstOrDefault(version => version.ReleasedAt is not null),
            versions.FirstOrDefault(version => version.ReleasedAt is null)
        );
    }

    private static string InWords(DateOnly month, int version, int lines, Money amount, string sha256) =>
        $"Spending of {LondonTime.Month(month)}, version {version}: {lines} payments, {amount}, SHA-256 {sha256}";
}
