using Commissioning.Domain.Accounts;
using Commissioning.Features.Publishing;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Publishing;

[Requires(Permission.WriteApplications)]
public sealed class MyPublicPageModel(AnswerPublicPage answer) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? IsFine { get; set; }

    [BindProperty]
    public string? Wish { get; set; }
    public PublicProject.PublicProjectPage View { get; private set; } = null!;

    public static readonly IReadOnlyList<Choice> Answers = [new("fine", "Yes, it is fine"), new("change", "No, please change something")];

    public async Task OnGetAsync() => View = await answer.GetAsync(User.Actor(), Id);

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        bool? isFine = IsFine switch
        {
            "fine" => true,
            "change" => false,
            _ => null,
        };
        var outcome = await answer.RunAsync(User.Actor(), Id, isFine, Wish);
        return outcome.IsDone
            ? this.Next(Links.Publishing.MyPublicPage(Id), "Thank you. We have your answer.")
            : this.PageWithErrors(outcome);
    }
}
