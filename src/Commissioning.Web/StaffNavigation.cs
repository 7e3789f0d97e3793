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
            new Entry("Papers and decisions", Links.Decisions.Rounds, ViewPapers),
            new Entry("Figures", Links.Reporting.Office, ViewAwards)
        ),
        new(
            "Checks",
            WaitingPlace.Checks,
            new Entry("Applications to check", Links.DueDiligence.Queue, ViewDueDiligence),
            new Entry("Registers and sanctions list", Links.DueDiligence.Extracts, ViewLists),
            new Entry("Other funders", Links.DueDiligence.Funders, ViewLists),
            new Entry("Subsidy limits", Links.DueDiligence.SubsidyLimits, ViewDueDiligence),
            new Entry("Sort code tables", Links.Organisations.ModulusTables, ViewLists),
            new Entry("Concerns", Links.DueDiligence.Concerns, ManageConcerns),
            new Entry("Fraud log", Links.DueDiligence.FraudLog, ManageConcerns)
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
            new Entry("Visits", Links.Monitoring.Visits, ViewAwards),
            new Entry("Calendar", Links.Casework.Calendar, ViewAwards),
            new Entry("Letters", Links.Awards.DayBatches, ViewAwards),
            new Entry("Messages", Links.Casework.OfficeMailings, SendLetters)
        ),
        new(
            "Money",
            WaitingPlace.Money,
            new Entry("Awards ready to pay", Links.Payments.AwardsReady, RequestPayments),
            new Entry("Payments", Links.Payments.Queue, ViewAwards),
            new Entry("Instalments", Links.Payments.AllInstalments, ViewAwards),
            new Entry("Claims", Links.Payments.Claims, ViewAwards),
            new Entry("Payment runs", Links.Payments.Runs, ViewAwards),
            new Entry("Answers of the bank", Links.Payments.Answers, ApprovePayments),
            new Entry("Money to come back", Links.Payments.Recoveries, ViewAwards),
            new Entry("Bank statement", Links.Payments.Reconcile, ApprovePayments),
            new Entry("Finance exports", Links.Payments.Exports, ViewAwards),
            new Entry("Finance codes", Links.Payments.Codes, ApprovePayments),
            new Entry("Suppliers", Links.Payments.Suppliers, ApprovePayments),
            new Entry("Budgets", Links.Reporting.Money, ViewAwards),
            new Entry("Accruals", Links.Payments.YearEnds, ViewAwards),
            new Entry("Samples for audit", Links.Casework.Samples, SampleForAudit)
        ),
        new(
            "CSP budgets",
            WaitingPlace.CspBudgets,
            new Entry("Years", Links.CspBudgets.Years, ViewCspBudgets),
            new Entry("Requests", Links.CspBudgets.Requests, ViewCspBudgets),
            new Entry("Alarms", Links.CspBudgets.Alarms, ViewCspBudgets),
            new Entry("Areas", Links.CspBudgets.Areas, ViewCspBudgets),
            new Entry("Payees and schemes", Links.CspBudgets.Payees, ViewCspBudgets),
            new Entry("Area contacts", Links.CspBudgets.AreaContacts, PostToLedger),
            new Entry("Quarterly returns", Links.CspBudgets.MyReturns, SendCspReturns)
        ),
        new(
            "Published",
            WaitingPlace.Published,
            new Entry("Grants to publish", Links.Publishing.Publications, PreparePublication),
            new Entry("Monthly files", Links.Publishing.Releases, PreparePublication),
            new Entry("Monthly spending", Links.Publishing.Spending, PreparePublication),
            new Entry("Words that withhold", Links.Publishing.SafetyWords, PreparePublication),
            new Entry("360Giving", Links.Publishing.GivingChecks, PreparePublication),
            new Entry("Public grants", Links.Publishing.Grants),
            new Entry("Public rounds", Links.Publishing.Rounds),
            new Entry("Public decisions", Links.Publishing.Decisions),
            new Entry("Figures", Links.Publishing.Figures),
            new Entry("Open data", Links.Publishing.OpenData)
        ),
        new(
            "Administration",
            WaitingPlace.Administration,
            new Entry("People", Links.Accounts.People, ManagePeople),
            new Entry("Settings", Links.Settings.Index, ViewLists),
            new Entry("Approval levels", Links.Decisions.Levels, ManagePeople),
            new Entry("Payment limits", Links.Payments.Limits, ManagePeople),
            new Entry("Ledger limits", Links.CspBudgets.Limits, ManagePeople),
            new Entry("Operations", Links.Operations.Index, OperatePortal),
            new Entry("E-mail", Links.Operations.Outbox, ViewOutbox),
            new Entry("Uploaded files", Links.Operations.Files, ViewOutbox),
            new Entry("Sign-ins", Links.Operations.SignIns, ViewSignIns),
            new Entry("Retention", Links.Records.Rules, ViewRetention),
            new Entry("Legal holds", Links.Records.Holds, ViewRetention),
            new Entry("Subject access requests", Links.Casework.PersonAnswers, AnswerRequests),
            new Entry("Audit trail", Links.Audit.Trail, ViewAudit)
        ),
    ];

    // Pages of records, and pages whose address does not begin with that of their section's entry.
    private static readonly IReadOnlyList<Place> Places =
    [
        new(Links.Accounts.Sessions, "Home"),
        new(Links.Accounts.Passkeys, "Home"),
        new(Links.Accounts.Authenticator, "Home"),
        new(Links.Accounts.Password, "Home"),
        Of(Links.Accounts.SavedForm, "Home"),
        new(Links.Casework.Search, "Home"),
        new(Links.Casework.WorkEmail, "Home"),
        Of(round => Links.Funds.Round(round), "Rounds", RecordKind.Round, "Overview"),
        Of(Links.Casework.Applications, "Rounds", RecordKind.Round, "Applications"),
        Of(Links.Casework.Drafts, "Rounds", RecordKind.Round, "Drafts"),
        Of(Links.Casework.Charts, "Rounds", RecordKind.Round, "Charts"),
        Of(Links.Moderation.HeatMap, "Rounds", RecordKind.Round, "Charts"),
        Of(Links.Applications.Paper, "Rounds", RecordKind.Round, "Applications"),
        Of(Links.Applications.EqualitySummary, "Rounds", RecordKind.Round, "Applications"),
        Of(Links.Funds.Edit, "Rounds", RecordKind.Round, "Form and policy"),
        Of(Links.Funds.Form, "Rounds", RecordKind.Round, "Form and policy"),
        Of(Links.Funds.PickQuestions, "Rounds", RecordKind.Round, "Form and policy"),
        Of(Links.Funds.Questions, "Rounds", RecordKind.Round, "Form and policy"),
        Of(Links.Funds.Criteria, "Rounds", RecordKind.Round, "Form and policy"),
        Of(Links.Funds.Policy, "Rounds", RecordKind.Round, "Form and policy"),
        Of(Links.Funds.Checks, "Rounds", RecordKind.Round, "Form and policy"),
        Of(Links.Funds.AfterAward, "Rounds", RecordKind.Round, "Form and policy"),
        Of(Links.Funds.Panel, "Rounds", RecordKind.Round, "Form and policy"),
        Of(Links.Funds.Publish, "Rounds", RecordKind.Round, "Form and policy"),
        Of(round => Links.Scoring.Queue(round), "Scoring"),
        Of(Links.Scoring.Assessors, "Rounds", RecordKind.Round, "Assessors"),
        Of(Links.Scoring.PracticeList, "Rounds", RecordKind.Round, "Assessors"),
        Of(round => Links.Moderation.List(round), "Rounds", RecordKind.Round, "Moderation"),
        Of(Links.Moderation.Scores, "Rounds", RecordKind.Round, "Moderation"),
        Of(Links.Moderation.Health, "Rounds", RecordKind.Round, "Panel health"),
        Of(Links.Moderation.Line, "Rounds", RecordKind.Round, "Threshold"),
        Of(Links.Moderation.Application, "Rounds", RecordKind.Application, "Scores"),
        Of(Links.Decisions.Recommend, "Rounds", RecordKind.Round, "Recommendation"),
        Of(Links.Decisions.Paper, "Rounds", RecordKind.Round, "Recommendation"),
        Of(Links.Decisions.Approvers, "Rounds", RecordKind.Round, "Form and policy"),
        Of(round => Links.Decisions.Rounds + $"/{round}", "Rounds", RecordKind.Round, "Decision"),
        new(Links.Decisions.Levels, "Administration"),
        Of(Links.Decisions.Deferred, "Rounds", RecordKind.Application, "Decision"),
        Of(Links.Decisions.OpenReview, "Rounds", RecordKind.Application, "Decision"),
        new(Links.Decisions.Reviews, "Rounds"),
        Of(Links.Awards.List, "Rounds", RecordKind.Round, "Awards"),
        Of(Links.Awards.Letters, "Rounds", RecordKind.Round, "Letters"),
        Of(Links.Awards.Dates, "Rounds", RecordKind.Round, "Letters"),
        Of(Links.Reporting.RoundFigures, "Rounds", RecordKind.Round, "Figures"),
        Of(Links.Awards.FundReserve, "Rounds", RecordKind.Application, "Decision"),
        Of(Links.Applications.Submitted, "Rounds", RecordKind.Application, "Application"),
        Of(Links.Casework.Decision, "Rounds", RecordKind.Application, "Decision"),
        Of(Links.Casework.Letters, "Rounds", RecordKind.Application, "Letters"),
        Of(Links.Casework.Messages, "Rounds", RecordKind.Application, "Messages"),
        Of(Links.Casework.Mailings, "Rounds", RecordKind.Round, "Messages"),
        Of(Links.Casework.NewMailing, "Rounds", RecordKind.Round, "Messages"),
        Of(Links.Casework.Mailing, "Rounds"),
        Of(Links.Casework.MailingTemplate, "Awards"),
        Of(Links.Casework.ReceivedEmail, "Awards"),
        Of(Links.Casework.AnswerFile, "Rounds", RecordKind.Application, "File"),
        Of(Links.Casework.Answer, "Rounds", RecordKind.Answer, "File"),
        Of(Links.Casework.AnswerRound, "Rounds", RecordKind.Round, "Files for an answer"),
        Of(Links.DueDiligence.Checks, "Rounds", RecordKind.Application, "Checks"),
        Of(Links.DueDiligence.Check, "Rounds", RecordKind.Check, "Checks"),
        Of(Links.Awards.Offer, "Awards", RecordKind.Award, "Agreement"),
        Of(Links.Awards.Variations, "Awards", RecordKind.Award, "Agreement"),
        Of(Links.Awards.Variation, "Awards", RecordKind.Variation, "Agreement"),
        Of(Links.Payments.Award, "Awards", RecordKind.Award, "Money"),
        new(Links.Payments.ApproveMany, "Money"),
        Of(Links.Payments.PurchaseOrder, "Awards", RecordKind.Award, "Money"),
        Of(Links.Payments.InvoiceNumber, "Money", RecordKind.Payment, "Money"),
        Of(Links.Payments.Approve, "Money", RecordKind.Payment, "Money"),
        Of(Links.Payments.One, "Money", RecordKind.Payment, "Money"),
        Of(Links.Payments.Claim, "Money", RecordKind.Claim, "Money"),
        new(Links.Payments.Limits, "Administration"),
        Of(Links.Payments.YearEndLine, "Money"),
        Of(Links.Monitoring.Award, "Awards", RecordKind.Award, "Returns"),
        Of(Links.Monitoring.CloseOut, "Awards", RecordKind.Award, "Returns"),
        Of(Links.Monitoring.UseCertificate, "Awards", RecordKind.Award, "Returns"),
        Of(Links.Monitoring.Visit, "Awards", RecordKind.Visit, "Returns"),
        Of(Links.Monitoring.Review, "Awards", RecordKind.Return, "Returns"),
        Of(Links.Monitoring.Enter, "Awards", RecordKind.Return, "Returns"),
        Of(Links.Awards.Letter, "Awards", RecordKind.Letter, "Letters"),
        Of(Links.Casework.ProjectFile, "Awards", RecordKind.Award, "History"),
        Of(Links.Publishing.PublishProject, "Awards", RecordKind.Award, "Returns"),
        Of(Links.Publishing.Editions, "Rounds"),
        Of(Links.Publishing.EditionToCheck, "Rounds"),
        new(HistoryTemplate, "Rounds"),
        new(NotesTemplate, "Rounds"),
        new(Links.CspBudgets.MyProjects("").TrimEnd('/'), "CSP budgets"),
        new(Links.Funds.OpenRounds, "Rounds"),
        new(Links.Funds.NewPastRound, "Rounds"),
        Of(round => Links.Funds.PastRound(round), "Rounds"),
    ];

    private const string HistoryTemplate = "history/{kind}/{id:guid}";
    private const string NotesTemplate = "notes/{kind}/{id:guid}";

    /// <summary>A page whose address holds the id of a record.</summary>
    private static Place Of(Func<Guid, string> link, string section, RecordKind kind = RecordKind.None, string? tab = null) =>
        new(link(Guid.Empty).Replace($"{Guid.Empty}", "{id:guid}", StringComparison.Ordinal), section, kind, tab);

    private static RecordKind RecordOf(HttpContext context) =>
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
        if (LongestOf(Places, template, place => place.Template.Trim('/')) is { } place)
            return place.Template switch
            {
                HistoryTemplate => place with { Kind = RecordOf(context), Tab = "History" },
                NotesTemplate when RecordOf(context) == RecordKind.None => place with { Section = "Organisations" },
                NotesTemplate => place with { Kind = RecordOf(context), Tab = "Notes" },
                _ => place,
            };
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
            .OrderByDescending(one => prefix(one).Length)
            .FirstOrDefault();

    /// <summary>Staff see their own frame; the form that applicants fill in looks to an officer as it does to them. An error page has no
    /// frame, because what it needs may be what is broken.</summary>
    public static bool IsFor(HttpContext context) =>
        (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText?.TrimStart('/').StartsWith("error", StringComparison.Ordinal)
            is false
        && context.User.Roles().Any(RolePermissions.IsStaff)
        && !context.User.NeedsSecondFactor()
        && context.GetEndpoint()?.Metadata.GetMetadata<RequiresAttribute>()?.Permission is not (Apply or WriteApplications);
}
