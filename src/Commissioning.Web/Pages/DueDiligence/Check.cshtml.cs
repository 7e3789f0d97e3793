using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Funds;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.DueDiligence;

[Requires(Permission.ManageDueDiligence)]
public sealed class CheckModel(Db db, RecordCheck recordCheck, ReviewFailedCheck review, TimeProvider clock) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public CheckForm Form { get; set; } = new();

    [BindProperty]
    public string? SecondNote { get; set; }
    public ApplicationChecks.CheckedApplication Application { get; private set; } = null!;
    public ApplicationChecks.Check Check { get; private set; } = null!;

    /// <summary>How old the registers and lists are on which this check rests.</summary>
    public IReadOnlyList<ListAge> Ages { get; private set; } = [];

    public static readonly IReadOnlyList<Choice> Statuses = Enum.GetValues<CheckStatus>()
        .Where(status => status != CheckStatus.NotStarted)
        .Select(status => new Choice(status.ToString(), ChecksModel.Tag(status).Text))
        .ToList();

    public sealed class CheckForm
    {
        public CheckStatus? Status { get; set; }
        public string? Note { get; set; }
        public string? Source { get; set; }
        public DateParts ExpiresOn { get; set; } = new();
        public IFormFile? Evidence { get; set; }
        public int Version { get; set; }
    }

    private async Task LoadAsync()
    {
        (Application, Check) = await db.ReadAsync(work => ApplicationChecks.OneAsync(work, Id));
        Ages = await db.ReadAsync(work => RegisterSearches.AgesOfAsync(work, Check.Kind));
    }

    public async Task OnGetAsync()
    {
        await LoadAsync();
        var until =
            Check.ExpiresOn
            ?? (
                Check is { ValidMonths: > 0, Status: CheckStatus.NotStarted or CheckStatus.InProgress }
                    ? DateOnly.FromDateTime(LondonTime.ToLondon(clock.GetUtcNow().UtcDateTime)).AddMonths(Check.ValidMonths)
                    : null
            );
        Form = new()
        {
            Status = Check.Status,
            Note = Check.Note,
            Source = Check.Source,
            Version = Check.Version,
            ExpiresOn = DateParts.From(until),
        };
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (Form.Status is not { } status || !Enum.IsDefined(status))
            return this.PageWithErrors(new("Choose what you found", nameof(Form.Status)));
        if (!Form.ExpiresOn.IsBlank && Form.ExpiresOn.WhyNotADate("the day it is valid until") is { } notADate)
            return this.PageWithErrors(new(notADate, nameof(Form.ExpiresOn)));
        if (Form.Version != Check.Version)
        {
            this.RefreshVersion(() => Form.Version = Check.Version);
            return this.PageWithErrors(
                new(
                    $"{Check.CheckedBy} recorded this check while you had it open: {ChecksModel.Tag(Check.Status).Text}. {Check.Note} Save again to replace it with yours."
                )
            );
        }
        var evidence = await this.ReadUploadAsync(Form.Evidence, nameof(Form.Evidence));
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var outcome = await recordCheck.RunAsync(
            User.Actor(),
            new(Id, Form.Version, status, Form.Note, Form.Source, Form.ExpiresOn.ToDate(), evidence)
        );
        return !outcome.IsDone ? this.PageWithErrors(outcome) : await NextAsync($"{Check.Name} of {Application.Reference} recorded");
    }

    public async Task<IActionResult> OnPostSecondAsync(bool agrees)
    {
        await OnGetAsync();
        var outcome = await review.RunAsync(User.Actor(), Id, agrees, SecondNote);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : await NextAsync($"{Check.Name} of {Application.Reference} {(agrees ? "fails" : "is reopened")}");
    }

    /// <summary>Where there is nothing more to do in the round, the application's checks show what is left for others.</summary>
    private async Task<IActionResult> NextAsync(string notice) =>
        this.Next(await db.ReadAsync(work => RoundChecks.NextAsync(work, User.Actor(), Application.Id, after: null)), notice);

    /// <summary>What the check is about; then, a line each, what satisfies it, what to write and when it fails.</summary>
    public IReadOnlyList<string> Guidance => Check.Guidance.Split('\n');

    public string FindingsHeading =>
        (Check.Findings.Count(finding => finding.IsOpen), Check.Findings.Count) switch
        {
            (0, 1) => "1 finding, decided",
            (0, var all) => $"{all} findings, all decided",
            (1, 1) => "1 finding to decide before this check can pass",
            (var open, var all) => $"{all} findings, {open} to decide before this check can pass",
        };

    /// <summary>The page with the portal's own information for this kind of check.</summary>
    public (string Text, string Href)? Tool =>
        Check.Kind switch
        {
            CheckKind.Register => ("Look up the applicant in the registers", Links.DueDiligence.Registers(Application.Id)),
            CheckKind.Safeguarding => ("Safeguarding evidence", Links.DueDiligence.Safeguarding(Application.Id)),
            CheckKind.CrossChecks or CheckKind.History or CheckKind.Conflicts => (
                "Cross-checks across all funds",
                Links.DueDiligence.CrossChecks(Application.Id)
            ),
            CheckKind.BankDetails => ("The applicant's bank details", Links.Organisations.BankQueue),
            _ => null,
        };
}
