using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Monitoring;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioning.Web.Pages.Monitoring;

[Requires(Permission.WriteApplications)]
[EnableRateLimiting(RateLimits.Upload)]
public sealed class FilesModel(ReturnReader returns, AddReturnPhoto addReturnPhoto, AddReceipt add, RemoveReturnPhoto remove) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public IFormFile? Photo { get; set; }

    [BindProperty]
    public string? Caption { get; set; }

    [BindProperty]
    public List<IFormFile?> Receipts { get; set; } = [];
    public ReturnReader.MonitoringReturn View { get; private set; } = null!;
    public bool CanChange => MonitoringRules.WhyCannotChange(View.Return.Status) is null;

    public async Task OnGetAsync()
    {
        View = await returns.GetMineAsync(User.Actor(), Id);
        Receipts = View.Sample.Select(_ => (IFormFile?)null).ToList();
    }

    public async Task<IActionResult> OnPostPhotoAsync()
    {
        var photo = await this.ReadUploadAsync(Photo, nameof(Photo));
        if (Photo is null)
            this.AddError(nameof(Photo), "Choose a picture");
        return await AfterAsync(
            photo is null ? Result.Done : await addReturnPhoto.RunAsync(User.Actor(), Id, photo, Caption),
            "The photograph is added"
        );
    }

    public async Task<IActionResult> OnPostReceiptAsync(Guid line, int place)
    {
        var field = Refusal.At(nameof(Receipts), place);
        var file = Request.Form.Files.FirstOrDefault(one => one.Name == field);
        var receipt = await this.ReadUploadAsync(file, field);
        if (file is null)
            this.AddError(field, "Choose a file");
        return await AfterAsync(
            receipt is null ? Result.Done : (await add.RunAsync(User.Actor(), Id, line, receipt)).At(field),
            "The receipt is added"
        );
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid photo) =>
        await AfterAsync(await remove.RunAsync(User.Actor(), Id, photo), "The photograph is removed");

    private async Task<IActionResult> AfterAsync(Result outcome, string notice)
    {
        if (outcome.IsDone && ModelState.IsValid)
            return this.Next(Links.Monitoring.Files(Id), notice);
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }
}
