using Commissioning.Domain.Accounts;
using Commissioning.Features.Monitoring;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Monitoring;

[Requires(Permission.ReviewMonitoring)]
public sealed class ReviewModel(ReturnReader returns, ReviewReturn reviewReturn) : PageModel
{
    [FromRoute] public Guid Id { get; set; }
    [BindProperty] public string? Note { get; set; }
    public ReturnReader.View View { get; private set; } = null!;

    public async Task OnGetAsync() => View = await returns.GetAsync(Id);

    public async Task<IActionResult> OnPostAsync(bool accept)
    {
        View = await returns.GetAsync(Id);
        if (Note?.Length > 2000) return this.PageWithErrors(new("Shorten the note to 2,000 characters", "Note"));
        var outcome = await reviewReturn.RunAsync(User.Actor(), Id, accept, Note);
        return outcome.Refused is { } refusal ? this.PageWithErrors(refusal) : this.Next(Links.Monitoring.Returns, accept ? "Return accepted" : "Return given back");
    }
}
