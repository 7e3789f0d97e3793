using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Files;
using Commissioning.Platform.Watching;

namespace Commissioning.Features.Operations;

/// <summary>
/// Looks around once a minute, raises what is wrong and clears what is right again, and writes to the administrators: once for each kind of
/// alert and day, and not while the mail server itself is what is wrong.
/// </summary>
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
    /// <summary>What goes by itself within this time is nobody's e-mail.</summary>
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
                    $"The virus scanner (Clamd__Host) does not answer. {now.FilesAwaiting} uploaded files wait for it and are not given out; nothing is lost. Start clamd again."
                )
        );
        await SettleAsync(AlertKind.DiskSpace, standing, disk.WhyNearlyFull());
        await SettleAsync(AlertKind.FileStorage, standing, await files.WhyUnavailableAsync());
        await SettleAsync(AlertKind.JobFailed, standing, WhyJobsFail(jobs.All(), now));
        await SettleAsync(AlertKind.EmailUncertain, standing, WhyEmailsNeedSomebody(now));
        // Where nothing was set up, printing is not missed.
        await SettleAsync(
            AlertKind.Printing,
            standing,
            printing.Chromium is null && printing.Provider != "questpdf" ? null : pdf.WhyUnavailable
        );
        // Raised by whoever met it. That it is asked here shows that it answers.
        await SettleAsync(AlertKind.Database, standing, null);
        // While an e-mail waits that the server did not take, only its answer to the next one shows that it is well.
        if (await db.ScalarAsync<int>("select count(*) from OutboxEmail where State in ('Waiting', 'Claimed') and ServerTries > 0") == 0)
            await SettleAsync(AlertKind.MailServer, standing, null);
        await WriteAsync(await alerts.StandingAsync());
    }

    /// <summary>Null when all jobs run; otherwise which do not.</summary>
    public static string? WhyJobsFail(IReadOnlyList<JobRuns.Run> runs, Vitals now)
    {
        var failing = runs.Where(run => run.IsFailing)
            .Select(run =>
                $"{run.Job} ({run.Failure}, last ran well {(run.WellAt is { } at ? LondonTime.DateAndTime(at) : "never since the start")})"
            )
            .ToList();
        if (failing.Count > 0)
            return $"The portal's own work fails again and again: {string.Join("; ", failing)}. Look in the log for the reason.";
        return now.EmailsOverdue == 0
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{now.EmailsOverdue} e-mails have been due for more than {PortalVitals.Overdue.TotalMinutes:0} minutes and nobody has tried to send them. Restart the portal and look in its log."
            );
    }

    public static string? WhyEmailsNeedSomebody(Vitals now) =>
        now.EmailsToDecide == 0
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{now.EmailsToDecide} e-mails of the last week were perhaps sent, or could not be sent after many tries. Open the list of e-mail and decide for each whether to send it again."
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
                // Another node may have written meanwhile.
                if (await work.ScalarAsync<int>(WrittenSql, new { about }) > 0)
                    return new Refusal("Written already");
                foreach (var address in await work.QueryAsync<string>(AdministratorsSql, new { Role = Role.Administrator }))
                    await work.EmailAsync(
                        new(
                            address,
                            $"{office.ServiceName}: something needs looking at",
                            $"""
                            {alert.Sentence}

                            This has been so since {LondonTime.DateAndTime(
                                alert.RaisedAt
                            )} (UK time). What the portal sees now: {office.LinkTo(Links.Operations.Index)}

                            You get this e-mail because you are an administrator, once a day for each thing that is wrong.
                            """,
                            about
                        )
                    );
                work.Note(alert.Kind.ToString());
                return Result.Done;
            }
        );
    }

    private Task<int> WrittenAsync(Guid about) => db.ScalarAsync<int>(WrittenSql, new { about });

    /// <summary>The same on every node for one kind and day, so that the outbox itself remembers who has been told.</summary>
    private static Guid AboutOf(AlertKind kind, DateOnly day) =>
        new(
            SHA256
                .HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"alert {kind} {day:yyyy-MM-dd}")))
                .AsSpan(0, 16)
        );

    private const string WrittenSql = "select count(*) from OutboxEmail where SubjectId = @about";
    private const string AdministratorsSql = """
        select   p.Email
        from     Person p
        join     PersonRole r on r.PersonId = p.Id
        where    r.Role = @Role and p.EmailConfirmed = 1
        order by p.Email
        """;
}
