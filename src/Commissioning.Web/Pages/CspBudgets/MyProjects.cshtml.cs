using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Strategy;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.SendCspReturns)]
public sealed class MyProjectsModel(Db db, ProposeProject propose) : PageModel
{
    [FromRoute(Name = "year")]
    public string BudgetYear { get; set; } = "";

    [BindProperty]
    public ProposalForm Form { get; set; } = new();
    public IReadOnlyList<ProjectQueries.Project> Mine { get; private set; } = [];
    public IReadOnlyList<Choice> Areas { get; private set; } = [];

    public static readonly IReadOnlyList<Choice> Priorities = ProjectRules.Priorities.Select(name => new Choice(name, name)).ToList();
    public static readonly IReadOnlyList<Choice> Outcomes = ProjectRules.Outcomes.Select(name => new Choice(name, name)).ToList();
    public static readonly IReadOnlyList<Choice> Levels =
    [
        new("Primary", "Primary", "Stops problems before they start"),
        new("Secondary", "Secondary", "Works with those at risk"),
        new("Tertiary", "Tertiary", "Stops it happening again"),
    ];

    public sealed class ProposalForm
    {
        public Guid? Area { get; set; }
        public string? Name { get; set; }
        public string? Proposal { get; set; }
        public string? Priority { get; set; }
        public PreventionLevel? Level { get; set; }
        public string? Outcome { get; set; }
        public string? Amount { get; set; }
    }

    public async Task OnGetAsync()
    {
        var year = YearRoute.Read(BudgetYear);
        Mine = await db.ReadAsync(work => ProjectQueries.MineAsync(work, User.Actor(), year));
        Areas = (await db.ReadAsync(work => QuarterlyReturnQueries.GetAsync(work, User.Actor(), year, ownOnly: true)))
            .Cells.Where(cell => cell.Period == ReturnPeriod.Quarter1)
            .Select(cell => new Choice(cell.Line.AreaId.ToString(), cell.Line.Area, $"{cell.Line.Remaining} remaining"))
            .ToList();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        if (Form.Area is not { } area)
            return this.PageWithErrors(new("Choose the area", nameof(Form.Area)));
        var amount = this.ReadMoney(Form.Amount, nameof(Form.Amount), "Enter what it will cost, such as 4,500.00");
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var proposal = new ProjectProposal(
            Form.Name?.Trim() ?? "",
            Form.Priority ?? "",
            Form.Level,
            Form.Outcome ?? "",
            Form.Proposal?.Trim() ?? "",
            amount
        );
        var refusals = await propose.RunAsync(User.Actor(), YearRoute.Read(BudgetYear), area, proposal);
        return this.AnyErrors(refusals)
            ? this.PageWithErrors()
            : this.Next(Links.CspBudgets.MyProjects(BudgetYear), $"{proposal.Name} proposed");
    }
}
