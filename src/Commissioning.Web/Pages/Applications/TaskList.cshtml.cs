using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;
using Commissioning.Features.Applications;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

[Requires(Permission.WriteApplications)]
public sealed class TaskListModel(
    MyApplication myApplication,
    MyCopy myCopy,
    CertificateQueries certificates,
    Features.Office office,
    TimeProvider clock
) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public MyApplication.ApplicationTasks View { get; private set; } = null!;
    public string WhenLate => office.WhenLate;

    /// <summary>It is a draft that was not sent in time.</summary>
    public bool IsLate =>
        View.Application.Status == ApplicationStatus.Draft && View.Setup.Round.WithdrawnAt is null && clock.UtcNow() > Closes;

    private DateTime Closes => ApplicationRules.ClosesFor(View.Setup.Round, View.Application.ClosesAt);

    /// <summary>Who applies, to what, and until when.</summary>
    public string Standing =>
        $"{View.Application.Organisation}, {View.Setup.Round.FullName}"
        + (
            View.Setup.Round.WithdrawnAt is not null || View.Application.Status != ApplicationStatus.Draft ? "."
            : IsLate ? $", which closed at {LondonTime.DateAndTime(Closes)} (UK time)."
            : $". {(ApplicationRules.HasOwnTime(View.Setup.Round, View.Application.ClosesAt) ? "You can send it until" : "Closes at")} {LondonTime.DateAndTime(Closes)} (UK time): {RoundRules.TimeLeft(Closes, clock.UtcNow())}."
        );
    public bool IsComplete => View.Gaps.Count == 0;

    /// <summary>What was sent before it was taken back.</summary>
    public IReadOnlyList<EarlierCopies.EarlierFile> Earlier { get; private set; } = [];
    public Refusal? WhyNot { get; private set; }

    /// <summary>Null unless a second person certifies it before it is sent.</summary>
    public CertificateQueries.CertificateView? Certificate { get; private set; }

    /// <summary>The last step, and how it stands.</summary>
    public (string Title, string Status, string? Colour) Sending =>
        this switch
        {
            { WhyNot: not null } => ("Your answers", "", null),
            { Certificate.Waiting: not null } => ("Check your answers", "Waiting to be certified", "blue"),
            { Certificate: not null, IsComplete: true } => (
                "Check your answers and ask a second person to certify",
                "Ready to certify",
                "green"
            ),
            { Certificate: not null } => ("Check your answers and ask a second person to certify", "Not ready yet", null),
            { IsComplete: true } => ("Check your answers and send", "Ready to send", "green"),
            _ => ("Check your answers and send", "Not ready yet", null),
        };

    public async Task<IActionResult> OnGetAsync()
    {
        View = await myApplication.GetAsync(User.Actor(), Id);
        if (View.Application.Status != ApplicationStatus.Draft)
            return this.Next(Links.Applications.Receipt(Id));
        if (View.Recalled is not null)
            Earlier = await myCopy.EarlierAsync(User.Actor(), Id);
        WhyNot = ApplicationRules.WhyCannotChange(
            View.Setup.Round,
            View.Application.Status,
            View.Application.Channel,
            View.Application.ClosesAt,
            clock.UtcNow()
        );
        if (WhyNot is null && CertificateRules.Asks(View.Setup.Round.Policy, View.Application.Channel))
            Certificate = await certificates.GetMineAsync(User.Actor(), Id);
        return Page();
    }

    /// <summary>Where somebody is sent who opens a part of an application that can no longer be changed; null: it can.</summary>
    public static string? Instead(Application application, DateTime now) =>
        application.Status != ApplicationStatus.Draft ? Links.Applications.Receipt(application.Id)
        : application.Channel == Channel.Online && (now > application.Closes || application.RoundWithdrawnAt is not null)
            ? Links.Applications.Check(application.Id)
        : null;

    public string LinkTo(Section section) => LinkTo(Id, section);

    public static string LinkTo(Guid application, Section section) =>
        section == Section.Organisation ? Links.Applications.Organisation(application)
        : section == Section.Project ? Links.Applications.Project(application)
        : section == Section.Budget ? Links.Applications.Budget(application)
        : section == Section.Outcomes ? Links.Applications.Outcomes(application)
        : section == Section.Documents ? Links.Applications.Documents(application)
        : Links.Applications.Section(application, section.Title);

    /// <summary>Where to go on after a part: the next one, or the answers to check.</summary>
    public static string LinkAfter(MyApplication.ApplicationTasks tasks, Section section) =>
        tasks.After(section) is { } next ? LinkTo(tasks.Application.Id, next) : Links.Applications.Check(tasks.Application.Id);

    /// <summary>The parts under their headings.</summary>
    public IEnumerable<(string Heading, IReadOnlyList<Section> Parts)> Groups =>
        [
            ("About your group", [Section.Organisation]),
            ("Your project", View.Sections.Where(part => part != Section.Organisation).ToList()),
        ];

    /// <summary>Such as "3 minutes, Need: 25% of the total score".</summary>
    public string Hint(Section part)
    {
        var minutes =
            WhyNot is not null || View.ProgressOf(part) == SectionProgress.Completed
                ? 0
                : FormMinutes.Of(part, View.Setup, View.Content.Given);
        var codes = View
            .Content.Given.Shown(View.Setup.Questions)
            .Where(question => Section.OfQuestions(question.Section) == part)
            .Select(question => question.Settings.Criterion)
            .ToHashSet();
        var weight = View.Setup.Criteria.Where(criterion => codes.Contains(criterion.Code)).Sum(criterion => criterion.Weight);
        return string.Join(
            ", ",
            new[]
            {
                minutes > 0 ? $"{minutes} {(minutes == 1 ? "minute" : "minutes")}" : null,
                weight > 0 ? $"{weight}% of the score" : null,
            }.OfType<string>()
        );
    }

    /// <summary>What there is to do in a part. Documents that nobody has to add are not done before there is one.</summary>
    public (string Text, string? Colour) Tag(Section part)
    {
        var wrong = View.GapsOf(part).Count();
        if (View.IsAsCopied(part))
            return ("Check what was copied", null);
        if (part == Section.Documents)
            return DocumentRules.StateOf(
                View.Setup.Documents,
                View.Content,
                View.Content.Given.Lookup(View.Content.Given.Shown(View.Setup.Questions))
            ) switch
            {
                DocumentsState.Done => ("Done", "green"),
                DocumentsState.ToDo => ("To do", null),
                DocumentsState.Optional => ("Optional", null),
                _ => ("Nothing needed yet", null),
            };
        return View.ProgressOf(part) switch
        {
            SectionProgress.Completed => ("Done", "green"),
            SectionProgress.InProgress when wrong == 1 => ("1 thing to put right", "yellow"),
            SectionProgress.InProgress => ($"{wrong} things to put right", "yellow"),
            _ => ("Not started", null),
        };
    }
}
