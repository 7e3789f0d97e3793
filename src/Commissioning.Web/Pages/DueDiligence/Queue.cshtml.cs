using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Casework;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Data;
using Commissioning.Platform.Lists;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.DueDiligence;

[Requires(Permission.ViewDueDiligence)]
public sealed class QueueModel(Db db, AssignChecks assign, PassChecks pass, TimeProvider clock) : PageModel
{
    [BindProperty]
    public List<Guid> Selected { get; set; } = [];
    public ListView View { get; private set; } = null!;

    /// <summary>Rounds with applications in this list.</summary>
    public IReadOnlyList<(Guid Id, string Name)> Rounds { get; private set; } = [];
    public string Me => User.Actor().Name;

    public async Task<IActionResult> OnGetAsync()
    {
        var list = CheckList.Of(clock.Today());
        if (HttpMethods.IsGet(Request.Method) && ListDownload.Of(this, list) is { } file)
            return file;
        Rounds = await db.ReadAsync(RoundChecks.RoundsAsync);
        View = await db.ReadAsync(work =>
            User.Can(Permission.ManageDueDiligence)
                ? ListView.OfAsync(this, work, list, "_CheckActs", ActsOf)
                : ListView.OfAsync(this, work, list)
        );
        return Page();
    }

    /// <summary>A row that shows its owner needs no button for that owner.</summary>
    private IReadOnlyList<RowAct> ActsOf(ListRow row) => row.Cells.Any(cell => cell.Raw == Me) ? [] : [new("Assign to me", "row")];

    public async Task<IActionResult> OnPostAsync(Guid row)
    {
        if (!User.Can(Permission.ManageDueDiligence))
            return Forbid();
        var outcome = await assign.RunAsync(User.Actor(), row, give: false);
        if (outcome.IsDone)
            return this.Next(ListView.Back(this), "The application's checks are assigned to you");
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }

    public async Task<IActionResult> OnPostPassAsync()
    {
        if (!User.Can(Permission.ManageDueDiligence))
            return Forbid();
        var outcome = await pass.CleanAsync(User.Actor(), Selected);
        if (outcome.Value is { } passed)
            return this.Next(ListView.Back(this), PassChecks.Words(passed.Count), RoundChecksModel.Few(passed.Refused));
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }
}
