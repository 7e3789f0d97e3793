using Commissioning.Domain.Accounts;
using Commissioning.Domain.Organisations;
using Commissioning.Features;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Funds;

[Requires(Permission.ManageRounds)]
public sealed class NewRoundModel(CreateRound createRound, Db db) : PageModel, IRoundFormPage
{
    [BindProperty]
    public RoundForm Form { get; set; } = new();

    public OrganisationKinds Kinds { get; private set; } = OrganisationKinds.Default;

    public async Task OnGetAsync() => Kinds = await db.ReadAsync(OfficeSettings.KindsAsync);

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        var (details, wrong) = Form.Read(Kinds);
        if (details is null)
        {
            this.AnyErrors([.. CreateRound.WhyFundIsWrong(Form.FundName, Form.Prefix), .. wrong]);
            return this.PageWithErrors();
        }
        var outcome = await createRound.RunAsync(User.Actor(), new(Form.FundName?.Trim() ?? "", Form.Prefix ?? "", details));
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(Links.Funds.Round(outcome.Value), "Round created. Check its questions, criteria and panel, then publish it.");
    }
}
