using Commissioning.Domain.Accounts;
using Commissioning.Domain.CspBudgets;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.PostToLedger)]
public sealed class YearEndDecisionsModel(Db db, DecideUnderspends decide) : PageModel
{
    [FromRoute(Name = "year")]
    public string BudgetYear { get; set; } = "";

    [BindProperty]
    public List<ChoiceForm> Choices { get; set; } = [];

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Paper { get; set; }

    [BindProperty]
    public string? KeepPaper { get; set; }
    public IReadOnlyList<YearOverview.AreaLine> Lines { get; private set; } = [];

    public sealed class ChoiceForm
    {
        public Guid Area { get; set; }
        public LedgerRequestKind? Kind { get; set; }
    }

    public IReadOnlyList<Choice> Kinds
    {
        get
        {
            var next = YearRoute.Read(BudgetYear).Next;
            return
            [
                new(nameof(LedgerRequestKind.Return), $"Return to the pooled underspend of {BudgetYear}"),
                new(nameof(LedgerRequestKind.CarryForward), $"Return for sharing out in {next}"),
                new(nameof(LedgerRequestKind.Keep), $"Carry into {next} and keep, with authority"),
                new("", "Not decided yet"),
            ];
        }
    }

    public async Task OnGetAsync()
    {
        Lines = (await db.ReadAsync(work => YearOverview.GetAsync(work, YearRoute.Read(BudgetYear)))).Lines;
        while (Choices.Count < Lines.Count)
            Choices.Add(new() { Area = Lines[Choices.Count].AreaId });
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var outcome = await decide.RunAsync(
            User.Actor(),
            YearRoute.Read(BudgetYear),
            Choices.Select(choice => new DecideUnderspends.Choice(choice.Area, choice.Kind)).ToList(),
            Reason,
            Paper,
            KeepPaper
        );
        if (outcome.IsDone)
            return this.Next(Links.CspBudgets.YearEnd(BudgetYear), "Requested. Someone else approves it.");
        await OnGetAsync();
        this.AnyErrors(outcome.Refusals);
        return this.PageWithErrors();
    }
}
