using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Organisations;
using Commissioning.Features;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Funds;

[Requires(Permission.ManageRounds)]
public sealed class EditModel(Db db, SaveRound saveRound) : PageModel, IRoundFormPage
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public RoundForm Form { get; set; } = new();
    public Round Round { get; private set; } = null!;
    public OrganisationKinds Kinds { get; private set; } = OrganisationKinds.Default;

    public async Task OnGetAsync()
    {
        var setup = await db.ReadAsync(work => RoundReader.GetSetupAsync(work, Id));
        Kinds = await db.ReadAsync(OfficeSettings.KindsAsync);
        (Round, Form) = (setup.Round, RoundForm.From(setup, Kinds));
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Round = await db.ReadAsync(work => RoundReader.GetAsync(work, Id));
        Kinds = await db.ReadAsync(OfficeSettings.KindsAsync);
        var (details, wrong) = Form.Read(Kinds);
        if (this.AnyErrors(wrong) || details is null)
            return this.PageWithErrors();
        try
        {
            var outcome = await saveRound.RunAsync(User.Actor(), Id, Form.Version, details);
            return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.Funds.Round(Id), "Round saved");
        }
        catch (ConcurrencyException)
        {
            // Keeps what was typed; the person may then choose to save again.
            this.RefreshVersion(() => Form.Version = Round.Version);
            return this.PageWithErrors(
                new Refusal(
                    "Someone else changed this round while you were working on it. Check what you typed, then save again to replace their version."
                )
            );
        }
    }
}
