using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Payments;
using Commissioning.Features.Payments;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

[Requires(Permission.RequestPayments)]
public sealed class InstalmentsModel(AwardPayments payments, SetInstalments setInstalments) : PageModel
{
    private const int MostRows = 24;

    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public InstalmentsForm Form { get; set; } = new();
    public AwardPayments.AwardPaymentsPage View { get; private set; } = null!;

    public sealed class InstalmentsForm
    {
        public int Versions { get; set; }
        public List<LineForm> Lines { get; set; } = [];
    }

    public sealed class LineForm
    {
        public int? Position { get; set; }
        public string? Amount { get; set; }
        public DateParts DueOn { get; set; } = new();
        public string? Condition { get; set; }
        public bool InArrears { get; set; }
    }

    public async Task OnGetAsync()
    {
        View = await payments.GetAsync(Id);
        Form = new()
        {
            Versions = SetInstalments.VersionsOf(View.Instalments),
            Lines = View
                .Instalments.Select(one => new LineForm
                {
                    Position = one.Position,
                    Amount = one.Amount.ToInput(),
                    DueOn = DateParts.From(one.DueOn),
                    Condition = one.Condition,
                    InArrears = one.InArrears,
                })
                .ToList(),
        };
        if (Form.Lines.Count == 0)
            Form.Lines.Add(new());
    }

    public async Task OnPostAddRowAsync()
    {
        View = await payments.GetAsync(Id);
        if (Form.Lines.Count < MostRows)
            Form.Lines.Add(new());
    }

    public async Task<IActionResult> OnPostAsync()
    {
        View = await payments.GetAsync(Id);
        var lines = new List<InstalmentLine>();
        for (var i = 0; i < Form.Lines.Count && i < MostRows; i++)
        {
            var row = Form.Lines[i];
            // Clearing the amount removes an instalment; a new one with a date or a condition lacks its amount.
            if (
                string.IsNullOrWhiteSpace(row.Amount)
                && (row.Position is not null || row.DueOn.IsBlank && string.IsNullOrWhiteSpace(row.Condition))
            )
                continue;
            if (Money.Parse(row.Amount) is not { } amount)
                this.AddError(
                    Refusal.At(nameof(Form.Lines), i, nameof(LineForm.Amount)),
                    Money.WhyNot(row.Amount, $"Enter the amount of instalment {i + 1} in pounds and pence, such as 2500 or 2,500.00")
                );
            else if (row.DueOn.ToDate() is not { } due)
                this.AddError(
                    Refusal.At(nameof(Form.Lines), i, nameof(LineForm.DueOn)),
                    row.DueOn.WhyNotADate($"the date of instalment {i + 1}")!
                );
            else
                lines.Add(
                    new(row.Position, amount, due, row.InArrears, string.IsNullOrWhiteSpace(row.Condition) ? null : row.Condition.Trim())
                );
        }
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        return this.AnyErrors(await setInstalments.RunAsync(User.Actor(), Id, lines, Form.Versions))
            ? this.PageWithErrors()
            : this.Next(Links.Payments.Award(Id), "The instalments are set");
    }
}
