using Commissioning.Domain.Accounts;
using Commissioning.Features.Casework;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Casework;

/// <summary>Finds the double of an organisation's record, and merges the two.</summary>
[Requires(Permission.ManageDueDiligence)]
public sealed class MergeOrganisationModel(Db db, MergeOrganisations merge) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Find { get; set; }

    /// <summary>The other record. Null: not chosen yet.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? With { get; set; }

    [BindProperty]
    public Guid? Stands { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public FindOrganisations.Found Organisation { get; private set; } = null!;
    public FindOrganisations.Found? Other { get; private set; }
    public OrganisationRecord.Sums? Ours { get; private set; }
    public OrganisationRecord.Sums? Theirs { get; private set; }
    public IReadOnlyList<FindOrganisations.Found> Found { get; private set; } = [];

    public IReadOnlyList<Choice> Records =>
        new[] { Organisation, Other! }.Select(one => new Choice(one.Id.ToString(), one.Name, one.About)).ToList();

    public Task OnGetAsync() =>
        db.ReadAsync<object?>(async work =>
        {
            Organisation = await FindOrganisations.GetAsync(work, Id);
            if (With is { } with)
            {
                Other = await FindOrganisations.GetAsync(work, with);
                Ours = OrganisationRecord.Sums.Of(await OrganisationRecord.ApplicationsAsync(work, Id));
                Theirs = OrganisationRecord.Sums.Of(await OrganisationRecord.ApplicationsAsync(work, with));
            }
            else if (Find is { } words)
                Found = (await FindOrganisations.ByWordsAsync(work, words)).Where(one => one.Id != Id).ToList();
            return null;
        });

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        if (With is not { } with)
            return NotFound();
        var outcome = await merge.RunAsync(User.Actor(), Id, with, Stands, Reason);
        return outcome.IsDone
            ? this.Next(Links.Casework.Organisation(Stands!.Value), "The two records are shown and counted as one")
            : this.PageWithErrors(outcome);
    }
}
