using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.PostToLedger)]
public sealed class MergeModel(Db db, AddArea add, MergeAreas merge, JoinAreas join) : PageModel
{
    private const string New = "New";

    [BindProperty]
    public MergeForm Form { get; set; } = new();
    public IReadOnlyList<Choice> Choices { get; private set; } = [];
    public IReadOnlyList<Choice> Becomes =>
        [new(New, "A new area"), .. Choices.Select(area => area with { Text = $"Part of {area.Text}, which goes on" })];

    public sealed class MergeForm
    {
        public string[] Areas { get; set; } = [];

        /// <summary>An area that goes on, or a new one.</summary>
        public string? Into { get; set; } = New;
        public string? Name { get; set; }
        public string? OnsCode { get; set; }
        public DateParts From { get; set; } = new();
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
        if (Becomes.All(choice => choice.Value != Form.Into))
            return this.PageWithErrors(new("Choose what they become", nameof(Form.Into)));
        var (chosen, from) = (
            Form.Areas.Select(typed => Guid.TryParse(typed, out var area) ? area : Guid.Empty).ToList(),
            Form.From.ToDate()!.Value
        );
        var outcome =
            Form.Into != New ? await join.RunAsync(User.Actor(), chosen, Guid.TryParse(Form.Into, out var into) ? into : Guid.Empty, from)
            : chosen.Count == 0 ? await add.RunAsync(User.Actor(), Form.Name, Form.OnsCode, from)
            : await merge.RunAsync(User.Actor(), chosen, Form.Name, Form.OnsCode, from);
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.CspBudgets.Areas, "Saved");
    }
}
