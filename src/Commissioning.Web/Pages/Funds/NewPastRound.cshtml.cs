using Commissioning.Domain.Accounts;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Funds;

[Requires(Permission.ManageRounds)]
public sealed class NewPastRoundModel(Db db, MakePastRound save) : PageModel, IPastRoundFormPage
{
    [BindProperty]
    public PastRoundForm Form { get; set; } = new();
    public IReadOnlyList<Choice> Funds { get; private set; } = [];

    public async Task OnGetAsync() =>
        Funds = (await db.ReadAsync(FundQueries.ListAsync)).Select(fund => new Choice(fund.Id.ToString(), fund.Name)).ToList();

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        var (details, wrong) = Form.Read();
        if (wrong.Count > 0)
            return this.PageWithErrors(Domain.Result.Of(wrong));
        var made = await save.RunAsync(User.Actor(), Form.Fund ?? Guid.Empty, details);
        return made.IsDone
            ? this.Next(Links.Funds.PastTotals(made.Value), "The past round is saved. Now type its totals.")
            : this.PageWithErrors(made);
    }
}
