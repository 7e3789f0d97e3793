using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.CspBudgets;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.PostToLedger)]
public sealed class FormulaModel(Db db) : PageModel
{
    [FromRoute(Name = "year")]
    public string BudgetYear { get; set; } = "";

    [BindProperty]
    public FormulaForm Form { get; set; } = new();
    public IReadOnlyList<YearOverview.AreaLine> Lines { get; private set; } = [];
    public IReadOnlyList<Money> Parts { get; private set; } = [];

    public sealed class FormulaForm
    {
        public string? Pot { get; set; }
        public string? Flat { get; set; }
        public string? Floor { get; set; }
        public string? Phase { get; set; } = "100";
        public List<FactorForm> Factors { get; set; } = [];
    }

    public sealed class FactorForm
    {
        public string? Name { get; set; }
        public string? Weight { get; set; }
        public string? Source { get; set; }
        public List<string?> Values { get; set; } = [];
    }

    public async Task OnGetAsync()
    {
        Lines = (await db.ReadAsync(work => YearOverview.GetAsync(work, YearRoute.Read(BudgetYear)))).Lines;
        while (Form.Factors.Count < 3)
            Form.Factors.Add(new());
        foreach (var factor in Form.Factors)
            while (factor.Values.Count < Lines.Count)
                factor.Values.Add(null);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        var (pot, flat, floor) = (
            Amount(Form.Pot, nameof(Form.Pot)),
            Amount(Form.Flat, nameof(Form.Flat)),
            Amount(Form.Floor, nameof(Form.Floor))
        );
        var phase = Fraction.Parse(Form.Phase);
        if (phase is not { } moved || moved > 100)
            this.AddError(nameof(Form.Phase), "Enter how far to move, from 0 to 100");
        var factors = ReadFactors();
        if (!ModelState.IsValid || this.AnyErrors(AllocationFormula.WhyNot(pot, factors, flat, floor, Lines.Count)))
            return this.PageWithErrors();
        Parts = AllocationFormula.Share(pot, factors, flat, floor, Lines.Select(line => line.Base).ToList(), phase!.Value);
        return Page();
    }

    private List<AllocationFactor> ReadFactors()
    {
        var factors = new List<AllocationFactor>();
        for (var f = 0; f < Form.Factors.Count; f++)
        {
            var factor = Form.Factors[f];
            if (string.IsNullOrWhiteSpace(factor.Name))
                continue;
            if (Fraction.Parse(factor.Weight) is not { } weight)
            {
                this.AddError(
                    Refusal.At(nameof(Form.Factors), f, nameof(FactorForm.Weight)),
                    $"Enter the weight of {factor.Name}, such as 50"
                );
                continue;
            }
            var values = new List<Fraction>();
            for (var a = 0; a < Lines.Count; a++)
            {
                var typed = factor.Values[a]?.Replace(",", "", StringComparison.Ordinal);
                if (Fraction.Parse(typed) is { } value)
                    values.Add(value);
                else
                    this.AddError(
                        Refusal.At(nameof(Form.Factors), f, nameof(FactorForm.Values), a),
                        $"Enter {factor.Name} of {Lines[a].Area} as a number, or 0"
                    );
            }
            if (values.Count == Lines.Count)
                factors.Add(new(factor.Name.Trim(), weight, factor.Source?.Trim() ?? "", values));
        }
        return factors;
    }

    private Money Amount(string? typed, string field) =>
        this.ReadMoney(typed, field, "Enter an amount in pounds and pence, such as 639,675.00") ?? Money.Zero;
}
