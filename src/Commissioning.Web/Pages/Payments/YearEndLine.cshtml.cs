using Commissioning.Domain.Accounts;
using Commissioning.Domain.Payments;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

[Requires(Permission.ViewAwards)]
public sealed class YearEndLineModel(Db db, ChangeYearEndLine lines) : PageModel
{
    public static readonly IReadOnlyList<Choice> Choices = [new("False", "It counts with this amount"), new("True", "It is left out")];

    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public bool? LeaveOut { get; set; }

    [BindProperty]
    public string? Amount { get; set; }

    [BindProperty]
    public string? Reason { get; set; }
    public YearEndLines.Line View { get; private set; } = null!;
    public YearEndLines.Journal Journal { get; private set; } = null!;
    public string Back => Links.Payments.YearEnd(Journal.BudgetYear);
    public bool MayChange => User.Can(Permission.ApprovePayments) && Journal.Status == YearEndStatus.Draft;

    private async Task LoadAsync() =>
        (View, Journal) = await db.ReadAsync(async work =>
        {
            var line = await YearEndLines.LineAsync(work, Id);
            return (line, (await YearEndLines.ListAsync(work)).First(journal => journal.Id == line.JournalId));
        });

    public async Task OnGetAsync()
    {
        await LoadAsync();
        (LeaveOut, Amount) = (View.LeftOut, View.Amount.ToInput());
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!User.Can(Permission.ApprovePayments))
            return Forbid();
        await LoadAsync();
        var amount = this.ReadMoney(Amount, nameof(Amount), "Enter the amount in pounds, such as 450 or 450.50");
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var outcome = await lines.RunAsync(User.Actor(), Id, LeaveOut, amount, Reason);
        return outcome.IsDone ? this.Next(Back, "The line is changed") : this.PageWithErrors(outcome);
    }
}
