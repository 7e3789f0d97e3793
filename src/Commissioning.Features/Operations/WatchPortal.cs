using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Messages;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Files;
using Commissioning.Platform.Watching;

namespace Commissioning.Features.Operations;

/// <summary>Runs every minute: raises alerts, clears those that are over, and e-mails the administrators. One e-mail per kind of alert and
/// day, and none while the mail server is the fault.</summary>
public sealed class WatchPortal(
    Db db,
    Alerts alerts,
    PortalVitals vitals,
    Clamd clamd,
    Disk disk,
    IFileContents files,
    JobRuns jobs,
    IPdfWriter pdf,
    PdfOptions printing,
    Office office,
    TimeProvider clock
)
{
    /// <summary>An alert that ends within this time is not e-mailed.</summary>
    public static readonly TimeSpan BeforeWriting = TimeSpan.FromMinutes(5);

    public async Task RunAsync()
    {
        var now = await vitals.ReadAsync();
        var standing = await alerts.StandingAsync();
        await SettleAsync(
            AlertKind.VirusScanner,
            standing,
            !clamd.IsConfigured || await clamd.AnswersAsync()
                ? null
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"The virus scanner (Clamd__Host) does not answer. {now.FilesAwaiting} uploaded files are waiting for it and cannot be downloaded. Nothing is lost. Start clamd again."
                )
        );
        await SettleAsync(AlertKind.DiskSpace, standing, disk.WhyNearlyFull());
        await SettleAsync(AlertKind.FileStorage, standing, await files.WhyUnavailableAsync());
        await SettleAsync(AlertKind.JobFailed, standing, WhyJobsFail(jobs.All(), now));
        await SettleAsync(AlertKind.EmailUncertain, standing, WhyEmailsNeedSomebody(now));
        await SettleAsync(AlertKind.Registers, standing, await db.ReadAsync(RegisterWatch.WhyActAsync));
        // If no PDF engine was set up, its absence is no fault.
        await SettleAsync(
            AlertKind.Printing,
            standing,
            printing.Chromium is null && printing.Provider != "questpdf" ? null : pdf.WhyUnavailable
        );
        // Raised by the request that met it. That this query runs shows that the database answers.
        await SettleAsync(AlertKind.Database, standing, null);
        // While an e-mail that the server rejected is waiting, only the next attempt shows that the server works again.
        if (await db.ScalarAsync<int>("select count(*) from OutboxEmail where State in ('Waiting', 'Claimed') and ServerTries > 0") == 0)
            await SettleAsync(AlertKind.MailServer, standing, null);
        await WriteAsync(await alerts.StandingAsync());
    }

    /// <summary>Null when all jobs run; otherwise which do not.</summary>
    public static string? WhyJobsFail(IReadOnlyList<JobRuns.Run> runs, Vitals now)
    {
        var failing = runs.Where(run => run.IsFailing)
            .Select(run =>
                $"{run.Job} ({run.Failure}, last succeeded {(run.WellAt is { } at ? LondonTime.DateAndTime(at) : "never since the portal started")})"
            )
            .ToList();
        if (failing.Count > 0)
            return $"These jobs keep failing: {string.Join("; ", failing)}. Look in the log for the reason.";
        return now.EmailsOverdue == 0
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{now.EmailsOverdue} e-mails have been due for more than {PortalVitals.Overdue.TotalMinutes:0} minutes and the portal has not tried to send them. Restart the portal and look in its log."
            );
    }

    public static string? WhyEmailsNeedSomebody(Vitals now) =>
        now.EmailsToDecide == 0
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{now.EmailsToDecide} e-mails from the last week may have been sent, or could not be sent after many attempts. Open the list of e-mail and decide for each whether to send it again."
            );

    private async Task SettleAsync(AlertKind kind, IReadOnlyList<Alert> standing, string? sentence)
    {
        if (sentence is not null)
            await alerts.RaiseAsync(kind, sentence);
        else if (standing.Any(alert => alert.Kind == kind))
            await alerts.ClearUnseenAsync(kind);
    }

    private async Task WriteAsync(IReadOnlyList<Alert> standing)
    {
        if (standing.Any(alert => alert.Kind == AlertKind.MailServer))
            return;
        foreach (var alert in standing.Where(alert => alert.RaisedAt <= clock.UtcNow() - BeforeWriting))
            await WriteAsync(alert);
    }

    private async Task WriteAsync(Alert alert)
    {
        var about = AboutOf(alert.Kind, LondonTime.DateOf(clock.UtcNow()));
        if (await WrittenAsync(about) > 0)
            return;
        await db.ChangeAsync(
            Actor.Portal,
            AuditAction.AlertRaised,
            about,
            async work =>
            {
                // Another node may have sent it meanwhile.
                if (await work.ScalarAsync<int>(WrittenSql, new { about }) > 0)
                    return new Refusal("Written already");
                foreach (var to in await work.QueryAsync<Recipient>(AdministratorsSql, new { Role = Role.Administrator }))
                    await Message.SendAsync(
                        work,
                        office,
                        MessageKind.AlertRaised,
                        null,
                        to,
                        about,
                        new Dictionary<string, string> { ["what"] = alert.Sentence, ["since"] = LondonTime.DateAndTime(alert.RaisedAt) },
                        Links.Operations.Index
                    );
                work.Note(Changes.Words(alert.Kind));
                return Result.Done;
            }
        );
    }

    private Task<int> WrittenAsync(Guid about) => db.ScalarAsync<int>(WrittenSql, new { about });

    /// <summary>The same on every node for one kind and day, so that the outbox itself shows who has been told.</summary>
    private static Guid AboutOf(AlertKind kind, DateOnly day) =>
        new(
            SHA256
                .HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"alert {kind} {day:yyyy-MM-dd}")))
                .AsSpan(0, 16)
        );

    private const string WrittenSql = "select count(*) from OutboxEmail where SubjectId = @about";
    private const string AdministratorsSql = """
        select   p.DisplayName as Name, p.Email
        from     Person p
        join     PersonRole r on r.PersonId = p.Id
        where    r.Role = @Role
        order by p.Email
        """;
}
