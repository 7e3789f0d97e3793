using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Payments;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

[Requires(Permission.ViewAwards)]
public sealed class RunModel(
    Db db,
    Office office,
    RemoveFromPaymentRun remove,
    ReleasePaymentRun releaseRun,
    ExceptPaymentRun except,
    DownloadPaymentFile takeFile,
    ReadBankResult readResult,
    MarkRunPaid markPaid
) : PageModel
{
    internal const int MostBytes = 2 * 1024 * 1024;

    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public new IFormFile? File { get; set; }

    [BindProperty]
    public DateParts PaidOn { get; set; } = new();

    [BindProperty]
    public string? ExceptReason { get; set; }
    public PaymentRunQueries.PaymentRunDetail View { get; private set; } = null!;
    public PaymentReleases.RunRelease Release { get; private set; } = null!;
    public DateOnly Today { get; private set; }

    /// <summary>Payments without an answer.</summary>
    public int Waiting => View.Payments.Count(payment => payment.Status == PaymentStatus.Scheduled);

    public async Task OnGetAsync()
    {
        await ReadAsync();
        PaidOn = DateParts.From(View.PaymentRun.PayOn);
    }

    private Task ReadAsync() =>
        db.ReadAsync(async work =>
        {
            (View, Release, Today) = (
                await PaymentRunQueries.GetAsync(work, office, Id),
                await PaymentReleases.GetAsync(work, User.Actor(), Id),
                LondonTime.DateOf(work.Now)
            );
            return true;
        });

    public async Task<IActionResult> OnPostPaidAsync()
    {
        if (!User.Can(Permission.ApprovePayments))
            return Forbid();
        await ReadAsync();
        if (!PaidOn.IsBlank && PaidOn.WhyNotADate("the day of payment") is { } noDate)
            return this.PageWithErrors(new(noDate, nameof(PaidOn)));
        var outcome = await markPaid.RunAsync(User.Actor(), Id, PaidOn.ToDate());
        return outcome.IsDone
            ? this.Next(Links.Payments.Run(Id), outcome.Value == 1 ? "1 payment is paid" : $"{outcome.Value} payments are paid")
            : this.PageWithErrors(outcome);
    }

    public async Task<IActionResult> OnPostReleaseAsync()
    {
        if (!User.Can(Permission.ApprovePayments))
            return Forbid();
        await OnGetAsync();
        var outcome = await releaseRun.RunAsync(User.Actor(), Id);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(Links.Payments.Run(Id), "The payment run is released. Its file can be downloaded now.");
    }

    public async Task<IActionResult> OnPostExceptAsync()
    {
        if (!User.Can(Permission.ApprovePayments))
            return Forbid();
        await OnGetAsync();
        var outcome = await except.RunAsync(User.Actor(), Id, ExceptReason);
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.Payments.Run(Id), "The exception is recorded");
    }

    public async Task<IActionResult> OnPostRemoveAsync([FromQuery] Guid payment)
    {
        if (!User.Can(Permission.ApprovePayments))
            return Forbid();
        await OnGetAsync();
        var outcome = await remove.RunAsync(User.Actor(), payment);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(Links.Payments.Run(Id), "The payment is removed from the payment run and is still approved");
    }

    public async Task<IActionResult> OnPostFileAsync()
    {
        if (!User.Can(Permission.CheckBankDetails) || !User.Can(Permission.ApprovePayments))
            return Forbid();
        await OnGetAsync();
        var outcome = await takeFile.RunAsync(User.Actor(), Id);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Attachment(new(Guid.Empty, outcome.Value!.Name, outcome.Value.Type, outcome.Value.Content));
    }

    public async Task<IActionResult> OnPostResultAsync()
    {
        if (!User.Can(Permission.ApprovePayments))
            return Forbid();
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
