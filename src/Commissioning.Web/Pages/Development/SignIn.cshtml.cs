using Commissioning.Domain.Accounts;
using Commissioning.Features.Accounts;
using Commissioning.Platform.Data;
using Commissioning.Web.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Development;

/// <summary>Signs in as a demonstration person with one click. Exists only in Development, and only for those people.</summary>
[AllowAnonymous]
public sealed class DevelopmentSignInModel(IHostEnvironment environment, UserManager<Person> users, SignInService signIn) : PageModel
{
    public void OnGet() => OnlyInDevelopment();

    public async Task<IActionResult> OnPostAsync(Guid person, string? returnUrl)
    {
        OnlyInDevelopment();
        var found = await users.FindByIdAsync(person.ToString());
        if (found is null || !found.Email.EndsWith(PeopleList.DemonstrationDomain, StringComparison.Ordinal))
            throw new NotFoundException("Not a demonstration person");
        await signIn.DoneAsync(found, new(SignInKind.Demonstration), secondFactor: true);
        return this.Next(this.LocalOr(returnUrl, Links.Casework.Work));
    }

    private void OnlyInDevelopment()
    {
        if (!environment.IsDevelopment())
            throw new NotFoundException("Development only");
    }
}
