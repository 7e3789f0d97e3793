using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Publishing;
using Commissioning.Features.Publishing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Publishing;

[Requires(Permission.ReviewMonitoring)]
public sealed class PublishProjectModel(PublicProject projects, PublishProject publish, WithdrawProjectPage withdraw) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Reason { get; set; }
    public PublicProject.PublicProjectPage View { get; private set; } = null!;

    public Refusal? WhyNot =>
        ProjectPageRules.WhyCannotPublish(View.Project.EndedHow, View.Project.Policy.Awards.PublishProjects, View.Project.PublishedAt);

    public async Task OnGetAsync() => View = await projects.PreviewAsync(Id);

    public async Task<IActionResult> OnPostPublishAsync() =>
        await DoneAsync(await publish.RunAsync(User.Actor(), Id), "The project has a public page");

    public async Task<IActionResult> OnPostWithdrawAsync() =>
        await DoneAsync(await withdraw.RunAsync(User.Actor(), Id, Reason), "The page is taken down");

    private async Task<IActionResult> DoneAsync(Result outcome, string notice)
    {
        if (outcome.IsDone)
            return this.Next(Links.Publishing.PublishProject(Id), notice);
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }
}
