using Commissioning.Domain.Accounts;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

[Requires(Permission.ApprovePayments)]
public sealed class AnswerItemModel(Db db, MatchAnswerItem match) : PageModel
{
    [FromRoute(Name = "item")]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Payment { get; set; }

    [BindProperty]
    public string? Reason { get; set; }
    public BankAnswers.Item Item { get; private set; } = null!;
    public string FileName { get; private set; } = "";

    public async Task OnGetAsync()
    {
        var (item, answer) = await db.ReadAsync(work => BankAnswers.OneAsync(work, Id));
        (Item, FileName) = (item, answer.Name);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        var matched = await match.RunAsync(User.Actor(), Id, Payment, Reason);
        return matched.IsDone
            ? this.Next(Links.Payments.Answer(Item.AnswerId), $"Item {Item.Position} is matched")
            : this.PageWithErrors(matched);
    }
}
