using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.CspBudgets;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.PostToLedger)]
public sealed class CentralModel(Db db, PostCentral postCentral, TimeProvider clock) : PageModel
{
    [BindProperty]
    public CentralForm Form { get; set; } = new();
    public YearOverview.YearOverviewPage View { get; private set; } = null!;

    public IReadOnlyList<Choice> Kinds =>
        [
            new(nameof(TransactionKind.Central), "Money for the central pot"),
            new(nameof(TransactionKind.Transfer), "Payment out of the central pot"),
            new(nameof(TransactionKind.CarryIn), $"Underspend of {View.Year.Previous} from before this ledger"),
        ];

    public sealed class CentralForm
    {
        public string? Kind { get; set; }
        public string? Payee { get; set; }
        public string? Amount { get; set; }
        public DateParts On { get; set; } = new();
        public string? Authority { get; set; }
        public string? Reason { get; set; }
    }

    public async Task OnGetAsync(string year)
    {
        View = await db.ReadAsync(work => YearOverview.GetAsync(work, YearRoute.Read(year)));
        Form.On = DateParts.From(LedgerRules.DayIn(View.Year, clock.Today()));
    }

    public async Task<IActionResult> OnPostAsync(string year)
    {
        View = await db.ReadAsync(work => YearOverview.GetAsync(work, YearRoute.Read(year)));
        var amount = Money.Parse(Form.Amount);
        if (Kinds.All(kind => kind.Value != Form.Kind))
            this.AddError(nameof(Form.Kind), "Choose what you are posting");
        if (amount is null)
            this.AddError(nameof(Form.Amount), "Enter an amount in pounds and pence, such as 450 or 450.50");
        if (Form.On.WhyNotADate("the date") is { } wrong)
            this.AddError(nameof(Form.On), wrong);
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var outcome = await postCentral.RunAsync(
            User.Actor(),
            new(
                View.Year,
                Enum.Parse<TransactionKind>(Form.Kind!),
                amount!.Value,
                Form.On.ToDate()!.Value,
                Form.Reason,
                Form.Authority,
                Form.Payee
            )
        );
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.CspBudgets.Year(year), $"{amount} posted");
    }
}
