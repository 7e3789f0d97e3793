using Commissioning.Domain.Accounts;
using Commissioning.Domain.Organisations;
using Commissioning.Features.CspBudgets;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Organisations;

[Requires(Permission.Apply)]
public sealed class NewOrganisationModel(Db db, SaveOrganisation saveOrganisation) : PageModel, IOrganisationFormPage
{
    [BindProperty]
    public OrganisationForm Form { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public IReadOnlyList<string> Areas { get; private set; } = [];

    public async Task OnGetAsync() => Areas = await db.ReadAsync(AreaQueries.ChoicesAsync);

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        var details = Form.Read();
        if (this.AnyErrors(OrganisationRules.WhyDetailsAreWrong(details, Areas)))
            return this.PageWithErrors();
        var outcome = await saveOrganisation.CreateAsync(User.Actor(), details);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(this.LocalOr(ReturnUrl, Links.Organisations.Organisation(outcome.Value)), $"{details.Name} added");
    }
}
