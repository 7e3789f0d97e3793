using System.Text;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Payments;
using Commissioning.Features.Payments;
using Commissioning.Platform.Lists;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

[Requires(Permission.ApprovePayments)]
public sealed class ReconcileModel(ReconcilePayments reconcile) : PageModel
{
    [BindProperty]
    public DateParts From { get; set; } = new();

    [BindProperty]
    public DateParts To { get; set; } = new();

    [BindProperty]
    public IFormFile? Ledger { get; set; }

    [BindProperty]
    public string? Text { get; set; }
    public ReconcilePayments.PaymentReconciliation? Result { get; private set; }

    public static string Name(MatchState state) =>
        state switch
        {
            MatchState.Agrees => "Agree",
            MatchState.AmountDiffers => "Amounts that differ",
            MatchState.OnlyHere => "Only here",
            MatchState.OnlyThere => "Only in the finance system",
            _ => "In the finance system more than once",
        };

    public async Task<IActionResult> OnPostAsync()
    {
        if (await PeriodAsync() is not { } period)
            return this.PageWithErrors();
        (Result, var wrong) = await reconcile.CompareAsync(User.Actor(), period.From, period.To, Text ?? "");
        return this.AnyErrors(wrong) ? this.PageWithErrors() : Page();
    }

    public async Task<IActionResult> OnPostCsvAsync()
    {
        if (await PeriodAsync() is not { } period)
            return this.PageWithErrors();
        (Result, var wrong) = await reconcile.ReadAsync(period.From, period.To, Text ?? "");
        if (Result is null)
        {
            this.AnyErrors(wrong);
            return this.PageWithErrors();
        }
        return this.Attachment(
            new(
                Guid.Empty,
                $"payments-{period.From:yyyy-MM-dd}-to-{period.To:yyyy-MM-dd}.csv",
                ListFile.Csv,
                Encoding.UTF8.GetBytes(Result.Csv())
            )
        );
    }

    /// <summary>Copies the chosen file into the text box, so that the page compares, shows and downloads the same lines.</summary>
    private async Task<(DateOnly From, DateOnly To)?> PeriodAsync()
    {
        if (Ledger is { Length: > RunModel.MostBytes })
            this.AddError(nameof(Ledger), "The file is larger than 2 MB. Choose the payments of a shorter period.");
        else if (Ledger is not null)
        {
            using var reader = new StreamReader(Ledger.OpenReadStream());
            Text = await reader.ReadToEndAsync();
            ModelState.Remove(nameof(Text));
        }
        else if (string.IsNullOrWhiteSpace(Text))
            this.AddError(nameof(Text), "Choose a file, or paste its lines");
        if (From.WhyNotADate("the first day") is { } noFrom)
            this.AddError(nameof(From), noFrom);
        if (To.WhyNotADate("the last day") is { } noTo)
            this.AddError(nameof(To), noTo);
        return ModelState.IsValid ? (From.ToDate()!.Value, To.ToDate()!.Value) : null;
    }
}
