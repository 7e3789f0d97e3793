using System.Globalization;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Records;
using Commissioning.Features.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Records;

[Requires(Permission.ViewRetention)]
public sealed class RetentionOfModel(RetentionPlan plan) : PageModel
{
    public const int Most = 200;

    [BindProperty]
    public string? Months { get; set; }

    [BindProperty]
    public string? Reason { get; set; }
    public RetentionPlan.RetentionLine Line { get; private set; } = null!;
    public IReadOnlyList<RetentionPlan.DueRecord> Due { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string type) => await LoadAsync(type) is null ? NotFound() : Page();

    public async Task<IActionResult> OnPostAsync(string type)
    {
        if (!User.Can(Permission.ManageRetention))
            return Forbid();
        if (await LoadAsync(type) is not { } found)
            return NotFound();
        var outcome = await plan.SetAsync(
            User.Actor(),
            found,
            int.TryParse(Months?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var months) ? months : null,
            Reason
        );
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.Records.Rules, "The retention period is changed");
    }

    private async Task<RecordType?> LoadAsync(string type)
    {
        if (!Enum.TryParse<RecordType>(type, ignoreCase: true, out var found) || !Enum.IsDefined(found))
            return null;
        Line = (await plan.GetAsync()).First(line => line.Rule.Type == found);
        Due = await plan.DueAsync(found);
        return found;
    }
}
