using Commissioning.Features.Publishing;
using Commissioning.Platform.Documents;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Publishing;

[AllowAnonymous, Revalidated]
public sealed class DecisionModel(PublicDecisions decisions) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public LetterDocument Notice { get; private set; } = null!;

    public async Task OnGetAsync() => Notice = await decisions.GetAsync(Id);
}
