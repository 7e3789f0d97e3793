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

    /// <summary>What counts for each area for which nothing else is chosen.</summary>
    [BindProperty]
    public LedgerRequestKind? All { get; set; }

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

    public bool AnyFree => Lines.Any(line => line.Free > Domain.Money.Zero);

    public static IReadOnlyList<Choice> AllKinds =>
        [.. YearEndRules.Decisions.Select(kind => new Choice(kind.ToString(), kind.Name())), new("", "Choose for each area below")];

    public static IReadOnlyList<Choice> Kinds
    {
        get { return [.. YearEndRules.Decisions.Select(kind => new Choice(kind.ToString(), kind.Name())), new("", "Not decided yet")]; }
    }

    public async Task OnGetAsync()
    {
        Lines = (await db.ReadAsync(work => YearOverview.GetAsync(work, YearRoute.Read(BudgetYear)))).Lines;
        while (Choices.Count < Lines.Count)
            Choices.Add(new() { Area = Lines[Choices.Count].AreaId });
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var free = (await db.ReadAsync(work => YearOverview.GetAsync(work, YearRoute.Read(BudgetYear))))
            .Lines.Where(line => line.Free > Domain.Money.Zero)
            .Select(line => line.AreaId)
            .ToHashSet();
        var outcome = await decide.RunAsync(
            User.Actor(),
            YearRoute.Read(BudgetYear),
            Choices
                .Select(choice => new DecideUnderspends.Choice(choice.Area, choice.Kind ?? (free.Contains(choice.Area) ? All : null)))
                .ToList(),
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
