using System.Security.Claims;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Casework;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.Casework;

namespace Commissioning.Web;

/// <summary>The tabs of an application, and of the award that came of it, and how it stands.</summary>
public static class RecordTabs
{
    public static IEnumerable<(string Text, string Href)> Of(ClaimsPrincipal user, RecordPlace record)
    {
        yield return ("Application", Links.Applications.Submitted(record.ApplicationId));
        yield return ("Checks", Links.DueDiligence.Checks(record.ApplicationId));
        if (user.Can(Permission.ViewModeration))
            yield return ("Scores", Links.Moderation.Application(record.ApplicationId));
        if (user.Can(Permission.ViewPapers))
            yield return ("Decision", Links.Casework.Decision(record.ApplicationId));
        var award = user.Can(Permission.ViewAwards) ? record.AwardId : null;
        if (award is { } id)
        {
            yield return ("Agreement", Links.Awards.Offer(id));
            yield return ("Money", Links.Payments.Award(id));
            yield return ("Returns", Links.Monitoring.Award(id));
        }
        if (user.Can(Permission.ViewAwards))
            yield return ("Letters", Links.Casework.Letters(record.ApplicationId));
        if (user.Can(Permission.ViewNotes))
            yield return ("Notes", Links.Casework.Notes(NoteSubject.Application, record.ApplicationId));
        if (user.Can(Permission.ViewHistory))
            yield return (
                "History",
                award is { } granted
                    ? Links.Audit.History(HistoryKind.Award, granted)
                    : Links.Audit.History(HistoryKind.Application, record.ApplicationId)
            );
    }

    public static (string Text, string Colour) Status(RecordPlace record) =>
        record switch
        {
            { Status: ApplicationStatus.Withdrawn } => ("Withdrawn", "grey"),
            { EndedHow: "Closed" } => ("Closed", "grey"),
            { EndedHow: not null } => ("Ended", "grey"),
            { AcceptedAt: not null } => ("Accepted", "green"),
            { OfferedAt: not null } => ("Offered", "blue"),
            { Funded: true } => ("To be funded", "green"),
            { Funded: false } => ("Declined", "grey"),
            { DueDiligence: CheckResult.NotStarted } => ("Checks not started", "grey"),
            { DueDiligence: CheckResult.InProgress } => ("Checks in progress", "blue"),
            { DueDiligence: CheckResult.Fail } => ("Checks failed", "red"),
            { DueDiligence: CheckResult.Condition } => ("Checks passed with a condition", "yellow"),
            _ => ("Checks passed", "green"),
        };
}
