using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Funds;

[Requires(Permission.ManageRounds)]
public sealed class PanelModel(Db db, SavePanel savePanel) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string[] Members { get; set; } = [];
    public Round Round { get; private set; } = null!;
    public IReadOnlyList<Choice> Candidates { get; private set; } = [];

    public async Task OnGetAsync()
    {
        Members = (await db.ReadAsync(work => RoundReader.GetSetupAsync(work, Id))).Panel.Select(person => person.ToString()).ToArray();
        await LoadAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        var members = Members.Select(Guid.Parse).ToList();
        if (members.Count < 2)
            return this.PageWithErrors(new("Choose at least two panel members", nameof(Members)));
        var outcome = await savePanel.RunAsync(User.Actor(), Id, members);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(Links.Funds.Round(Id), RoundRules.PanelWarning(members.Count) ?? "Panel saved");
    }

    private async Task LoadAsync()
    {
        Round = await db.ReadAsync(work => RoundReader.GetAsync(work, Id));
        Candidates = (await savePanel.CandidatesAsync())
            .Select(person => new Choice(person.Id.ToString(), person.DisplayName, person.Email))
            .ToList();
    }
}
