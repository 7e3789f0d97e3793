using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Features.Moderation;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Funds;

/// <summary>Asks for one change of a published round.</summary>
[Requires(Permission.ManageRounds)]
public sealed class AmendModel(Db db, RequestAmendment request, SavePanel savePanel, TimeProvider clock) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [FromRoute]
    public AmendmentKind Kind { get; set; }

    [BindProperty]
    public AmendForm Form { get; set; } = new();
    public Round Round { get; private set; } = null!;
    public IReadOnlyList<Choice> Candidates { get; private set; } = [];
    public IReadOnlyList<Choice> Members { get; private set; } = [];
    public IReadOnlyList<Choice> Sources { get; private set; } = [];

    public bool IsClosed => clock.UtcNow() > Round.ClosesAt;
    public bool IsOver => clock.UtcNow() > Round.ScoringClosesAt;

    public string Title =>
        Kind switch
        {
            AmendmentKind.Assessor => "Ask for another assessor",
            AmendmentKind.Pot => "Ask for more money in the pot",
            AmendmentKind.Priorities => "Ask for more priorities for one application",
            AmendmentKind.Withdrawal => "Ask for the round to be withdrawn",
            _ => "Ask for a later closing or scoring time",
        };

    public string ReasonHint =>
        Kind == AmendmentKind.Assessor
            ? "Kept for the office and the auditor. Neither applicants nor the public read it."
            : "Applicants and the public read it. Do not name anybody, and do not say that somebody is ill.";

    public sealed class AmendForm
    {
        public DateParts ClosesAt { get; set; } = new();
        public string? ClosesTime { get; set; } = "17:00";
        public DateParts ScoringClosesAt { get; set; } = new();
        public Guid? Assessor { get; set; }
        public Guid? Replaces { get; set; }
        public string? Amount { get; set; }
        public string? FundingSource { get; set; }
        public int? MostPriorities { get; set; }
        public string? Reason { get; set; }
    }

    public async Task<IActionResult> OnGetAsync()
    {
        if (
            Kind is AmendmentKind.LateApplication or AmendmentKind.MoreTime
            || !Enum.IsDefined(Kind)
            || ModelState.GetFieldValidationState(nameof(Kind)) == ModelValidationState.Invalid
        )
            return NotFound();
        await LoadAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await OnGetAsync() is NotFoundResult missing)
            return missing;
        var closesAt = this.Instant(Form.ClosesAt, Form.ClosesTime, nameof(Form.ClosesAt), nameof(Form.ClosesTime), "the new closing date");
        var scoring = this.Instant(
            Form.ScoringClosesAt,
            "17:00",
            nameof(Form.ScoringClosesAt),
            nameof(Form.ScoringClosesAt),
            "the date on which scoring closes"
        );
        var amount = this.ReadMoney(Form.Amount, nameof(Form.Amount), "Enter an amount in pounds, such as 5,000.00");
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var outcome = await request.RunAsync(
            User.Actor(),
            Id,
            new(Kind, Form.Reason)
            {
                ClosesAt = Kind == AmendmentKind.LaterDates ? closesAt : null,
                ScoringClosesAt = Kind is AmendmentKind.LaterDates or AmendmentKind.Assessor ? scoring : null,
                Assessor = Kind == AmendmentKind.Assessor ? Form.Assessor : null,
                Replaces = Kind == AmendmentKind.Assessor ? Form.Replaces : null,
                Amount = Kind == AmendmentKind.Pot ? amount : null,
                MostPriorities = Kind == AmendmentKind.Priorities ? Form.MostPriorities : null,
                FundingSource = Kind == AmendmentKind.Pot ? Form.FundingSource : null,
            }
        );
        return outcome.IsDone
            ? this.Next(Links.Funds.Amendments(Id), "You have asked for it. A second person must approve it.")
            : this.PageWithErrors(outcome);
    }

    private async Task LoadAsync()
    {
        var panel = await db.ReadAsync(async work =>
        {
            Round = await RoundReader.GetAsync(work, Id);
            Sources = (await AmendmentQueries.SourcesAsync(work, Round.BudgetYear)).Select(name => new Choice(name, name)).ToList();
            return await Attendance.PanelAsync(work, Id);
        });
        Members =
        [
            new("", "Nobody's: they are added"),
            .. panel.Where(member => member.LeftAt is null).Select(member => new Choice(member.Id.ToString(), member.Name)),
        ];
        Candidates =
        [
            new("", "Choose"),
            .. (await savePanel.CandidatesAsync())
                .Where(person => panel.All(member => member.Id != person.Id))
                .Select(person => new Choice(person.Id.ToString(), person.DisplayName)),
        ];
    }
}
