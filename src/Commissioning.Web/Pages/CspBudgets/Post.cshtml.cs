using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.CspBudgets;
using Commissioning.Features.CspBudgets;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.PostToLedger)]
public sealed class PostModel(AreaStatement statement, PostToLedger post, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public TransactionKind Kind { get; set; } = TransactionKind.Expenditure;

    [BindProperty]
    public PostForm Form { get; set; } = new();
    public AreaStatement.AreaStatementPage View { get; private set; } = null!;
    public IReadOnlyList<(string Name, Money Before, Money Then)>? After { get; private set; }

    public static readonly IReadOnlyList<(TransactionKind Kind, string Words)> Kinds =
    [
        (TransactionKind.Expenditure, "Post spending"),
        (TransactionKind.Base, "Give a base allocation"),
        (TransactionKind.TopUp, "Top up from the underspend brought forward"),
        (TransactionKind.Earmark, "Earmark for a purpose"),
        (TransactionKind.Virement, "Make a virement to another area"),
        (TransactionKind.Contribution, "Contribute to a hosted scheme"),
        (TransactionKind.Return, "Return money to the Commissioner"),
        (TransactionKind.CarryForward, "Carry forward into next year"),
    ];

    public bool NeedsAuthority =>
        Kind
            is TransactionKind.Base
                or TransactionKind.TopUp
                or TransactionKind.Virement
                or TransactionKind.Return
                or TransactionKind.CarryForward;

    /// <summary>An earmark changes what is free to use, not what remains.</summary>
    public string Word => Kind == TransactionKind.Earmark ? "free to use" : "remaining";
    public string Title => Kinds.First(pair => pair.Kind == Kind).Words;
    public string HostedSchemeHint =>
        View.Year.HostedSchemes.Count > 0
            ? "Already here: " + string.Join(", ", View.Year.HostedSchemes.Select(scheme => scheme.Name))
            : "For example, ECINS case management system";
    public IReadOnlyList<Choice> Others =>
        View
            .Year.Lines.Where(line => line.AreaId != View.Line.AreaId)
            .Select(line => new Choice(line.AreaId.ToString(), $"{line.Area}, {line.Remaining} remaining"))
            .ToList();
    public IReadOnlyList<Choice> Projects =>
        View
            .Projects.Where(project => project.Status == ProjectStatus.Approved)
            .Select(project => new Choice(project.Id.ToString(), project.Name))
            .ToList();

    public sealed class PostForm
    {
        public string? Amount { get; set; }
        public DateParts On { get; set; } = new();
        public Guid? Other { get; set; }
        public string? HostedScheme { get; set; }
        public string? Authority { get; set; }
        public Guid? Project { get; set; }
        public IFormFile? Evidence { get; set; }
        public string? Reason { get; set; }
    }

    public async Task OnGetAsync(string year, Guid area)
    {
        View = await statement.GetAsync(YearRoute.Read(year), area, 1);
        if (Kinds.All(pair => pair.Kind != Kind))
            Kind = TransactionKind.Expenditure;
        var today = clock.Today();
        Form.On = DateParts.From(View.Year.Year.Contains(today) ? today : View.Year.Year.End);
    }

    public async Task<IActionResult> OnPostAsync(string year, Guid area, bool confirmed)
    {
        View = await statement.GetAsync(YearRoute.Read(year), area, 1);
        var amount = Money.Parse(Form.Amount);
        if (amount is null)
            this.AddError(nameof(Form.Amount), "Enter an amount in pounds and pence, such as 450 or 450.50");
        if (Form.On.WhyNotADate("the date") is { } wrong)
            this.AddError(nameof(Form.On), wrong);
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var command = new PostToLedger.Command(View.Year.Year, Kind, area, amount!.Value, Form.On.ToDate()!.Value, Form.Reason)
        {
            Other = Form.Other,
            HostedScheme = Form.HostedScheme,
            Authority = Form.Authority,
            Project = Form.Project,
        };
        // Expenditure is posted without a preview, because an uploaded file cannot be kept for a second request. Other kinds show before
        // and after first.
        if (!confirmed && Kind != TransactionKind.Expenditure)
        {
            var comesIn = Kind is TransactionKind.Base or TransactionKind.TopUp;
            if (
                !comesIn
                && LedgerRules.WhyTooMuch(View.Line.Area, amount.Value, View.Line.Free, nameof(Form.Amount), View.Line.Promised)
                    is { } tooMuch
            )
                return this.PageWithErrors(tooMuch);
            var before = Kind == TransactionKind.Earmark ? View.Line.Free : View.Line.Remaining;
            After =
            [
                (View.Line.Area, before, comesIn ? before + amount.Value : before - amount.Value),
                .. View
                    .Year.Lines.Where(line => Kind == TransactionKind.Virement && line.AreaId == Form.Other)
                    .Select(line => (line.Area, line.Remaining, line.Remaining + amount.Value)),
            ];
            return Page();
        }
        command = command with { Evidence = await this.ReadUploadAsync(Form.Evidence, nameof(Form.Evidence)) };
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var outcome = await post.RunAsync(User.Actor(), command);
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.CspBudgets.Area(year, area), $"{amount} posted");
    }
}
