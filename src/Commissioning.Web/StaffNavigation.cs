using System.Security.Claims;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Casework;
using Commissioning.Features.Casework;
using Microsoft.AspNetCore.Routing;
using static Commissioning.Domain.Accounts.Permission;

namespace Commissioning.Web;

/// <summary>The places of the staff's side of the portal: sections at the top, their pages below, and where each page belongs.</summary>
public static class StaffNavigation
{
    /// <param name="Permission">Null: every member of staff.</param>
    public sealed record Entry(string Text, string Href, Permission? Permission = null);

    public sealed record Section(string Text, WaitingPlace Place, params Entry[] Entries);

    /// <param name="Tab">The tab of the record on which the page is.</param>
    public sealed record Place(string Template, string Section, RecordKind Kind = RecordKind.None, string? Tab = null);

    public static readonly IReadOnlyList<Section> Sections =
    [
        new("Home", WaitingPlace.None, new Entry("Home", Links.Casework.Work)),
        new("Scoring", WaitingPlace.Scoring, new Entry("Scoring", Links.Scoring.Rounds, ScoreApplications)),
        new(
            "Rounds",
            WaitingPlace.Rounds,
            new Entry("Rounds", Links.Funds.Rounds, ViewRounds),
            new Entry("Funds", Links.Funds.FundList, ViewRounds),
            new Entry("Moderation", Links.Moderation.Rounds, ViewModeration),
            new Entry("Papers and decisions", Links.Decisions.Rounds, ViewPapers)
        ),
        new(
            "Checks",
            WaitingPlace.Checks,
            new Entry("Applications to check", Links.DueDiligence.Queue, ViewDueDiligence),
            new Entry("Registers and sanctions list", Links.DueDiligence.Extracts, ViewDueDiligence),
            new Entry("Subsidy limits", Links.DueDiligence.SubsidyLimits, ViewDueDiligence),
            new Entry("Sort code tables", Links.Organisations.ModulusTables, ViewDueDiligence),
            new Entry("Concerns", Links.DueDiligence.Concerns, ManageConcerns)
        ),
        new(
            "Organisations",
            WaitingPlace.Organisations,
            new Entry("Organisations", Links.Casework.Organisations, ViewDueDiligence),
            new Entry("Bank details", Links.Organisations.BankQueue, ViewDueDiligence)
        ),
        new(
            "Awards",
            WaitingPlace.Awards,
            new Entry("Awards", Links.Casework.Awards, ViewAwards),
            new Entry("Changes to grants", Links.Awards.VariationQueue, ViewAwards),
            new Entry("Monitoring returns", Links.Monitoring.Returns, ViewAwards),
            new Entry("Letters", Links.Awards.DayBatches, SendLetters)
        ),
        new(
            "Money",
            WaitingPlace.Money,
            new Entry("Awards ready to pay", Links.Payments.AwardsReady, RequestPayments),
            new Entry("Payments", Links.Payments.Queue, ViewAwards),
            new Entry("Claims", Links.Payments.Claims, ViewAwards),
            new Entry("Payment runs", Links.Payments.Runs, ApprovePayments),
            new Entry("Bank statement", Links.Payments.Reconcile, ApprovePayments)
        ),
        new(
            "CSP budgets",
            WaitingPlace.CspBudgets,
            new Entry("Years", Links.CspBudgets.Years, ViewCspBudgets),
            new Entry("Areas", Links.CspBudgets.Areas, ViewCspBudgets),
            new Entry("Area contacts", Links.CspBudgets.AreaContacts, PostToLedger),
            new Entry("Quarterly returns", Links.CspBudgets.MyReturns, SendCspReturns)
        ),
        new("Published", WaitingPlace.None, new Entry("Funded projects", Links.Publishing.Funded)),
        new(
            "Administration",
            WaitingPlace.Administration,
            new Entry("People", Links.Accounts.People, ManagePeople),
            new Entry("Approval levels", Links.Decisions.Levels, ManagePeople),
            new Entry("Payment limits", Links.Payments.Limits, ManagePeople),
            new Entry("Operations", Links.Operations.Index, OperatePortal),
            new Entry("E-mail", Links.Operations.Outbox, ViewOutbox),
            new Entry("Uploaded files", Links.Operations.Files, ViewOutbox),
            new Entry("Sign-ins", Links.Operations.SignIns, ViewSignIns),
            new Entry("Retention", Links.Records.Rules, ViewRetention),
            new Entry("Legal holds", Links.Records.Holds, ViewRetention),
            new Entry("Audit trail", Links.Audit.Trail, ViewAudit)
        ),
    ];

    // Pages of records, and pages whose address does not begin with that of their section's entry.
    private static readonly IReadOnlyList<Place> Places =
    [
        new("account", "Home"),
        new("saved-forms", "Home"),
        new("search", "Home"),
        new("rounds/{id:guid}", "Rounds", RecordKind.Round, "Overview"),
        new("rounds/{id:guid}/applications", "Rounds", RecordKind.Round, "Applications"),
        new("rounds/{id:guid}/paper", "Rounds", RecordKind.Round, "Applications"),
        new("rounds/{id:guid}/equality", "Rounds", RecordKind.Round, "Applications"),
        new("rounds/{id:guid}/edit", "Rounds", RecordKind.Round, "Form and policy"),
        new("rounds/{id:guid}/form", "Rounds", RecordKind.Round, "Form and policy"),
        new("rounds/{id:guid}/questions", "Rounds", RecordKind.Round, "Form and policy"),
        new("rounds/{id:guid}/criteria", "Rounds", RecordKind.Round, "Form and policy"),
        new("rounds/{id:guid}/policy", "Rounds", RecordKind.Round, "Form and policy"),
        new("rounds/{id:guid}/checks", "Rounds", RecordKind.Round, "Form and policy"),
        new("rounds/{id:guid}/after-award", "Rounds", RecordKind.Round, "Form and policy"),
        new("rounds/{id:guid}/panel", "Rounds", RecordKind.Round, "Form and policy"),
        new("rounds/{id:guid}/publish", "Rounds", RecordKind.Round, "Form and policy"),
        new("scoring/{id:guid}", "Scoring"),
        new("moderation/{id:guid}", "Rounds", RecordKind.Round, "Moderation"),
        new("moderation/{id:guid}/health", "Rounds", RecordKind.Round, "Panel health"),
        new("moderation/{id:guid}/line", "Rounds", RecordKind.Round, "Threshold"),
        new("moderation/{id:guid}/explore", "Rounds", RecordKind.Round, "Threshold"),
        new("moderation/application/{id:guid}", "Rounds", RecordKind.Application, "Scores"),
        new("decisions/{id:guid}/recommend", "Rounds", RecordKind.Round, "Recommendation"),
        new("decisions/{id:guid}/paper", "Rounds", RecordKind.Round, "Recommendation"),
        new("decisions/{id:guid}", "Rounds", RecordKind.Round, "Decision"),
        new("decisions/levels", "Administration"),
        new("awards/{id:guid}", "Rounds", RecordKind.Round, "Awards"),
        new("awards/{id:guid}/letters", "Rounds", RecordKind.Round, "Letters"),
        new("awards/{id:guid}/figures", "Rounds", RecordKind.Round, "Figures"),
        new("awards/reserve/{id:guid}", "Rounds", RecordKind.Application, "Decision"),
        new("submitted/{id:guid}", "Rounds", RecordKind.Application, "Application"),
        new("submitted/{id:guid}/decision", "Rounds", RecordKind.Application, "Decision"),
        new("submitted/{id:guid}/letters", "Rounds", RecordKind.Application, "Letters"),
        new("due-diligence/{id:guid}", "Rounds", RecordKind.Application, "Checks"),
        new("due-diligence/check/{id:guid}", "Rounds", RecordKind.Check, "Checks"),
        new("awards/offer/{id:guid}", "Awards", RecordKind.Award, "Agreement"),
        new("awards/variations/{id:guid}", "Awards", RecordKind.Award, "Agreement"),
        new("awards/variation/{id:guid}", "Awards", RecordKind.Variation, "Agreement"),
        new("payments/award/{id:guid}", "Awards", RecordKind.Award, "Money"),
        new("payments/approve", "Money"),
        new("payments/{id:guid}/approve", "Money", RecordKind.Payment, "Money"),
        new("payments/claims/{id:guid}", "Money", RecordKind.Claim, "Money"),
        new("payments/limits", "Administration"),
        new("monitoring/award/{id:guid}", "Awards", RecordKind.Award, "Returns"),
        new("monitoring/close/{id:guid}", "Awards", RecordKind.Award, "Returns"),
        new("monitoring/{id:guid}/review", "Awards", RecordKind.Return, "Returns"),
        new("letters/{id:guid}", "Awards", RecordKind.Letter, "Letters"),
        new("projects/{id:guid}/file", "Awards", RecordKind.Award, "History"),
        new("projects/{id:guid}/publish", "Awards", RecordKind.Award, "Returns"),
        new(HistoryTemplate, "Rounds"),
        new("csp/my-projects", "CSP budgets"),
        new("apply", "Rounds"),
    ];

    private const string HistoryTemplate = "history/{kind}/{id:guid}";

    private static RecordKind HistoryOf(HttpContext context) =>
        Enum.TryParse<RecordKind>(context.GetRouteValue("kind")?.ToString(), ignoreCase: true, out var kind)
        && kind is RecordKind.Application or RecordKind.Award or RecordKind.Round
            ? kind
            : RecordKind.None;

    /// <summary>The sections with at least one page that the person may open.</summary>
    public static IReadOnlyList<Section> SectionsOf(ClaimsPrincipal user) =>
        Sections
            .Select(section =>
                section with
                {
                    Entries = [.. section.Entries.Where(entry => entry.Permission is not { } may || user.Can(may))],
                }
            )
            .Where(section => section.Entries.Length > 0)
            .ToList();

    /// <summary>Null: the page belongs nowhere, such as an error page.</summary>
    public static Place? PlaceOf(HttpContext context)
    {
        var template = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText?.Trim('/');
        if (string.IsNullOrEmpty(template))
            return null;
        if (LongestOf(Places, template, place => place.Template) is { } place)
            return place.Template == HistoryTemplate ? place with { Kind = HistoryOf(context), Tab = "History" } : place;
        var section = LongestOf(
            Sections.SelectMany(section => section.Entries.Select(entry => (section.Text, Href: entry.Href.TrimStart('/')))),
            template,
            entry => entry.Href
        );
        return section.Text is null ? null : new Place(template, section.Text);
    }

    /// <summary>The entry of a section that this page is or is below.</summary>
    public static Entry? EntryOf(Section section, PathString path) =>
        LongestOf(section.Entries, path.Value!.Trim('/'), entry => entry.Href.TrimStart('/'));

    private static T? LongestOf<T>(IEnumerable<T> all, string path, Func<T, string> prefix) =>
        all.Where(one => path == prefix(one) || path.StartsWith(prefix(one) + "/", StringComparison.OrdinalIgnoreCase))
            .MaxBy(one => prefix(one).Length);

    /// <summary>Staff see their own frame; the form that applicants fill in looks to an officer as it does to them.</summary>
    public static bool IsFor(HttpContext context) =>
        context.User.Roles().Any(RolePermissions.IsStaff)
        && !context.User.NeedsSecondFactor()
        && context.GetEndpoint()?.Metadata.GetMetadata<RequiresAttribute>()?.Permission is not (Apply or WriteApplications);
}
