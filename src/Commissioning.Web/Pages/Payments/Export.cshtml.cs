using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Payments;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

[Requires(Permission.ViewAwards)]
public sealed class ExportModel(Db db, DownloadFinanceExport download, ConfirmFinanceExport confirm, CancelFinanceExport cancel) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Reference { get; set; }

    [BindProperty]
    public string? Reason { get; set; }
    public FinanceExports.FinanceExport Made { get; private set; } = null!;
    public IReadOnlyList<FinanceExports.ExportedLine> Lines { get; private set; } = [];
    public int Number { get; private set; }
    public int Pages { get; private set; }

    /// <summary>The file says what each creditor is paid.</summary>
    public bool MayDownload => User.Can(Permission.ApprovePayments) || User.Can(Permission.ViewAudit);

    public async Task OnGetAsync([FromQuery(Name = "page")] int number = 1)
    {
        Made = await db.ReadAsync(work => FinanceExports.GetAsync(work, Id));
        (Lines, Number, Pages) = await db.ReadAsync(work => FinanceExports.LinesAsync(work, Made, number));
    }

    public async Task<IActionResult> OnPostFileAsync()
    {
        if (!MayDownload)
            return Forbid();
        var file = await download.RunAsync(User.Actor(), Id);
        return this.Attachment(new(Guid.Empty, file.Name, "application/octet-stream", file.Content));
    }

    public async Task<IActionResult> OnPostConfirmAsync()
    {
        if (!User.Can(Permission.ApprovePayments))
            return Forbid();
        await OnGetAsync();
        return Next(await confirm.RunAsync(User.Actor(), Id, Version, Reference), "The export is confirmed");
    }

    public async Task<IActionResult> OnPostCancelAsync()
    {
        if (!User.Can(Permission.ApprovePayments))
            return Forbid();
        await OnGetAsync();
        return Next(await cancel.RunAsync(User.Actor(), Id, Version, Reason), "The export is cancelled. Its lines wait for the next one.");
    }

    private IActionResult Next(Result done, string notice) =>
        done.IsDone ? this.Next(Links.Payments.Export(Id), notice) : this.PageWithErrors(done);
}
