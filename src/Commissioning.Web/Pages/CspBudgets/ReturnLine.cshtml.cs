using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.CspBudgets;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.SendCspReturns)]
public sealed class ReturnLineModel(Db db, SaveReturnLine save, RemoveReturnLine remove, TimeProvider clock) : PageModel
{
    [FromRoute(Name = "year")]
    public string BudgetYear { get; set; } = "";

    [FromRoute]
    public Guid Area { get; set; }

    [FromRoute]
    public string Period { get; set; } = "";

    /// <summary>Null: a new line.</summary>
    [FromQuery]
    public Guid? Line { get; set; }

    [BindProperty]
    public LineForm Form { get; set; } = new();

    /// <summary>What the area answers to the office when it takes a line out.</summary>
    [BindProperty]
    public string? WhyRemoved { get; set; }

    /// <summary>Whether the line brings the spending above the allocation, so that a person says that it is right.</summary>
    public bool AsksAboveAllocation { get; private set; }
    public AreaReturnQueries.AreaReturn View { get; private set; } = null!;
    public QuarterlyReturnQueries.Line? Existing { get; private set; }
    public bool CanChange => View.WhyNotChange is null && Existing is not { TransactionId: not null };

    public IReadOnlyList<Choice> Projects =>
        View.Projects.Count == 0
            ? []
            :
            [
                new("", "None"),
                .. View.Projects.Select(project => new Choice(
                    project.Id.ToString(),
                    $"{project.Name}, {project.Left} of {project.Amount} left"
                )),
            ];

    public sealed class LineForm
    {
        public DateParts SpentOn { get; set; } = new();
        public Guid? Project { get; set; }
        public string? What { get; set; }
        public string? Amount { get; set; }
        public string? Vat { get; set; }
        public string? Invoice { get; set; }
        public string? Answer { get; set; }
        public bool AboveAllocation { get; set; }
        public IFormFile? Evidence { get; set; }
        public int Version { get; set; }
    }

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Form = new()
        {
            SpentOn = DateParts.From(Existing?.SpentOn),
            Project = Existing?.ProjectId,
            What = Existing?.What,
            Amount = Existing?.Amount.ToInput(),
            Vat = Existing?.Vat?.ToInput(),
            Invoice = Existing?.Invoice,
            Answer = Existing?.Answer,
            Version = Version,
        };
    }

    public async Task<IActionResult> OnPostAsync(bool another)
    {
        await LoadAsync();
        if (!Form.SpentOn.IsBlank && Form.SpentOn.WhyNotADate("the day on which it was spent") is { } wrong)
            this.AddError(nameof(Form.SpentOn), wrong);
        var amount = this.ReadMoney(Form.Amount, nameof(Form.Amount), "Enter what it cost in pounds and pence, such as 450 or 450.50");
        var vat = this.ReadMoney(Form.Vat, nameof(Form.Vat), "Enter the VAT in pounds and pence, such as 90 or 90.50");
        var evidence = await this.ReadUploadAsync(Form.Evidence, nameof(Form.Evidence));
        var period = YearRoute.ReadPeriod(Period);
        AsksAboveAllocation = Form.AboveAllocation;
        if (!ModelState.IsValid)
        {
            // What is wrong with the other boxes is said at once.
            foreach (
                var refusal in ReturnRules.WhyLineIsWrong(
                    YearRoute.Read(BudgetYear),
                    period,
                    Form.SpentOn.ToDate(),
                    Form.What,
                    amount,
                    vat,
                    Form.Invoice,
                    clock.Today()
                )
            )
                if (ModelState.GetFieldValidationState(FormBoxes.KeyOf(this, refusal.Field!, null)) != ModelValidationState.Invalid)
                    this.AddError(refusal.Field, refusal.Sentence);
            return this.PageWithErrors();
        }
        var outcome = await save.RunAsync(
            User.Actor(),
            new(YearRoute.Read(BudgetYear), Area, period, Line, Form.Version)
            {
                SpentOn = Form.SpentOn.ToDate(),
                Project = Form.Project,
                What = Form.What,
                Amount = amount,
                Vat = vat,
                Invoice = Form.Invoice,
                Answer = Form.Answer,
                AboveAllocation = Form.AboveAllocation,
                Evidence = evidence,
            }
        );
        if (outcome.IsDone)
            return this.Next(
                another ? Links.CspBudgets.ReturnLine(BudgetYear, Area, period) : Links.CspBudgets.Return(BudgetYear, Area, period),
                $"Saved: {Form.What!.Trim()}, {amount}"
            );
        this.AnyErrors(outcome);
        AsksAboveAllocation |= outcome.Refusals.Any(refusal => refusal.Field == nameof(Form.AboveAllocation));
        await LoadAsync();
        this.RefreshVersion(() => Form.Version = Version);
        return this.PageWithErrors();
    }

    /// <param name="seen">The version that the person saw.</param>
    public async Task<IActionResult> OnPostRemoveAsync(int seen)
    {
        await LoadAsync();
        var outcome = await remove.RunAsync(User.Actor(), Line ?? throw new NotFoundException("No line to remove"), seen, WhyRemoved);
        if (outcome.IsDone)
            return this.Next(
                Links.CspBudgets.Return(BudgetYear, Area, YearRoute.ReadPeriod(Period)),
                $"Removed: {Existing!.What}, {Existing.Amount}"
            );
        ModelState.Clear();
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }

    private int Version => View.Detail.Cell.Return?.Version ?? 0;

    private async Task LoadAsync()
    {
        View = await db.ReadAsync(work =>
            AreaReturnQueries.OfAreaAsync(work, User.Actor(), YearRoute.Read(BudgetYear), Area, YearRoute.ReadPeriod(Period))
        );
        Existing = Line is { } line
            ? View.Detail.Lines.FirstOrDefault(one => one.Id == line) ?? throw new NotFoundException("No such line in this return")
            : null;
    }
}
