using Commissioning.Domain.Accounts;
using Commissioning.Features.Accounts;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Accounts;

[Requires(Permission.ManagePeople)]
public sealed class PersonModel(PeopleList people, SetRoles setRoles) : PageModel
{
    [FromRoute] public Guid Id { get; set; }
    [BindProperty] public string[] Roles { get; set; } = [];
    [BindProperty] public string? Reason { get; set; }
    public PeopleList.Found Found { get; private set; } = null!;

    public static IReadOnlyList<Choice> AllRoles => Enum.GetValues<Role>().Select(role => new Choice(role.ToString(), RolePermissions.Name(role))).ToList();

    public async Task OnGetAsync()
    {
        Found = await people.GetAsync(Id);
        Roles = Found.Roles.Select(role => role.ToString()).ToArray();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Found = await people.GetAsync(Id);
        var outcome = await setRoles.RunAsync(User.Actor(), Id, Roles.Select(Enum.Parse<Role>).ToList(), Reason);
        return outcome.Refused is { } refusal ? this.PageWithErrors(refusal) : this.Next(Links.Accounts.People, $"Roles of {Found.DisplayName} saved");
    }
}
