using Commissioning.Domain.Accounts;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Funds;

[Requires(Permission.ViewRounds)]
public sealed class PastRoundModel(Db db, RemovePastRound save) : PageModel
{
    private const int PageSize = 50;

    [FromRoute]
    public Guid Id { get; set; }

    [FromQuery(Name = "page")]
    public int Number { get; set; } = 1;
    public int Pages { get; private set; } = 1;
    public PastRounds.PastRound Round { get; private set; } = null!;

    /// <summary>Null: nothing is brought in.</summary>
    public PastRounds.Figures? Figures { get; private set; }
    public IReadOnlyList<PastRounds.PastApplication> Applications { get; private set; } = [];

    public Task OnGetAsync() =>
        db.ReadAsync(async work =>
        {
            Round = await PastRounds.GetAsync(work, Id);
            Figures = (await PastRounds.FiguresAsync(work, Id)).SingleOrDefault();
            Pages = Math.Max(1, ((Figures?.Applications ?? 0) + PageSize - 1) / PageSize);
            Number = Math.Clamp(Number, 1, Pages);
            Applications = await PastRounds.ApplicationsAsync(work, Id, (Number - 1) * PageSize + 1, Number * PageSize);
            return true;
        });

    public async Task<IActionResult> OnPostRemoveAsync()
    {
        if (!User.Can(Permission.ManageRounds))
            return Forbid();
        var removed = await save.RunAsync(User.Actor(), Id);
        if (removed.IsDone)
            return this.Next(Links.Funds.Rounds, "The past round is removed");
        await OnGetAsync();
        return this.PageWithErrors(removed);
    }
}
