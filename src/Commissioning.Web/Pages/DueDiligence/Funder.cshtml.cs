using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.DueDiligence;

[Requires(Permission.ViewDueDiligence)]
public sealed class FunderModel(Db db, RemoveFunderGrants remove) : PageModel
{
    public const int MostShown = 20;

    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Reason { get; set; }
    public FunderFiles.Loaded Loaded { get; private set; } = null!;
    public IReadOnlyList<FunderFiles.BadRow> BadRows { get; private set; } = [];
    public ListAge Age { get; private set; } = null!;

    public async Task OnGetAsync() =>
        (Loaded, BadRows, Age) = await db.ReadAsync(async work =>
        {
            var file = await FunderFiles.OneAsync(work, Id);
            return (
                file,
                await FunderFiles.BadRowsAsync(work, Id),
                FunderFileRules.AgeOf(file.FunderName, file.FileDate, LondonTime.DateOf(work.Now))
            );
        });

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        if (!User.Can(Permission.ManageDueDiligence))
            return Forbid();
        var result = await remove.RunAsync(User.Actor(), Id, Reason);
        return result.IsDone
            ? this.Next(Links.DueDiligence.Funders, $"The file of {Loaded.FunderName} is removed")
            : this.PageWithErrors(result);
    }
}
