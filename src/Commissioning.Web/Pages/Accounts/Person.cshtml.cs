using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Accounts;
using Commissioning.Web.Identity;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Accounts;

[Requires(Permission.ManagePeople)]
public sealed class PersonModel(
    PeopleList people,
    SetRoles setRoles,
    MySessions sessions,
    EndSessionsOfPerson endSessions,
    ResetSecondFactor takeSecondFactor,
    MakeSetUpCode makeSetUpCode,
    SignInService signIn
) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string[] Roles { get; set; } = [];

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? EndReason { get; set; }
    public PeopleList.PeoplePage Found { get; private set; } = null!;
    public MySessions.SessionsAndEvents Sessions { get; private set; } = null!;

    /// <summary>A set-up code that was just made; it is shown this once.</summary>
    public string? SetUpCode { get; private set; }

    public static IReadOnlyList<Choice> AllRoles =>
        Enum.GetValues<Role>().Select(role => new Choice(role.ToString(), RolePermissions.Name(role))).ToList();

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Roles = Found.Roles.Select(role => role.ToString()).ToArray();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        var roles = Enum.GetValues<Role>().Where(role => Roles.Contains(role.ToString())).ToList();
        if (roles.Count != Roles.Distinct().Count())
            return this.PageWithErrors(new("Choose roles from the list", nameof(Roles)));
        var outcome = await setRoles.RunAsync(User.Actor(), Id, roles, Reason);
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.Accounts.People, $"Roles of {Found.DisplayName} saved");
    }

    public async Task<IActionResult> OnPostEndAsync()
    {
        await OnGetAsync();
        return Answer(
            await endSessions.RunAsync(User.Actor(), Id, EndReason, signIn.DeviceWords),
            $"{Found.DisplayName} is signed out everywhere"
        );
    }

    public async Task<IActionResult> OnPostSecondFactorAsync()
    {
        await OnGetAsync();
        return Answer(
            await takeSecondFactor.RunAsync(User.Actor(), Id, EndReason),
            $"{Found.DisplayName} will set up another phone at the next sign-in"
        );
    }

    public async Task<IActionResult> OnPostSetUpCodeAsync()
    {
        await OnGetAsync();
        var made = await makeSetUpCode.RunAsync(User.Actor(), Id);
        if (!made.IsDone)
            return this.PageWithErrors(made);
        SetUpCode = made.Value;
        Response.Headers.CacheControl = "no-store";
        return Page();
    }

    private IActionResult Answer(Result outcome, string notice) =>
        !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.Accounts.Person(Id), notice);

    private async Task LoadAsync()
    {
        Found = await people.GetAsync(Id);
        Sessions = await sessions.GetAsync(Id);
    }
}
