using Commissioning.Domain.Accounts;
using Commissioning.Features.Funds;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Funds;

[Requires(Permission.ManageRounds)]
public sealed class NewRoundModel(CreateRound createRound) : PageModel, IRoundFormPage
{
    [BindProperty]
    public RoundForm Form { get; set; } = new();

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync()
    {
        if (string.IsNullOrWhiteSpace(Form.FundName))
            ModelState.AddModelError("Form.FundName", "Enter the fund's name, for example Commissioner's Safety Fund");
        if (Form.Prefix is not { Length: > 0 and <= 6 } || !Form.Prefix.All(char.IsAsciiLetterUpper))
            ModelState.AddModelError("Form.Prefix", "Enter one to six capital letters for the references, for example CSF");
        if (Form.Read(ModelState) is not { } details)
            return this.PageWithErrors();
        var outcome = await createRound.RunAsync(User.Actor(), new(Form.FundName!.Trim(), Form.Prefix!, details));
        return outcome.Refused is { } refusal
            ? this.PageWithErrors(refusal)
            : this.Next(Links.Funds.Round(outcome.Value), "Round created. Check its questions, criteria and panel, then publish it.");
    }
}
