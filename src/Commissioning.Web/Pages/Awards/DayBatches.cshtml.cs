using Commissioning.Domain.Accounts;
using Commissioning.Features.Awards;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

[Requires(Permission.ViewAwards)]
public sealed class DayRunsModel(LetterBatches batches) : PageModel
{
    public IReadOnlyList<LetterBatches.LetterBatch> Rows { get; private set; } = [];
    public int Number { get; private set; }
    public int Pages { get; private set; }

    public async Task OnGetAsync([FromQuery(Name = "page")] int number = 1) => (Rows, Number, Pages) = await batches.ListAsync(number);
}
