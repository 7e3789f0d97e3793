using Commissioning.Domain.Accounts;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Funds;

[Requires(Permission.ManageRounds)]
public sealed class EditPastRoundModel(Db db, ChangePastRound save) : PageModel, IPastRoundFormPage
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public PastRoundForm Form { get; set; } = new();
    public PastRounds.PastRound Round { get; private set; } = null!;

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Form = PastRoundForm.From(Round);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        var (details, wrong) = Form.Read();
        if (wrong.Count > 0)
            return this.PageWithErrors(Domain.Result.Of(wrong));
        var saved = await save.RunAsync(User.Actor(), Id, Form.Version, details);
        return saved.IsDone ? this.Next(Links.Funds.PastRound(Id), "The past round is saved") : this.PageWithErrors(saved);
    }

    private async Task LoadAsync() => Round = await db.ReadAsync(work => PastRounds.GetAsync(work, Id));
}
