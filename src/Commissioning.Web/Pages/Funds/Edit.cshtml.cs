using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
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

    public async Task OnGetAsync()
    {
        var setup = await db.ReadAsync(work => RoundReader.GetSetupAsync(work, Id));
        (Round, Form) = (setup.Round, RoundForm.From(setup));
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Round = await db.ReadAsync(work => RoundReader.GetAsync(work, Id));
        if (Form.Read(ModelState) is not { } details)
            return this.PageWithErrors();
        try
        {
            var outcome = await saveRound.RunAsync(User.Actor(), Id, Form.Version, details);
            return outcome.Refused is { } refusal ? this.PageWithErrors(refusal) : this.Next(Links.Funds.Round(Id), "Round saved");
        }
        catch (ConcurrencyException)
        {
            // What was typed stays; saving again is then a choice.
            ModelState.Remove("Form.Version");
            Form.Version = Round.Version;
            return this.PageWithErrors(
                new Refusal(
                    "Somebody else changed this round while you were working on it. Check what you typed and save again to put yours in its place."
                )
            );
        }
    }
}
