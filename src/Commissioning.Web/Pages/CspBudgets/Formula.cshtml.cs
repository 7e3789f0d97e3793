using System.Globalization;
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
public sealed class FormulaModel(Db db, SaveAllocationFormula saveFormula) : PageModel
{
    [FromRoute(Name = "year")]
    public string BudgetYear { get; set; } = "";

    [BindProperty]
    public FormulaForm Form { get; set; } = new();
    public IReadOnlyList<AllocationFormulaQueries.FormulaArea> Areas { get; private set; } = [];
    public IReadOnlyList<AllocationFormulaQueries.PastYear> Past { get; private set; } = [];
    public IReadOnlyList<Money> Parts { get; private set; } = [];

    public sealed class FormulaForm
    {
        public string? Pot { get; set; }
        public string? OverAllocation { get; set; } = "0";
        public string? Flat { get; set; }
        public string? Floor { get; set; }
        public string? Phase { get; set; } = "100";
        public List<FactorForm> Factors { get; set; } = [];
        public string? Note { get; set; }
    }

    public sealed class FactorForm
    {
        public string? Name { get; set; }
        public string? Weight { get; set; }
        public string? Source { get; set; }
        public DateParts On { get; set; } = new();
        public List<string?> Values { get; set; } = [];
    }

    public async Task OnGetAsync()
    {
        await LoadAsync();
        // A new version starts from the last one.
        if (
            (await db.ReadAsync(work => AllocationFormulaQueries.ListAsync(work, YearRoute.Read(BudgetYear)))) is [var last, ..]
            && last.Content.Areas.Select(area => area.Id).SequenceEqual(Areas.Select(area => area.Id))
        )
            Fill(last.Content);
    }

    private async Task LoadAsync()
    {
        (Areas, Past) = await db.ReadAsync(async work =>
            (
                await AllocationFormulaQueries.AreasAsync(work, YearRoute.Read(BudgetYear)),
                await AllocationFormulaQueries.PastAsync(work, YearRoute.Read(BudgetYear))
            )
        );
        while (Form.Factors.Count < 3)
            Form.Factors.Add(new());
        foreach (var factor in Form.Factors)
            while (factor.Values.Count < Areas.Count)
                factor.Values.Add(null);
    }

    private void Fill(FormulaContent content)
    {
        Form.Pot = content.Budget.ToInput();
        Form.OverAllocation = (content.OverAllocation / 100m).ToString(CultureInfo.InvariantCulture);
        (Form.Flat, Form.Floor, Form.Phase) = (content.Flat.ToInput(), content.Floor.ToInput(), content.Phase);
        foreach (var (factor, typed) in content.Factors.Zip(Form.Factors))
            (typed.Name, typed.Weight, typed.Source, typed.On, typed.Values) = (
                factor.Name,
                factor.Weight,
                factor.Source,
                DateParts.From(factor.On),
                [.. factor.Values]
            );
    }

    public async Task<IActionResult> OnPostAsync(bool save)
    {
        await LoadAsync();
        var (pot, flat, floor) = (
            Amount(Form.Pot, nameof(Form.Pot)),
            Amount(Form.Flat, nameof(Form.Flat)),
            Amount(Form.Floor, nameof(Form.Floor))
        );
        if (Fraction.Parse(Form.Phase) is not { } phase)
        {
            this.AddError(nameof(Form.Phase), "Enter how far to move, from 0 to 100");
            phase = 0;
        }
        var over = Fraction.Parse(Form.OverAllocation) is { } percent && (percent * 100).Denominator.IsOne ? percent : (Fraction?)null;
        if (over is null)
            this.AddError(nameof(Form.OverAllocation), "Enter a percentage with at most two decimals, or 0");
        var factors = ReadFactors();
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var command = new SaveAllocationFormula.Command(
            YearRoute.Read(BudgetYear),
            pot,
            flat,
            floor,
            phase,
            (int)(over!.Value * 100).Numerator,
            factors,
            Form.Note
        );
        if (this.AnyErrors(AllocationFormula.WhyNot(pot, factors, flat, floor, Areas.Count, phase, command.OverAllocation)))
            return this.PageWithErrors();
        Parts = SaveAllocationFormula.Shares(command, Areas);
        if (!save)
            return Page();
        var outcome = await saveFormula.RunAsync(User.Actor(), command);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(Links.CspBudgets.SavedFormula(outcome.Value), "The version is saved");
    }

    private List<AllocationFactor> ReadFactors()
    {
        var factors = new List<AllocationFactor>();
        for (var f = 0; f < Form.Factors.Count; f++)
        {
            var factor = Form.Factors[f];
            if (string.IsNullOrWhiteSpace(factor.Name))
                continue;
            var weight = Fraction.Parse(factor.Weight);
            if (weight is null)
                this.AddError(
                    Refusal.At(nameof(Form.Factors), f, nameof(FactorForm.Weight)),
                    $"Enter the weight of {factor.Name}, such as 50"
                );
            if (factor.On.WhyNotADate($"the date of the figures of {factor.Name}") is { } wrong)
                this.AddError(Refusal.At(nameof(Form.Factors), f, nameof(FactorForm.On)), wrong);
            var values = new List<Fraction>();
            for (var a = 0; a < Areas.Count; a++)
            {
                var typed = factor.Values[a] is { } text ? TypedNumber.WithoutGroups(text.Trim()) : null;
                if (Fraction.Parse(typed) is { } value)
                    values.Add(value);
                else
                    this.AddError(
                        Refusal.At(nameof(Form.Factors), f, nameof(FactorForm.Values), a),
                        $"Enter {factor.Name} of {Areas[a].Name} as a number, or 0"
                    );
            }
            if (weight is { } share && factor.On.ToDate() is { } on && values.Count == Areas.Count)
                factors.Add(new(factor.Name.Trim(), share, factor.Source?.Trim() ?? "", on, values));
        }
        return factors;
    }

    private Money Amount(string? typed, string field) =>
        this.ReadMoney(typed, field, "Enter an amount in pounds and pence, such as 639,675.00") ?? Money.Zero;
}
