using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

[Requires(Permission.ViewAwards)]
public sealed class RunsModel(Db db, Office office, MakePaymentRun make) : PageModel
{
    [BindProperty]
    public List<Guid> Chosen { get; set; } = [];

    [BindProperty]
    public DateParts PayOn { get; set; } = new();
    public PaymentRunQueries.PaymentRunQueue View { get; private set; } = null!;
    public string PayOnHint =>
        office.BankFile.Days == 0
            ? "Choose a working day. Ask your bank how early it needs the file."
            : $"The payees have the money on this day. The bank needs the file {office.BankFile.Days} working days before it.";

    public IReadOnlyList<Choice> Choices() =>
        View
            .Ready.Select(one => new Choice(
                one.Id.ToString(),
                $"{one.Amount} for {one.Reference}, {one.Organisation}",
                $"{one.Reason}. To the account ending {one.LastFour}."
            ))
            .ToList();

    public static string Where(PaymentRunQueries.PaymentRun run) =>
        run switch
        {
            { ResultAt: { } at } => $"Result read on {LondonTime.Date(at)}",
            { SentAt: { } at } => $"File downloaded on {LondonTime.Date(at)} by {run.SentBy}",
            { ReleasedAt: { } at } => $"Released on {LondonTime.Date(at)} by {run.ReleasedBy}",
            { Payments: 0 } => "Empty",
            _ => "Waits to be released",
        };

    public async Task OnGetAsync([FromQuery(Name = "page")] int number = 1)
    {
        View = await db.ReadAsync(work => PaymentRunQueries.ListAsync(work, office, number));
        (Chosen, PayOn) = (View.Ready.Select(payment => payment.Id).ToList(), DateParts.From(View.NextDay));
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!User.Can(Permission.ApprovePayments))
            return Forbid();
        View = await db.ReadAsync(work => PaymentRunQueries.ListAsync(work, office, 1));
        if (!PayOn.IsBlank && PayOn.WhyNotADate("the day of payment") is { } noDate)
            return this.PageWithErrors(new(noDate, nameof(PayOn)));
        var made = await make.RunAsync(User.Actor(), Chosen, PayOn.ToDate());
        if (made.IsDone)
            return this.Next(Links.Payments.Run(made.Value), "The payment run is made");
        // Without payments to choose from, errors have no box to link to.
        return this.PageWithErrors(View.Ready.Count > 0 ? made : ((Result)made).At(null));
    }
}
