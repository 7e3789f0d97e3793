using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Funds;

[Requires(Permission.ManageRounds)]
public sealed class PastTotalsModel(Db db, TypePastTotals save) : PageModel
{
    public sealed class TotalsForm
    {
        public string? Applications { get; set; }
        public string? Funded { get; set; }
        public string? Asked { get; set; }
        public string? Awarded { get; set; }
        public string? Paid { get; set; }
        public string? Returned { get; set; }
        public int Version { get; set; }
    }

    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public TotalsForm Form { get; set; } = new();
    public PastRounds.PastRound Round { get; private set; } = null!;

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Form = new()
        {
            Applications = Round.TotalApplications?.ToString(CultureInfo.InvariantCulture),
            Funded = Round.TotalFunded?.ToString(CultureInfo.InvariantCulture),
            Asked = Round.TotalAsked?.ToInput(),
            Awarded = Round.TotalAwarded?.ToInput(),
            Paid = Round.TotalPaid?.ToInput(),
            Returned = Round.TotalReturned?.ToInput(),
            Version = Round.Version,
        };
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        List<Refusal> wrong = [];
        int? Number(string? typed) =>
            int.TryParse(
                typed?.Trim().Replace(",", "", StringComparison.Ordinal),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var number
            )
                ? number
                : null;
        Money? Amount(string? typed, string field)
        {
            if (string.IsNullOrWhiteSpace(typed))
                return null;
            if (Money.Parse(typed) is { } amount)
                return amount;
            wrong.Add(new(Money.WhyNot(typed, "Enter an amount in pounds and pence, such as 162110.12"), field));
            return null;
        }
        var totals = new Domain.Funds.PastTotals(
            Number(Form.Applications),
            Number(Form.Funded),
            Amount(Form.Asked, nameof(Form.Asked)),
            Amount(Form.Awarded, nameof(Form.Awarded)),
            Amount(Form.Paid, nameof(Form.Paid)),
            Amount(Form.Returned, nameof(Form.Returned))
        );
        if (wrong.Count > 0)
            return this.PageWithErrors(Result.Of(wrong));
        var saved = await save.RunAsync(User.Actor(), Id, Form.Version, totals);
        return saved.IsDone ? this.Next(Links.Funds.PastWorkbook(Id), "The totals are saved") : this.PageWithErrors(saved);
    }

    private async Task LoadAsync() => Round = await db.ReadAsync(work => PastRounds.GetAsync(work, Id));
}
