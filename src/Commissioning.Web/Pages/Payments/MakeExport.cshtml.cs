using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Payments;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

[Requires(Permission.ApprovePayments)]
public sealed class MakeExportModel(Db db, MakeFinanceExport make, TimeProvider clock) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateParts UpTo { get; set; } = new();

    [BindProperty]
    public string? Total { get; set; }
    public FinanceExports.PlannedExport Plan { get; private set; } = null!;

    /// <summary>What codes are added for, where an amount has none.</summary>
    public static CodeScope ScopeOf(MoneyMovement money) =>
        money.Coded.RoundId is { } round ? new(null, round, null) : new(null, null, money.Coded.AreaId);

    public async Task OnGetAsync()
    {
        if (UpTo.IsBlank)
            UpTo = DateParts.From(clock.Today());
        else if (UpTo.WhyNotADate("the last day") is { } wrong)
            this.AddError(nameof(UpTo), wrong);
        Plan = await db.ReadAsync(work => FinanceExports.PlanAsync(work, Id, UpTo.ToDate() ?? clock.Today()));
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var made = await make.RunAsync(User.Actor(), Id, UpTo.ToDate(), Total);
        return made.IsDone ? this.Next(Links.Payments.Export(made.Value), "The export is made") : this.PageWithErrors(made);
    }
}
