using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Awards;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>Reminds organisations of certificates of use on the days on which the round reminds of returns. The day is written with the
/// e-mails, so each is sent once, whatever restarts and however many nodes run.</summary>
public sealed class RemindOfUseCertificates(Db db, Office office, TimeProvider clock)
{
    /// <returns>The number of certificates that were reminded of.</returns>
    public async Task<int> RunAsync()
    {
        var (today, sent) = (clock.Today(), 0);
        // The policy's reminder days are at most 60 working days, so 100 days ahead is enough.
        var open = await db.QueryAsync<OpenRow>(
            $"""
            select   uc.AwardId, w.RoundId, uc.DueOn, uc.RemindedDays
            from     UseCertificate uc
            join     Award w on w.Id = uc.AwardId
            where    uc.DueOn <= @Until and {UseCertificates.CanBeSignedSql}
            order by uc.DueOn, uc.AwardId
            """,
            new { Until = today.AddDays(100) }
        );
        foreach (var round in open.GroupBy(one => one.RoundId))
        {
            var policy = (await db.ReadAsync(work => RoundReader.GetAsync(work, round.Key))).Policy.Awards;
            foreach (var one in round)
                if (
                    MonitoringRules.ReminderDue(one.DueOn, policy.ReminderDays, today) is { } days
                    && days > (one.RemindedDays ?? int.MinValue)
                    && await RemindAsync(one, days, today)
                )
                    sent++;
        }
        return sent;
    }

    private async Task<bool> RemindAsync(OpenRow one, int days, DateOnly today)
    {
        var outcome = await db.ChangeAsync(
            Actor.Portal,
            AuditAction.UseCertificateReminded,
            one.AwardId,
            async work =>
            {
                // Signed, moved or reminded of by another node since the list was read, or its return sent back.
                if (
                    await work.ExecuteAsync(
                        $"update UseCertificate set RemindedDays = @days, Version = Version + 1 where AwardId = @AwardId and DueOn = @DueOn and (RemindedDays is null or RemindedDays < @days) and AwardId in (select uc.AwardId from UseCertificate uc where {UseCertificates.CanBeSignedSql})",
                        new
                        {
                            one.AwardId,
                            one.DueOn,
                            days,
                        }
                    ) == 0
                )
                    return new Refusal("Nothing to remind of");
                var award = await AwardReader.FindAsync(work, one.AwardId);
                await KeepUseCertificate.TellAsync(
                    work,
                    office,
                    today > one.DueOn ? MessageKind.UseCertificateLate : MessageKind.UseCertificateDue,
                    award,
                    new() { ["by"] = LondonTime.DayAndDate(one.DueOn) }
                );
                work.Note(
                    $"{award.Reference}: due on {LondonTime.Date(one.DueOn)}{(today > one.DueOn ? $", {WorkingDays.Late(one.DueOn, today)}" : "")}"
                );
                return Result.Done;
            }
        );
        return outcome.IsDone;
    }

    private sealed record OpenRow
    {
        public required Guid AwardId { get; init; }
        public required Guid RoundId { get; init; }
        public required DateOnly DueOn { get; init; }
        public int? RemindedDays { get; init; }
    }
}
