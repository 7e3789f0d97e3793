using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.CspBudgets;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.PostToLedger)]
public sealed class ReverseModel(Db db, ReverseTransaction reverse, RequestLedgerPosting request) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    /// <summary>The page that the person came from.</summary>
    [FromQuery]
    public string? Back { get; set; }

    [BindProperty]
    public DateParts On { get; set; } = new();

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Paper { get; set; }
    public LedgerQueries.Described View { get; private set; } = null!;

    /// <summary>What two people approved is reversed by two.</summary>
    public bool IsRequested => View.Posted.RequestId is not null;

    public async Task OnGetAsync()
    {
        await LoadAsync();
        On = DateParts.From(await db.ReadAsync(work => ReverseTransaction.UsualDayAsync(work, Id)));
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (On.WhyNotADate("the date") is { } wrong)
            return this.PageWithErrors(new(wrong, nameof(On)));
        var day = On.ToDate()!.Value;
        if (!IsRequested)
        {
            var outcome = await reverse.RunAsync(User.Actor(), Id, day, Reason);
            return outcome.IsDone
                ? this.Next(this.LocalOr(Back, Links.CspBudgets.Year(View.Posted.BudgetYear)), "Reversed")
                : this.PageWithErrors(outcome);
        }
        var requested = await request.RunAsync(
            User.Actor(),
            new(YearRoute.Read(View.Posted.BudgetYear), LedgerRequestKind.Reversal, day, [new(null, View.Amount)], Reason, Paper)
            {
                Transaction = Id,
            }
        );
        return requested.IsDone
            ? this.Next(Links.CspBudgets.Request(requested.Value), "Requested. Someone else approves it.")
            : this.PageWithErrors(requested);
    }

    private async Task LoadAsync() => View = await db.ReadAsync(work => LedgerQueries.DescribeAsync(work, Id));
}
