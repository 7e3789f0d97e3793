using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Features.Applications;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

[Requires(Permission.Apply)]
public sealed class EqualityModel(EqualityMonitoring equality) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    /// <summary>The chosen options of each question, in order.</summary>
    [BindProperty]
    public List<string[]> Chosen { get; set; } = [];
    public bool MayAnswer { get; private set; }
    public IReadOnlyList<EqualityQuestion> Questions { get; private set; } = [];

    public async Task OnGetAsync()
    {
        MayAnswer = await equality.MayAnswerAsync(User.Actor(), Id);
        Questions = await equality.AskedAsync(User.Actor(), Id);
        Chosen = Questions.Select(_ => Array.Empty<string>()).ToList();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var chosen = (await equality.AskedAsync(User.Actor(), Id))
            .Select((question, i) => (question.Code, Chosen: (IReadOnlyList<string>)Request.Form[$"Chosen[{i}]"].OfType<string>().ToList()))
            .ToDictionary(pair => pair.Code, pair => pair.Chosen);
        var outcome = await equality.SaveAsync(User.Actor(), Id, chosen);
        if (outcome.IsDone)
            return this.Next(Links.Applications.Receipt(Id), "Thank you. Your answers are kept apart from the application.");
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }
}
