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
        if (
            await UseCertificates.ViewAsync(work, row)
            is not { Now: { } figures, Row: { AskedAt: null, State: UseCertificateState.Wanted } asked }
        )
        {
            await CheckAsync(work, office, row);
            return;
        }
        var due = WorkingDays.OnOrAfter(LondonTime.DateOf(work.Now).AddDays(asked.DueDays));
        await work.ExecuteOneAsync(
            "update UseCertificate set AskedAt = @Now, DueOn = @due, Version = Version + 1 where AwardId = @award and AskedAt is null",
            new
            {
                award,
                due,
                work.Now,
            }
        );
        await TellAsync(
            work,
            office,
            MessageKind.UseCertificateAsked,
            row,
            new()
            {
                ["by"] = LondonTime.DayAndDate(due),
                ["paid"] = figures.Paid.ToString(),
                ["spent"] = figures.Spent.ToString(),
                ["examiner"] = asked.IsExamined
                    ? "An independent examiner or an auditor must look at the figures too. They must not be one of your members. Ask them soon."
                    : "",
            }
        );
        work.Note($"The certificate of use is asked for by {LondonTime.Date(due)}");
    }

    /// <summary>Called whenever money of the award, or a return of it, changed: a signed certificate with other figures no longer
    /// holds.</summary>
    public static async Task CheckAsync(Work work, Office office, AwardReader.AwardRow award)
    {
        if (
            await UseCertificates.StateAsync(work, award.Id) is not (UseCertificateState.Sent or UseCertificateState.Accepted)
            || award.EndedHow == Domain.Awards.AwardEnd.Closed
            || await UseCertificates.ViewAsync(work, award) is not { Now: { } now, Standing: { } copy } view
        )
            return;
        // Closing takes what was not used off the grant; the certificate says how it was before that.
        if (award.IsClosing)
            now = now with { Grant = copy.Figures.Grant };
        if (UseCertificateRules.WhyOutOfDate(copy.Figures, now) is not { } why)
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
