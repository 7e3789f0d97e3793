using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.PostToLedger)]
public sealed class MergeModel(Db db, AddArea add, MergeAreas merge) : PageModel
{
    [BindProperty]
    public MergeForm Form { get; set; } = new();
    public IReadOnlyList<Choice> Choices { get; private set; } = [];

    public sealed class MergeForm
    {
        public string? Name { get; set; }
        public string? OnsCode { get; set; }
        public DateParts From { get; set; } = new();
        public string[] Areas { get; set; } = [];
    }

    public async Task OnGetAsync() =>
        Choices = (await db.ReadAsync(AreaQueries.ListAsync))
            .Where(area => area.ValidTo is null)
            .Select(area => new Choice(area.Id.ToString(), area.Name))
            .ToList();

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        if (Form.From.WhyNotADate("the date") is { } wrong)
            return this.PageWithErrors(new(wrong, nameof(Form.From)));
        var (chosen, from) = (Form.Areas.Select(Guid.Parse).ToList(), Form.From.ToDate()!.Value);
        var outcome =
            chosen.Count == 0
                ? await add.RunAsync(User.Actor(), Form.Name, Form.OnsCode, from)
                : await merge.RunAsync(User.Actor(), chosen, Form.Name, Form.OnsCode, from);
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.CspBudgets.Areas, $"{Form.Name!.Trim()} is saved");
    }
}
