using Commissioning.Domain.Accounts;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Monitoring;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Monitoring;

[Requires(Permission.ViewAwards)]
public sealed class ReturnsModel(ReturnReader returns) : PageModel
{
    public IReadOnlyList<ReturnReader.ReturnHeader> Rows { get; private set; } = [];
    public int Number { get; private set; }
    public int Pages { get; private set; }
    public DateOnly Today { get; private set; }

    public async Task OnGetAsync([FromQuery(Name = "page")] int number = 1) =>
        (Rows, Number, Pages, Today) = await returns.ListAsync(number);

    public (string Text, string Colour) Tag(ReturnReader.ReturnHeader row) =>
        row.Status switch
        {
            ReturnStatus.Submitted => ("To review", "blue"),
            ReturnStatus.Accepted => ("Accepted", "green"),
            _ when MonitoringRules.IsOverdue(row.Status, row.DueOn, Today) => (
                $"{Today.DayNumber - row.DueOn.DayNumber} days overdue",
                "red"
            ),
            _ => ("Due", "grey"),
        };
}
