using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Moderation;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Moderation;

[Requires(Permission.RecordModeration)]
public sealed class PartModel(Db db, ProposePartAward propose, WithdrawPartAward withdraw) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public List<string?> Offered { get; set; } = [];

    [BindProperty]
    public string? Reason { get; set; }
    public PartAwardQueries.PartAwardsPage View { get; private set; } = null!;

    public async Task OnGetAsync()
    {
        View = await db.ReadAsync(work => PartAwardQueries.GetAsync(work, Id));
        Offered = View
            .Budget.Select(line => (string?)(View.Offered.TryGetValue(line.Id, out var part) ? part.ToInput() : line.Requested.ToInput()))
            .ToList();
        Reason = View.Proposed?.Reason;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        View = await db.ReadAsync(work => PartAwardQueries.GetAsync(work, Id));
        var offered = View
            .Budget.Select(
                (line, i) =>
                    this.ReadMoney(
                        Offered.ElementAtOrDefault(i),
                        Refusal.At(nameof(Offered), i),
                        $"Enter an amount in pounds and pence for {line.Item}, such as 450 or 450.50"
                    )
            )
            .ToList();
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var refusals = await propose.RunAsync(User.Actor(), Id, offered, Reason);
        return this.AnyErrors(refusals) ? this.PageWithErrors() : this.Next(Links.Moderation.Part(Id), "The applicant has been asked");
    }

    public async Task<IActionResult> OnPostWholeAsync()
    {
        await OnGetAsync();
        var outcome = await withdraw.RunAsync(User.Actor(), Id);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(Links.Moderation.Part(Id), "The application is back to its full amount");
    }
}
