using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Decisions;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Decisions;

[Requires(Permission.ManagePeople)]
public sealed class LevelsModel(Db db, SetApprovalLevel setLevel, RemoveApprovalLevel remove) : PageModel
{
    [BindProperty]
    public Guid? Person { get; set; }

    [BindProperty]
    public Guid? Fund { get; set; }

    [BindProperty]
    public string? UpTo { get; set; }
    public ApprovalLevels.ApprovalLevelsPage View { get; private set; } = null!;

    public async Task OnGetAsync() => View = await db.ReadAsync(ApprovalLevels.GetAsync);

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        var amount = this.ReadMoney(UpTo, nameof(UpTo), "Enter an amount in pounds, for example 50,000, or leave it empty");
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var outcome = await setLevel.RunAsync(User.Actor(), Person, Fund, amount);
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.Decisions.Levels, "The approval level is set");
    }

    public async Task<IActionResult> OnPostRemoveAsync([FromQuery] Guid level)
    {
        await OnGetAsync();
        var outcome = await remove.RunAsync(User.Actor(), level);
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.Decisions.Levels, "The approval level is removed");
    }
}
