using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Funds;

[Requires(Permission.ManageRounds)]
public sealed class UndoPastRoundModel(Db db, UndoPastRound undo) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public PastRounds.PastRound Round { get; private set; } = null!;

    /// <summary>What builds on it; null: nothing.</summary>
    public Refusal? WhyNot { get; private set; }

    public Task OnGetAsync() =>
        db.ReadAsync(async work =>
        {
            Round = await PastRounds.GetAsync(work, Id);
            WhyNot = await UndoPastRound.WhyNotAsync(work, Round);
            return true;
        });

    public async Task<IActionResult> OnPostAsync()
    {
        var undone = await undo.RunAsync(User.Actor(), Id);
        if (undone.IsDone)
            return this.Next(Links.Funds.PastRound(Id), "It is taken out");
        await OnGetAsync();
        return this.PageWithErrors(undone);
    }
}
