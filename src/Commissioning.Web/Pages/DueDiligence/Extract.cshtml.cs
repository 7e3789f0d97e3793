using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.DueDiligence;

[Requires(Permission.ViewDueDiligence)]
public sealed class ExtractModel(ImportRegister import, InsistOnExtract insist, AgreeToExtract agree, DropExtract drop) : PageModel
{
    private const int MostShown = 20;

    [FromRoute]
    public int Id { get; set; }

    [BindProperty]
    public string? Reason { get; set; }
    public ImportRegister.Import Import { get; private set; } = null!;
    public IReadOnlyList<ImportRegister.BadLineRow> BadLines { get; private set; } = [];

    /// <summary>Of a register the first lines are an example. Of the sanctions list two people read each.</summary>
    public IReadOnlyList<ImportRegister.BadLineRow> Shown =>
        Import.Kind == ExtractKind.Sanctions ? BadLines : BadLines.Take(MostShown).ToList();

    public async Task OnGetAsync() => (Import, BadLines) = (await import.OneAsync(Id), await import.BadLinesAsync(Id));

    public Task<IActionResult> OnPostAsync() =>
        ChangeAsync(() => insist.RunAsync(User.Actor(), Id, Reason), "Saved. A second person must agree now.");

    public Task<IActionResult> OnPostAgreeAsync() => ChangeAsync(() => agree.RunAsync(User.Actor(), Id), "The file is in use.");

    public Task<IActionResult> OnPostDropAsync() =>
        ChangeAsync(() => drop.RunAsync(User.Actor(), Id), "The file is not used. The list in use stays.");

    private async Task<IActionResult> ChangeAsync(Func<Task<Result>> change, string done)
    {
        await OnGetAsync();
        if (!User.Can(Permission.ManageDueDiligence))
            return Forbid();
        var outcome = await change();
        return outcome.IsDone ? this.Next(Links.DueDiligence.Extracts, done) : this.PageWithErrors(outcome);
    }
}
