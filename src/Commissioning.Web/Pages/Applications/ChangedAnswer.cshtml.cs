using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

/// <summary>One answer that the office asked for again.</summary>
[Requires(Permission.WriteApplications), RequestFormLimits(ValueCountLimit = 5000)]
public sealed class ChangedAnswerModel(Db db, SaveChangedAnswer save, TimeProvider clock) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [FromRoute]
    public string Code { get; set; } = "";

    [BindProperty]
    public AnswerForm Form { get; set; } = new();
    public ChangeRequestQueries.Request Open { get; private set; } = null!;
    public ChangeRequestQueries.Item Item { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        await LoadAsync();
        Form = AnswerForm.From(Item.Question, Item.After ?? Item.Before, Item.Version);
        return Open.WhyCannotAnswer(clock.UtcNow()) is null ? Page() : this.Next(Links.Applications.Changes(Id));
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        Form.Complete(Item.Question);
        var answer = Form.ToAnswer(Item.Question);
        var outcome = await save.RunAsync(User.Actor(), Id, Item.Question, Form.Version, answer);
        if (!outcome.IsDone)
        {
            this.RefreshVersion(() => Form.Version = Item.Version);
            return this.PageWithErrors(outcome);
        }
        if (AnswerRules.WhyWrong(Item.Question, answer, _ => null) is not { Count: > 0 } problems)
            return this.Next(Links.Applications.Changes(Id));
        await LoadAsync();
        ModelState.Clear();
        Form = AnswerForm.From(Item.Question, answer, Item.Version);
        this.AnyErrors(problems);
        return this.PageWithErrors();
    }

    public async Task<IActionResult> OnPostAddRowsAsync()
    {
        await LoadAsync();
        Form.AddRows(Item.Question);
        return Page();
    }

    private async Task LoadAsync()
    {
        Open = await db.ReadAsync(work => ChangeRequestQueries.GetMineAsync(work, User.Actor(), Id));
        Item = Open.Items.FirstOrDefault(item => item.Question.Code == Code) ?? throw new NotFoundException("This answer is not asked for");
    }
}
