using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Applications;
using Commissioning.Features.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>Asks for the certificate of use when the final return is sent, and again when a figure that was signed has changed.</summary>
internal static class KeepUseCertificate
{
    /// <summary>Called whenever a return of the award is sent.</summary>
    public static async Task AskAsync(Work work, Office office, Guid award)
    {
        var row = await AwardReader.FindAsync(work, award);
        var before = await UseCertificates.ViewAsync(work, row);
        await CheckAsync(work, office, row, returnSent: true);
        // Nobody could sign while the final return was open, so the days begin again.
        if (before is { Now: not null, Row: { State: UseCertificateState.Wanted, DueOn: { } due } wanted })
            await work.ExecuteAsync(
                "update UseCertificate set DueOn = @Later, RemindedDays = null, Version = Version + 1 where AwardId = @award and Version = @Version and DueOn < @Later",
                new
                {
                    award,
                    wanted.Version,
                    Later = MonitoringRules.PutRightBy(due, before.Today, Days),
                }
            );
    }

    /// <summary>Called whenever money of the award, or a return of it, changed: asks for the certificate once there is something to
    /// certify,
    /// and a signed one with other figures no longer holds.</summary>
    /// <param name="returnSent">Who wrote the final return may have changed too.</param>
    public static async Task CheckAsync(Work work, Office office, AwardReader.AwardRow award, bool returnSent = false)
    {
        if (
            await UseCertificates.StateAsync(work, award.Id) is null or UseCertificateState.Waived
            || await IsClosedAsync(work, award)
            || await UseCertificates.ViewAsync(work, award) is not { Now: { } now } view
        )
            return;
        if (view.Row is { State: UseCertificateState.Wanted, AskedAt: null } && !now.IsNothing)
            await FirstAsync(work, office, award, view);
        if (
            view.Standing is not { } copy
            || (
                UseCertificateRules.WhyOutOfDate(copy.Figures, now)
                ?? (
                    returnSent
                        ? UseCertificateRules.WhyWroteTheReturn(
                            view.Signatories,
                            copy.PaperFileId is null ? copy.SignedBy : null,
                            copy.SignName,
                            view.Final!.PreparedBy,
                            view.Final.PreparedByName
                        )
                        : null
                )
            )
                is not { } why
        )
            return;
        await AgainAsync(work, view, copy, UseCopyState.OutOfDate, why, null);
        await TellAsync(
            work,
            office,
            MessageKind.UseCertificateAgain,
            award,
            new() { ["why"] = why, ["by"] = await DueAsync(work, award) }
        );
        work.Note($"The certificate of use no longer holds. {why}");
    }

    /// <summary>Closed, whatever ended it before.</summary>
    private static async Task<bool> IsClosedAsync(Work work, AwardReader.AwardRow award) =>
        award.EndedHow == Domain.Awards.AwardEnd.Closed
        || await work.ScalarAsync<int>("select count(*) from CloseOut where AwardId = @Id and ClosedAt is not null", new { award.Id }) > 0;

    private static async Task FirstAsync(Work work, Office office, AwardReader.AwardRow award, UseCertificates.CertificatePage view)
    {
        var due = WorkingDays.OnOrAfter(view.Today.AddDays(view.Row.DueDays));
        await work.ExecuteOneAsync(
            "update UseCertificate set AskedAt = @Now, DueOn = @due, Version = Version + 1 where AwardId = @Id and AskedAt is null",
            new
            {
                award.Id,
                due,
                work.Now,
            }
        );
        await TellAsync(
            work,
            office,
            MessageKind.UseCertificateAsked,
            award,
            new()
            {
                ["by"] = LondonTime.DayAndDate(due),
                ["paid"] = view.Now!.Paid.ToString(),
                ["spent"] = view.Now.Spent.ToString(),
                ["examiner"] = view.Row.IsExamined
                    ? "An independent examiner or an auditor must look at the figures too. They must not be one of your members. Ask them soon."
                    : "",
            }
        );
        work.Note($"The certificate of use is asked for by {LondonTime.Date(due)}");
    }

    /// <summary>A signing stands no longer: the certificate is wanted again, with some days to put it right.</summary>
    /// <param name="officer">Null: the portal found it.</param>
    internal static async Task AgainAsync(
        Work work,
        UseCertificates.CertificatePage view,
        UseCertificates.CopyRow copy,
        UseCopyState state,
        string why,
        Guid? officer
    )
    {
        await work.ExecuteOneAsync(
            "update UseCertificateCopy set State = @state, Note = @why, DecidedBy = @officer, DecidedAt = @Now where Id = @Id and State in ('Sent', 'Accepted')",
            new
            {
                copy.Id,
                state,
                why,
                officer,
                work.Now,
            }
        );
        await work.ExecuteOneAsync(
            "update UseCertificate set State = 'Wanted', Again = @why, DueOn = @Due, RemindedDays = null, Version = Version + 1 where AwardId = @AwardId and Version = @Version",
            new
            {
                view.Row.AwardId,
                view.Row.Version,
                why,
                Due = MonitoringRules.PutRightBy(view.Row.DueOn ?? view.Today, view.Today, Days),
            }
        );
    }

    internal static async Task<string> DueAsync(Work work, AwardReader.AwardRow award) =>
        LondonTime.DayAndDate(await work.ScalarAsync<DateOnly>("select DueOn from UseCertificate where AwardId = @Id", new { award.Id }));

    internal static Task TellAsync(
        Work work,
        Office office,
        MessageKind kind,
        AwardReader.AwardRow award,
        Dictionary<string, string> values
    ) => Recipients.TellAsync(work, office, kind, award.ApplicationId, values, Links.Monitoring.MyUseCertificate(award.ApplicationId));

    /// <summary>To sign it again. Default, not OPCC policy.</summary>
    private const int Days = 14;
}
