using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Casework;
using Commissioning.Features.Casework;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Casework;

/// <summary>A member of staff chooses how often they hear of what waits.</summary>
[RequiresSignIn]
public sealed class WorkEmailModel(ChooseWorkEmail email, TimeProvider clock) : PageModel
{
    [BindProperty]
    public WorkEmailChoice? Choice { get; set; }
    public static readonly IReadOnlyList<Choice> Choices = Enum.GetValues<WorkEmailChoice>()
        .Select(choice => new Choice(choice.ToString(), WorkEmailRules.Name(choice), WorkEmailRules.Explain(choice)))
        .ToList();
    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGetAsync()
    {
        if (!User.Roles().Any(RolePermissions.IsStaff))
            return Forbid();
        Choice = await email.OfAsync(User.Actor());
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!User.Roles().Any(RolePermissions.IsStaff))
            return Forbid();
        var saved = await email.RunAsync(User.Actor(), Choice);
        return saved.IsDone ? this.Next(Links.Casework.Work, "Saved") : this.PageWithErrors(saved);
    }
}
