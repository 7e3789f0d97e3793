using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.SendCspReturns)]
public sealed class ReturnModel(Db db, SaveQuarterlyReturn save, CertifyQuarterlyReturn certify) : PageModel
{
    [FromRoute(Name = "year")]
    public string BudgetYear { get; set; } = "";

    [FromRoute]
    public Guid Area { get; set; }

    [FromRoute]
    public string Period { get; set; } = "";

    [BindProperty]
    public ReturnForm Form { get; set; } = new();
    public AreaReturnQueries.AreaReturn View { get; private set; } = null!;
    public QuarterlyReturnQueries.Cell Cell => View.Detail.Cell;
    public bool CanChange => View.WhyNotChange is null;

    public sealed class ReturnForm
    {
        public string? Actual { get; set; }
        public string? Committed { get; set; }
        public string? Forecast { get; set; }
        public string? Reasons { get; set; }
        public string? Difference { get; set; }
        public IFormFile? Evidence { get; set; }
        public int Version { get; set; }
    }

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Form = Cell.Return is { } saved
            ? new()
            {
                Actual = saved.Actual?.ToInput(),
                Committed = saved.Committed?.ToInput(),
                Forecast = saved.Forecast?.ToInput(),
                Reasons = saved.Reasons,
                Difference = saved.Difference,
                Version = saved.Version,
            }
            : new();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        var (actual, committed, forecast) = (
            Read(Form.Actual, nameof(Form.Actual)),
            Read(Form.Committed, nameof(Form.Committed)),
            Read(Form.Forecast, nameof(Form.Forecast))
        );
        var evidence = await this.ReadUploadAsync(Form.Evidence, nameof(Form.Evidence));
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var refusals = await save.RunAsync(
            User.Actor(),
            new(
                YearRoute.Read(BudgetYear),
                Area,
                YearRoute.ReadPeriod(Period),
                Form.Version,
                actual,
                committed,
                forecast,
                Form.Reasons,
                Form.Difference
            )
            {
                Evidence = evidence,
            }
        );
        if (!this.AnyErrors(refusals))
            return this.Next(Here, "The totals are saved. A colleague must certify the return.");
        this.RefreshVersion(() => Form.Version = Cell.Return?.Version ?? 0);
        return this.PageWithErrors();
    }

    /// <param name="seen">The version that the person saw.</param>
    public async Task<IActionResult> OnPostCertifyAsync(int seen)
    {
        await LoadAsync();
        var outcome = await certify.RunAsync(User.Actor(), Cell.Return?.Id ?? throw new NotFoundException("No return to certify"), seen);
        if (outcome.IsDone)
            return this.Next(Links.CspBudgets.MyYear(BudgetYear), "The return is certified and with the office");
        ModelState.Clear();
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }

    private string Here => Links.CspBudgets.Return(BudgetYear, Area, YearRoute.ReadPeriod(Period));

    private async Task LoadAsync() =>
        View = await db.ReadAsync(work =>
            AreaReturnQueries.OfAreaAsync(work, User.Actor(), YearRoute.Read(BudgetYear), Area, YearRoute.ReadPeriod(Period))
        );

    private Money? Read(string? typed, string field) =>
        this.ReadMoney(typed, field, "Enter an amount in pounds and pence, such as 450 or 450.50");
}
