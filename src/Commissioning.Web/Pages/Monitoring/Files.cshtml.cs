using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Monitoring;
using Commissioning.Web.Pages.Applications;
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
    public bool MayPublish { get; set; }

    [BindProperty]
    public List<IFormFile?> Receipts { get; set; } = [];
    public ReturnReader.MonitoringReturn View { get; private set; } = null!;
    public bool CanChange => MonitoringRules.WhyCannotChange(View.Return.Status) is null;

    public async Task OnGetAsync()
    {
        View = await returns.GetMineAsync(User.Actor(), Id);
        Receipts = View.Sample.Select(_ => (IFormFile?)null).ToList();
    }

    public async Task<IActionResult> OnPostPhotoAsync() =>
        await AfterAsync(
            Photo is null
                ? new Refusal("Choose a picture", nameof(Photo))
                : await addReturnPhoto.RunAsync(
                    User.Actor(),
                    Id,
                    Photo.FileName,
                    await DocumentsModel.ContentOfAsync(Photo),
                    Caption,
                    MayPublish
                ),
            "The photograph is added"
        );

    public async Task<IActionResult> OnPostReceiptAsync(Guid line, int place)
    {
        var field = Refusal.At(nameof(Receipts), place);
        Result outcome = Request.Form.Files.FirstOrDefault(one => one.Name == field) is { } file
            ? await add.RunAsync(User.Actor(), Id, line, file.FileName, await DocumentsModel.ContentOfAsync(file))
            : new Refusal("Choose a file", field);
        return await AfterAsync(outcome.At(field), "The receipt is added");
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid photo) =>
        await AfterAsync(await remove.RunAsync(User.Actor(), Id, photo), "The photograph is removed");

    private async Task<IActionResult> AfterAsync(Result outcome, string notice)
    {
        if (outcome.IsDone)
            return this.Next(Links.Monitoring.Files(Id), notice);
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }
}
