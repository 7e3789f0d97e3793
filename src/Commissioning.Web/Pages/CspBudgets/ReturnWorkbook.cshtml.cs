using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.SendCspReturns), EnableRateLimiting(RateLimits.Upload)]
public sealed class ReturnWorkbookModel(Db db, ReadReturnWorkbook read) : PageModel
{
    [FromRoute(Name = "year")]
    public string BudgetYear { get; set; } = "";

    [FromRoute]
    public Guid Area { get; set; }

    [FromRoute]
    public string Period { get; set; } = "";

    [BindProperty]
    public IFormFile? Workbook { get; set; }
    public QuarterlyReturnQueries.Cell Cell { get; private set; } = null!;

    public async Task OnGetAsync() =>
        Cell = (
            await db.ReadAsync(work =>
                QuarterlyReturnQueries.MineAsync(work, User.Actor(), YearRoute.Read(BudgetYear), Area, YearRoute.ReadPeriod(Period))
            )
        ).Cell;

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        if (Workbook is not { } file)
            return this.PageWithErrors(new("Choose the workbook first", nameof(Workbook)));
        var uploaded = await read.UploadAsync(
            User.Actor(),
            YearRoute.Read(BudgetYear),
            Area,
            YearRoute.ReadPeriod(Period),
            file.FileName,
            await file.ReadBytesAsync()
        );
        return uploaded.IsDone ? this.Next(Links.CspBudgets.CheckReturnWorkbook(uploaded.Value)) : this.PageWithErrors(uploaded);
    }
}
