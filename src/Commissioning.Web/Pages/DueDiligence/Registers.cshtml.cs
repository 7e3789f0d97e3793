using Commissioning.Domain.Accounts;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.DueDiligence;

[Requires(Permission.ViewDueDiligence)]
public sealed class RegistersModel(RegisterSearches lookUps) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Search { get; set; }
    public RegisterSearches.RegisterLookUpPage View { get; private set; } = null!;

    public async Task OnGetAsync() =>
        View = await lookUps.GetAsync(Id, string.IsNullOrWhiteSpace(Search) ? null : Search[..Math.Min(200, Search.Length)]);

    public async Task<IActionResult> OnPostAsync(bool again)
    {
        await OnGetAsync();
        if (!User.Can(Permission.ManageDueDiligence))
            return Forbid();
        var outcome = await lookUps.SearchAsync(User.Actor(), Id, again);
        if (!outcome.IsDone)
            return this.PageWithErrors(outcome);
        return this.Next(
            Links.DueDiligence.Registers(Id),
            outcome.Value is { Count: > 0 } notes ? string.Join(" ", notes) : "Looked up. What we found is saved with the time."
        );
    }

    public static string Name(FindingLevel level) =>
        level switch
        {
            FindingLevel.Fine => "Fine",
            FindingLevel.Review => "Check this",
            _ => "Against",
        };

    public static string Colour(FindingLevel level) =>
        level switch
        {
            FindingLevel.Fine => "green",
            FindingLevel.Review => "yellow",
            _ => "red",
        };
}
