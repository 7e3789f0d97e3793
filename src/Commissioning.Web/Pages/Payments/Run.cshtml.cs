using Commissioning.Domain.Accounts;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

[Requires(Permission.ApprovePayments)]
public sealed class RunModel(Db db, Office office, RemoveFromPaymentRun remove, DownloadPaymentFile takeFile, ReadBankResult readResult)
    : PageModel
{
    internal const int MostBytes = 2 * 1024 * 1024;

    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public new IFormFile? File { get; set; }
    public PaymentRunQueries.PaymentRunDetail View { get; private set; } = null!;

    public async Task OnGetAsync() => View = await db.ReadAsync(work => PaymentRunQueries.GetAsync(work, office, Id));

    public async Task<IActionResult> OnPostRemoveAsync([FromQuery] Guid payment)
    {
        await OnGetAsync();
        var outcome = await remove.RunAsync(User.Actor(), payment);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(Links.Payments.Run(Id), "The payment is removed from the payment run and is still approved");
    }

    public async Task<IActionResult> OnPostFileAsync()
    {
        if (!User.Can(Permission.CheckBankDetails))
            return Forbid();
        await OnGetAsync();
        var outcome = await takeFile.RunAsync(User.Actor(), Id);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Attachment(new(Guid.Empty, outcome.Value!.Name, "text/plain; charset=utf-8", outcome.Value.Content));
    }

    public async Task<IActionResult> OnPostResultAsync()
    {
        await OnGetAsync();
        if (View.PaymentRun.SentAt is null)
            return this.PageWithErrors(new("The file of this payment run has not been downloaded yet, so the bank cannot have answered"));
        if (File is null)
            return this.PageWithErrors(new("Choose the bank's file first", nameof(File)));
        if (File.Length > MostBytes)
            return this.PageWithErrors(
                new(
                    $"{Path.GetFileName(File.FileName)} is larger than 2 MB, so it cannot be the bank's result. Choose the result file.",
                    nameof(File)
                )
            );
        using var reader = new StreamReader(File.OpenReadStream());
        var outcome = await readResult.RunAsync(User.Actor(), Id, await reader.ReadToEndAsync());
        if (!outcome.IsDone)
            return this.PageWithErrors(outcome);
        return this.Next(
            Links.Payments.Run(Id),
            outcome.Value == 0
                ? "This result has been read before. Nothing has changed."
                : $"The results of {outcome.Value} payments are saved"
        );
    }
}
