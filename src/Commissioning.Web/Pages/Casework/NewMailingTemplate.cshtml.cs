using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Casework;
using Commissioning.Features.Casework;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Casework;

[Requires(Permission.SendLetters)]
public sealed class NewMailingTemplateModel(AddMailingTemplate save) : PageModel
{
    [BindProperty]
    public string? Audience { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Subject { get; set; }

    [BindProperty]
    public string? Wording { get; set; }

    public IReadOnlyList<Choice> Audiences { get; } =
        Enum.GetValues<MailingAudience>()
            .Select(audience => new Choice(audience.ToString(), MailingTemplateModel.Whole(audience)))
            .ToList();

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!Enum.TryParse<MailingAudience>(Audience, out var audience) || !Enum.IsDefined(audience))
            return this.PageWithErrors(new Refusal("Choose who the template is for", nameof(Audience)));
        var outcome = await save.RunAsync(User.Actor(), audience, Name, Subject, Wording);
        return outcome.IsDone ? this.Next(Links.Casework.MailingTemplates, $"\"{Name!.Trim()}\" is saved") : this.PageWithErrors(outcome);
    }
}
