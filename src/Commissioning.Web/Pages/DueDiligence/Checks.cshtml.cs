using Commissioning.Domain.Accounts;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Funds;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.DueDiligence;

[Requires(Permission.ViewRounds)]
public sealed class ChecksModel(Db db, OverrideTier tiers, AssignChecks assign, PassChecks pass) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public CheckTier? Tier { get; set; }

    [BindProperty]
    public string? TierReason { get; set; }

    [BindProperty]
    public List<Guid> Selected { get; set; } = [];

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public string? Source { get; set; }
    public ApplicationChecks.ChecksPage View { get; private set; } = null!;
    public IReadOnlyList<BankDetailsQueries.MyBankDetails> Accounts { get; private set; } = [];

    public static readonly IReadOnlyList<Choice> Tiers = Enum.GetNames<CheckTier>().Select(name => new Choice(name, name)).ToList();

    public async Task OnGetAsync()
    {
        View = await db.ReadAsync(work => ApplicationChecks.GetAsync(work, Id));
        Accounts = User.Can(Permission.ViewDueDiligence)
            ? await db.ReadAsync(work => BankDetailsQueries.OfAsync(work, View.Application.OrganisationId))
            : [];
    }

    public Task<IActionResult> OnPostAssignAsync() => OwnAsync(give: false, "These checks are assigned to you");

    public Task<IActionResult> OnPostGiveAsync() => OwnAsync(give: true, "You have given up these checks");

    public async Task<IActionResult> OnPostTierAsync()
    {
        await OnGetAsync();
        if (!User.Can(Permission.ManageDueDiligence))
            return Forbid();
        var outcome = await tiers.RunAsync(User.Actor(), Id, Tier, TierReason);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(Links.DueDiligence.Checks(Id), $"The application is checked as {Tier}");
    }

    /// <summary>Open checks that can pass together; those with a page of their own are recorded there.</summary>
    public IReadOnlyList<Choice> Together =>
        View
            .Checks.Where(check =>
                (CleanRules.NeedsEyes(check.Kind) || CleanRules.IsCompared(check.Kind))
                && !check.State.IsDone(View.Today)
                && check.Findings.All(finding => !finding.IsOpen)
            )
            .Select(check => new Choice(check.Id.ToString(), check.Name, check.Guidance.Split('\n')[0]))
            .ToList();

    /// <summary>Such as " (3 to decide)", after a link.</summary>
    public string Open(params CheckKind[] kinds) =>
        View.Findings.Count(finding => finding.IsOpen && kinds.Contains(FindingRules.CheckOf(finding.Kind))) is > 0 and var open
            ? $" ({open} to decide)"
            : "";

    public static string StateOf(Findings.Finding finding) =>
        finding switch
        {
            { WaitsForSecond: true } => "Waits for a second person",
            { IsOpen: true } when FindingRules.Verdicts(finding.Kind).Count == 0 => "To be done",
            { IsOpen: true, Level: FindingLevel.Against } => "Strong, no verdict yet",
            { IsOpen: true } => "No verdict yet",
            { Verdict: { } verdict } => FindingRules.Name(verdict, finding.Kind),
            _ => "Decided",
        };

    public async Task<IActionResult> OnPostPassAsync()
    {
        await OnGetAsync();
        if (!User.Can(Permission.ManageDueDiligence))
            return Forbid();
        var outcome = await pass.RunAsync(User.Actor(), Id, Selected, Note, Source);
        return outcome.Value is { } passed
            ? this.Next(Links.DueDiligence.Checks(Id), PassChecks.Words(passed.Count), passed.Refused)
            : this.PageWithErrors(outcome);
    }

    private async Task<IActionResult> OwnAsync(bool give, string notice)
    {
        await OnGetAsync();
        if (!User.Can(Permission.ManageDueDiligence))
            return Forbid();
        var outcome = await assign.RunAsync(User.Actor(), Id, give);
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.DueDiligence.Checks(Id), notice);
    }

    /// <summary>A pass does not count while a finding is open.</summary>
    public static (string Text, string Colour) Tag(ApplicationChecks.Check check) =>
        check is { Status: CheckStatus.Pass or CheckStatus.Condition, State.WaitsForFindings: true }
            ? ("Recorded, but a finding is open", "orange")
            : Tag(check.Status);

    public static (string Text, string Colour) Tag(CheckStatus status) =>
        status switch
        {
            CheckStatus.NotStarted => ("Not started", "grey"),
            CheckStatus.InProgress => ("In progress", "blue"),
            CheckStatus.Pass => ("Pass", "green"),
            CheckStatus.Condition => ("Pass with a condition", "yellow"),
            CheckStatus.Fail => ("Fail", "red"),
            _ => ("Not applicable", "grey"),
        };
}
