using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Organisations;
using Commissioning.Features;
using Commissioning.Features.CspBudgets;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Organisations;

[Requires(Permission.Apply)]
public sealed class OrganisationModel(
    Db db,
    MyOrganisations organisations,
    ChangeOrganisation saveOrganisation,
    InviteMember invite,
    RemoveMember remove,
    NameLead nameLead,
    NameSignatory nameSignatory,
    RemoveSignatory removeSignatory
) : PageModel, IOrganisationFormPage
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public OrganisationForm Form { get; set; } = new();

    [BindProperty]
    public string? Email { get; set; }
    public MyOrganisations.OrganisationsAndInvitations View { get; private set; } = null!;
    public IReadOnlyList<string> Areas { get; private set; } = [];
    public OrganisationKinds AllKinds { get; private set; } = OrganisationKinds.Default;

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Form = OrganisationForm.From(View.Organisation);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        var details = Form.Read();
        if (this.AnyErrors(OrganisationRules.WhyDetailsAreWrong(details, Areas, AllKinds, View.Organisation.Kind)))
            return this.PageWithErrors();
        var outcome = await saveOrganisation.RunAsync(User.Actor(), Id, Form.Version, details);
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.Organisations.Organisation(Id), "Details saved");
    }

    public Task<IActionResult> OnPostInviteAsync() => AfterAsync(invite.RunAsync(User.Actor(), Id, Email), $"{Email} is invited");

    public Task<IActionResult> OnPostRemoveAsync(Guid member) =>
        AfterAsync(remove.RunAsync(User.Actor(), Id, member), "Member removed", member == User.Actor().Id ? Links.Casework.Work : null);

    public Task<IActionResult> OnPostLeadAsync(Guid member) =>
        AfterAsync(nameLead.RunAsync(User.Actor(), Id, member), "They now send the applications");

    public Task<IActionResult> OnPostSignAsync(Guid member) =>
        AfterAsync(nameSignatory.RunAsync(User.Actor(), Id, member), "They can now accept grants for the organisation");

    public Task<IActionResult> OnPostNoSignAsync(Guid member) =>
        AfterAsync(removeSignatory.RunAsync(User.Actor(), Id, member), "They can no longer accept grants");

    private async Task LoadAsync() =>
        (View, Areas, AllKinds) = (
            await organisations.GetAsync(User.Actor(), Id),
            await db.ReadAsync(AreaQueries.ChoicesAsync),
            await db.ReadAsync(OfficeSettings.KindsAsync)
        );

    private async Task<IActionResult> AfterAsync(Task<Result> change, string notice, string? next = null)
    {
        var outcome = await change;
        if (outcome.IsDone)
            return this.Next(next ?? Links.Organisations.Organisation(Id), notice);
        await OnGetAsync();
        return this.PageWithErrors(outcome, "");
    }
}
